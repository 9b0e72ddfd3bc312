"""A pasted definition against the sources: word for word, nearly, or not there."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant.alignment import Difference, Kind
from assistant.concepts.glossary import Glossary
from assistant.verified import Match, SourceVerdict, TooShort, Verification
from assistant.wiring import Reader, open_glossary
from eval.cases import data_file, load_rows
from eval.definitions import Case, judge_all
from tests.assistant.terms_of_the_village import write_record

DEFINITION = "Ett bytorg är en plats där grannar hjälper varandra."


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glossary]:
    """The villages' glossary."""
    with closing(open_glossary(write_record(tmp_path_factory.mktemp("village")))) as opened:
        yield opened


def of(verification: Verification, name: str) -> SourceVerdict:
    """Return what was found in one file."""
    return next(one for one in verification.sources if one.document == name)


def changes(verdict: SourceVerdict) -> list[tuple[Kind, str]]:
    """Return the words that differ."""
    return [(one.kind, one.words) for one in verdict.differences if one.kind is not Kind.EQUAL]


def test_the_sources_own_words_are_exact_with_their_place(glossary: Glossary) -> None:
    """Where it stands, so that it can be opened."""
    found = of(glossary.verify(DEFINITION), "ordlista.md")

    assert (found.status, found.typographic) == (Match.EXACT, False)
    assert (found.text, found.locator) == (DEFINITION.removesuffix("."), "Vad är ett bytorg?")
    stored = glossary.library.text(found.document_id)
    assert stored is not None
    assert stored.text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "pasted",
    [
        "ETT BYTORG är en plats, där grannar hjälper varandra",
        "”Ett bytorg är\n en plats – där grannar  hjälper varandra.”",
        "• Ett bytorg är en plats där grannar hjälper varandra.",
    ],
)
def test_case_signs_and_white_space_are_typography(glossary: Glossary, pasted: str) -> None:
    """The words are what counts."""
    assert of(glossary.verify(pasted), "ordlista.md").status is Match.EXACT


def test_a_changed_word_is_near_and_shown(glossary: Glossary) -> None:
    """Word by word: what the source has, and what the text has instead."""
    found = of(glossary.verify(DEFINITION.replace("grannar", "kommunen")), "ordlista.md")

    assert found.status is Match.NEAR
    assert changes(found) == [(Kind.MISSING, "grannar"), (Kind.ADDED, "kommunen")]
    assert found.negation is None
    assert found.differences[0] == Difference(kind=Kind.EQUAL, words="Ett bytorg är en plats där")


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        (DEFINITION.replace("är", "är inte"), "”inte” står i din text"),
        ("Ett bytorg är en affär eller ett annat namn på kiosken.", "”inte” står i källan"),
        ("en affär eller ett annat namn på kiosken", "”inte” står i källan"),
    ],
)
def test_a_negation_is_called_out(glossary: Glossary, pasted: str, told: str) -> None:
    """One little word turns it round, also where the source's own stands just before what was pasted."""
    found = of(glossary.verify(pasted), "ordlista.md")

    assert found.status is Match.NEAR
    assert (found.negation or "").startswith(told)


@pytest.mark.parametrize(
    "invented",
    [
        "Ett bytorg är en marknad med fasta priser som kommunen driver.",
        "Ett bytorg är en vall.",
        "Grannstöd betyder att försäkringen betalar för en ny cykel.",
    ],
)
def test_what_no_source_says_is_not_found(glossary: Glossary, invented: str) -> None:
    """Speaking of the same thing is not saying the same."""
    verification = glossary.verify(invented)

    assert verification.status is Match.MISSING
    assert [(one.text, one.locator) for one in verification.sources] == [("", "")] * len(verification.sources)


def test_a_part_that_stands_there_is_exact(glossary: Glossary) -> None:
    """A definition may be quoted without its beginning."""
    assert of(glossary.verify("en plats där grannar hjälper varandra"), "ordlista.md").status is Match.EXACT


def test_the_term_may_stand_before_the_definition(glossary: Glossary) -> None:
    """As in a word list; another term before it is a difference."""
    pasted = "Med grannstöd menas hjälp mellan hushåll som bor nära varandra."

    assert glossary.verify(f"Grannstöd: {pasted}", term="grannstöd").status is Match.EXACT
    other = of(glossary.verify(DEFINITION.replace("bytorg", "grannstöd"), term="grannstöd"), "ordlista.md")
    assert other.status is Match.NEAR
    assert (Kind.MISSING, "bytorg") in changes(other)


def test_a_source_that_passes_it_on_says_so(glossary: Glossary) -> None:
    """Second hand, and from whom."""
    found = of(glossary.verify("hjälp mellan hushåll som bor nära varandra"), "ordlista.md")

    assert (found.second_hand, found.originator) == (True, "Grannförbundet")


def test_the_best_source_comes_first_and_the_handbook_last(glossary: Glossary) -> None:
    """A guide is no source."""
    names = [one.document for one in glossary.verify(DEFINITION).sources]

    assert (set(names[:2]), names[2]) == ({"ordlista.md", "grannbyn.md"}, "01-bytorg.md")


def test_two_words_are_no_definition(glossary: Glossary) -> None:
    """There is nothing to compare."""
    with pytest.raises(TooShort, match="minst 3 ord"):
        glossary.verify("Ett bytorg")


@pytest.mark.slow
def test_definitions_of_the_real_sources_are_classed_right(published: Reader) -> None:
    """As they are, with a word changed, negated, or invented."""
    cases = load_rows(data_file("definitions.jsonl"), Case, fields="")

    judged = list(judge_all(Glossary(published.library), cases))

    assert len(judged) == 60
    assert [one.case.id for one in judged if not one.right] == []
