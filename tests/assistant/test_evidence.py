"""Which sentences may be quoted, and whether they answer."""

import pytest

from assistant.answers import Question
from assistant.evidence import LIST_WORDS, Candidate, candidates
from assistant.mentions import NOBODY
from assistant.ranking import Ranked
from assistant.terms import Terms, weighed
from assistant.wiring import Reader


def terms_of(question: str, reader: Reader) -> Terms:
    """Weigh a question that names no source."""
    return weighed(question, NOBODY, reader.library)


def quotable(reader: Reader, question: str) -> tuple[Candidate, ...]:
    """Return what may be quoted for a question, best first."""
    return candidates(terms_of(question, reader), reader.retriever.retrieve(question), reader.library)


def of_passage(reader: Reader, question: str, heading: str) -> list[Candidate]:
    """Return the candidates of the passage under a heading."""
    return [one for one in quotable(reader, question) if one.source.passage.heading == heading]


@pytest.mark.parametrize(
    "question",
    ["Vad är ett hembesök?", "Vilka saker ska väskan innehålla?", "Vilka verktyg hänger på väggen?"],
)
def test_every_candidate_is_cut_from_the_stored_text(small: Reader, question: str) -> None:
    """Nothing that is quoted is ever put together."""
    for candidate in quotable(small, question):
        stored = small.library.text(candidate.source.document.id)
        assert stored is not None
        first, last = candidate.sentences[0], candidate.sentences[-1]
        assert candidate.quote == stored.text[first.start : last.end]
        assert candidate.quote in candidate.source.passage.text
        assert all(text in candidate.quote for text in (candidate.lead or "", *candidate.texts))


def test_candidates_come_best_first(small: Reader) -> None:
    """The writer takes them in order."""
    found = quotable(small, "När serveras lunchen?")

    assert found[0].quote == "Lunchen serveras klockan tolv."
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_line_with_a_colon_is_quoted_with_the_list_that_it_announces(small: Reader) -> None:
    """“Väskan innehåller fyra saker:” alone says nothing."""
    bag = next(
        one for one in of_passage(small, "Vad innehåller väskan?", "Vad ska väskan innehålla?") if one.items
    )

    assert bag.lead == "Väskan innehåller fyra saker:"
    assert bag.items == 4
    assert bag.texts[0] == "En blodtrycksmätare."


def test_an_item_of_two_sentences_is_one_item(small: Reader) -> None:
    """The source's own count must not grow."""
    bag = next(
        one for one in of_passage(small, "Vad innehåller väskan?", "Vad ska väskan innehålla?") if one.items
    )

    assert bag.texts[2] == "Förband. De byts ut varje vecka."


def test_items_without_announcement_stay_single_until_a_list_is_asked_for(small: Reader) -> None:
    """A question about one dish is not answered with the whole menu."""
    one = of_passage(small, "När serveras soppa?", "Vilka rätter finns?")
    every = of_passage(small, "Vilka rätter finns?", "Vilka rätter finns?")

    assert {candidate.texts for candidate in one} == {("Fisk på tisdagar",), ("Soppa på torsdagar",)}
    assert every[0].texts == ("Fisk på tisdagar", "Soppa på torsdagar")


def test_a_long_list_is_cut_after_an_item_and_knows_its_length(long_list: Reader) -> None:
    """An answer has room for some hundred words; what is cut away is counted, also in the passages that follow."""
    lists = [one for one in quotable(long_list, "Vilka regler gäller i huset?") if one.items]

    first, further = sorted(lists, key=lambda one: one.before)
    assert (first.items, further.items) == (30, 30)
    assert first.words <= LIST_WORDS
    assert (first.before, first.texts[0]) == (0, "Regel nummer 1 gäller för alla som bor i huset.")
    assert further.texts[0] == f"Regel nummer {further.before + 1} gäller för alla som bor i huset."


def test_headings_are_never_candidates(small: Reader) -> None:
    """Titles and headings count when searching, and are never quoted as text."""
    found = quotable(small, "Vad är ett hembesök?")

    assert not {one.quote for one in found} & {one.source.passage.heading for one in found}


def test_nothing_ranked_answers_nothing(small: Reader) -> None:
    """An empty record is no special case."""
    nothing: tuple[Ranked, ...] = ()

    assert candidates(terms_of("Vad?", small), nothing, small.library) == ()


def test_a_compound_counts_by_its_parts(small: Reader) -> None:
    """“Lunchtid” and “lunchen” share what was asked."""
    terms = terms_of("lunchserveringen", small)

    assert terms.cover("Lunchservering sker klockan tolv.") == 1.0
    assert terms.cover("Hammaren hänger på väggen.") == 0.0


@pytest.mark.parametrize("question", ["", "och", "🙂", "?"])
def test_a_question_without_subject_weighs_nothing(small: Reader, question: str) -> None:
    """Division by the question's weight must not fail."""
    assert terms_of(question, small).cover("Lunchen serveras klockan tolv.") == 0.0


def test_a_heading_announces_the_list_below_it_where_it_names_what_is_asked_for(two_lists: Reader) -> None:
    """Two bare items say nothing of what they are a list of."""
    asked = next(one for one in quotable(two_lists, "Vilka odlingar är viktiga?") if "Sallad" in one.texts)
    other = next(one for one in quotable(two_lists, "Vilka växter odlas?") if "Sallad" in one.texts)

    assert asked.lead == "Fokusodlingar 2026"
    assert asked.quote.startswith("Fokusodlingar 2026\n")
    assert other.lead is None


def test_what_two_sources_list_differently_is_shown_side_by_side(two_lists: Reader) -> None:
    """One source's list is not the whole answer when another has its own."""
    answer = two_lists.assistant.ask(Question(text="Vilka odlingar är viktiga?"))

    assert all(item in answer.answer for item in ("Rabarber", "Fokusodlingar 2026", "Ringblommor"))
