"""What the sources say that terms mean: found in our own villages' words, and in the real publications."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.concepts.glossary import Glossary
from assistant.concepts.headwords import Headword, load_headwords
from assistant.concepts.patterns import strength
from assistant.concepts.values import Agreement, Concept, Strength
from assistant.settings import Settings
from assistant.wiring import Owner, Reader, open_glossary
from eval.cases import data_file, load_rows
from eval.concepts import LEAST_FOUND, Row, find_rows, untrue
from tests.assistant.terms_of_the_village import write_record


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the villages' record; only read it."""
    return write_record(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="module")
def glossary(settings: Settings) -> Iterator[Glossary]:
    """The villages' glossary."""
    with closing(open_glossary(settings)) as opened:
        yield opened


def texts(concept: Concept) -> list[str]:
    """Return the definitions' words."""
    return [one.text for one in concept.definitions]


def test_a_definition_and_what_it_denies_are_one_run(glossary: Glossary) -> None:
    """What a thing is not belongs to what it is."""
    (first, *_) = glossary.define("bytorg", profile="byn").definitions

    assert first.text == (
        "Ett bytorg är en plats där grannar hjälper varandra. "
        "Ett bytorg är inte en affär eller ett annat namn på kiosken."
    )
    assert (first.publisher, first.region, first.year) == ("Byalaget", "byn", 2031)
    assert first.locator == "Vad är ett bytorg?"


@pytest.mark.parametrize(
    ("term", "opening"),
    [
        ("grannstöd", "Med grannstöd menas hjälp"),
        ("kvällsrunda", "Samtidigt sker en s.k. kvällsrunda, en promenad"),
        ("egenmått", "Vi samlar ”egenmått” (t ex steg och puls)"),
        ("BRS", "Bygdens råd för samverkan (BRS)"),
        ("gemensamma köp", "Gemensamma köp har:\nett uppdrag från rådet\nen budget för året"),
        ("Vad är lanthandeln?", "Lanthandeln är basen"),
        ("lanthandel", "Lanthandeln är basen"),
    ],
)
def test_a_term_is_found_however_it_is_explained(glossary: Glossary, term: str, opening: str) -> None:
    """In brackets, behind a comma, as a list, in any form, or asked with a whole question."""
    assert texts(glossary.define(term))[0].startswith(opening)


def test_every_definition_is_a_run_of_the_stored_document(glossary: Glossary) -> None:
    """Word for word, by its offsets."""
    for concept in glossary.concepts():
        for one in concept.definitions:
            stored = glossary.library.text(one.document_id)
            assert stored is not None
            assert stored.text[one.start : one.end] == one.text


def test_what_is_only_believed_or_asked_is_no_definition(glossary: Glossary) -> None:
    """A misconception that the source reports is not what the source says."""
    said = [text for concept in glossary.concepts() for text in texts(concept)]

    assert not [text for text in said if "förvaltning" in text or text.endswith("?")]


def test_the_own_region_comes_first(glossary: Glossary) -> None:
    """The profile decides who speaks first."""
    assert glossary.define("bytorg", profile="byn").definitions[0].region == "byn"
    assert glossary.define("bytorg", profile="nationell").definitions[0].region == "nationell"


def test_the_handbook_is_silent_where_its_source_speaks(glossary: Glossary) -> None:
    """It is a guide: it comes last, says that it is one, and makes way for the original."""
    assert not any(one.guide for one in glossary.define("bytorg").definitions)
    (alone,) = glossary.define("spång").definitions
    assert (alone.guide, alone.text) == (True, "En spång är en smal bro över vått land.")


def test_what_is_passed_on_is_second_hand(glossary: Glossary) -> None:
    """With the name of whoever first said it."""
    (one,) = glossary.define("grannstöd").definitions

    assert (one.second_hand, one.originator, one.standing) == (True, "Grannförbundet", "i andra hand")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("bytorg", Agreement.AGREE),
        ("lanthandel", Agreement.DIFFER),
        ("grannstöd", Agreement.SINGLE),
        ("spång", Agreement.SINGLE),
    ],
)
def test_the_voices_are_compared(glossary: Glossary, term: str, expected: Agreement) -> None:
    """The hub and the base are two things; the same words with one more are one."""
    assert glossary.define(term).agreement is expected


def test_a_term_that_is_not_explained_names_the_nearest(glossary: Glossary) -> None:
    """A misspelling leads on; dots and rings may be left out; nonsense has nothing near."""
    assert glossary.define("bytarg").nearest[0] == "bytorg"
    assert glossary.define("grannstod").term == "grannstöd"
    assert glossary.define("qwxz") == Concept(term="qwxz")


def test_terms_that_nobody_listed_are_found_too(glossary: Glossary) -> None:
    """The list steers, it does not limit."""
    found = {concept.term for concept in glossary.concepts()}

    assert {"bytorg", "kvällsrunda", "bygdens råd för samverkan", "spång"} <= found


def test_a_listed_name_gathers_its_variants(settings: Settings) -> None:
    """Two names are one page, with what it leads on to."""
    word = Headword(term="byhandel", variants=("lanthandel",), related=("bytorg",), rules=("N1",))
    with closing(open_glossary(settings)) as opened:
        found = Glossary(opened.library, [word]).define("Lanthandeln")

    assert (found.term, found.related, found.recommended) == ("byhandel", ("bytorg",), "N1")
    assert len(found.definitions) == 2


def test_a_deleted_source_falls_silent_at_once(tmp_path: Path) -> None:
    """What was found is kept for one version of the record only."""
    with closing(Owner(write_record(tmp_path))) as owner:
        assert owner.glossary.define("bytorg").agreement is Agreement.AGREE
        (gone,) = [one for one in owner.documents() if one.name == "grannbyn.md"]
        owner.delete(gone.id)

        assert {one.document for one in owner.glossary.define("bytorg").definitions} == {"ordlista.md"}


def test_the_lists_related_terms_have_pages_and_names_are_given_once() -> None:
    """A name that belongs to two concepts, or a term without a page, is a slip of the pen."""
    words = load_headwords()
    names = [name for word in words for name in word.names]

    assert {term for word in words for term in word.related} <= {word.term for word in words}
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", " innebär ett skifte.", Strength.DEFINES),
        ("En stark ", " är navet.", Strength.DEFINES),
        ("I den nya byn är ", " (som alla delar) basen.", Strength.DEFINES),
        ("WHO: ", " (promotion) syftar till bättre hälsa.", Strength.DEFINES),
        ("Hon har lanserat begreppet ", " och skriver om det.", Strength.DEFINES),
        ("En ", " utses när någon behöver det.", Strength.SPEAKS),
        ("Planer ska finnas (till exempel ", ").", Strength.SPEAKS),
        ("Vi bygger ", " tillsammans.", None),
        ("Undvik att skriva att ", " är dyrt.", None),
    ],
)
def test_a_sentence_explains_by_its_form(before: str, after: str, expected: Strength | None) -> None:
    """The term as subject of a verb that equates, in apposition, or named as a term."""
    assert strength(before, after) is expected


@pytest.mark.slow
def test_the_real_sources_definitions_are_found_where_they_stand(published: Reader) -> None:
    """The rows that we know of: right words, right place, credited to the right one."""
    glossary = Glossary(published.library)
    rows = load_rows(data_file("concepts.jsonl"), Row, fields="")
    glossary.define("vård")

    every = glossary.concepts()
    found = list(find_rows(glossary, rows))

    assert sum(one.found for one in found) / len(found) >= LEAST_FOUND
    assert [one.row.id for one in found if one.credited] == []
    assert list(untrue(glossary, every)) == []
