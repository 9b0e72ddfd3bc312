"""The quoting writer: what is shown is what the sources say."""

import re
from collections.abc import Iterator

import pytest

from assistant.answers import Answer, Origin, Outcome, Question, QuoteStatus
from assistant.wiring import Reader
from eval.cases import load_cases
from tests.small_sources import SHARED

QUESTIONS = (
    "Vad är ett hembesök?",
    "Vad ska väskan innehålla?",
    "Hur går ett hembesök till?",
    "Vem beslutar om hembesök?",
    "Vad kostar ett hembesök?",
    "När serveras lunchen?",
    "Vilka rätter finns i matsalen?",
    "Vilka verktyg hänger på väggen?",
    "What is hembesök?",
)
PROFILES = ("nationell", "orebro", "sormland")


def ask(reader: Reader, question: str, profile: str = "nationell") -> Answer:
    """Ask one question."""
    return reader.assistant.ask(Question(text=question, profile=profile))


def faults(answer: Answer, reader: Reader) -> Iterator[str]:
    """Yield what breaks the promise that every answer makes."""
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)]
    if sorted(marks) != [citation.number for citation in answer.citations]:
        yield f"marks {marks} and {len(answer.citations)} citations"
    for citation in answer.citations:
        stored = reader.library.text(citation.document_id)
        if stored is None or stored.text[citation.start : citation.end] != citation.quote:
            yield f"not the stored text: {citation.quote!r}"
        if citation.status is not QuoteStatus.EXACT or not citation.quote.strip():
            yield f"{citation.status}: {citation.quote!r}"
        if citation.guide and f"”{citation.quote}”" in answer.answer:
            yield f"quotation marks around the handbook: {citation.quote!r}"
        if citation.guide and ("Handboken: " not in answer.answer or not citation.rests_on):
            yield f"handbook without its label: {citation.quote!r}"
    if len(answer.answer.split()) > 120:
        yield f"{len(answer.answer.split())} words"
    if len({(one.document_id, one.start) for one in answer.citations}) < len(answer.citations):
        yield "a sentence stands twice"
    cited = {number for statement in answer.statements for number in statement.citations}
    if cited != set(marks):
        yield f"statements carry {cited}"


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_its_promise(small: Reader, question: str, profile: str) -> None:
    """Cut from the source, verified, marked, short, and no sentence twice."""
    answer = ask(small, question, profile)

    assert answer.outcome is Outcome.ANSWERED
    assert list(faults(answer, small)) == []


@pytest.mark.slow
@pytest.mark.parametrize("which", ["handbook", "published"])
def test_every_answer_of_the_real_texts_keeps_its_promise(request: pytest.FixtureRequest, which: str) -> None:
    """Real texts have longer sentences, lists in notes, tables and quotations inside quotations."""
    reader: Reader = request.getfixturevalue(which)

    answers = [ask(reader, case.question, profile) for case in load_cases()[::3] for profile in PROFILES[:2]]

    assert [fault for answer in answers for fault in faults(answer, reader)] == []
    assert sum(answer.outcome is Outcome.ANSWERED for answer in answers) > len(answers) / 2


def test_quotation_marks_are_for_sources(small: Reader) -> None:
    """The handbook is a guide: its words stand without marks, under its own name."""
    source = ask(small, "När serveras lunchen?").answer
    guide = ask(small, "Hur går ett hembesök till?").answer

    assert source.strip() == "”Lunchen serveras klockan tolv.” [1]"
    assert guide.startswith("Handboken: Ett hembesök går till i tre steg: [1]")
    assert "”" not in guide


def test_a_handbook_citation_says_what_it_rests_on(small: Reader) -> None:
    """Whoever wants the exact words is led to the original."""
    (citation,) = ask(small, "Hur går ett hembesök till?").citations

    assert (citation.guide, citation.rests_on) == (True, "Källa: extern, en påhittad sida")


def test_several_sources_are_told_apart_by_publisher(small: Reader) -> None:
    """A label is the publisher's name and a colon, never an interpreting verb."""
    answer = ask(small, "Vad är ett hembesök?")

    labels = re.findall(r"^([^”\n]+?): ", answer.answer, re.MULTILINE)
    assert labels[:2] == ["Exempelregionen Örebro", "Handboken"]
    assert {citation.publisher for citation in answer.citations} == {"Exempelregionen Örebro", "naravard"}


def test_a_list_is_shown_whole_in_the_sources_order(small: Reader) -> None:
    """Numbered, one item a line, each item a quotation."""
    answer = ask(small, "Vad ska väskan innehålla?").answer

    assert answer.splitlines() == [
        "”Väskan innehåller fyra saker:” [1]",
        "",
        "1. ”En blodtrycksmätare.”",
        "2. ”En våg för små barn.”",
        "3. ”Förband. De byts ut varje vecka.”",
        "4. ”En anteckningsbok.”",
    ]


def test_a_list_that_is_cut_says_so(long_list: Reader) -> None:
    """Half a list that looks whole is a false answer."""
    answer = ask(long_list, "Vilka regler gäller i huset?")

    shown = len(re.findall(r"^\d+\. ", answer.answer, re.MULTILINE))
    assert f"(punkt 1–{shown} av 30)" in answer.answer
    assert list(faults(answer, long_list)) == []


def test_a_sentence_too_long_for_an_answer_is_passed_over_for_one_that_fits(long_list: Reader) -> None:
    """A hundred words on one line are no answer when there is a shorter one."""
    answer = ask(long_list, "Vilka regler har huset?")

    assert len(answer.answer.split()) <= 120
    assert "sägs det" not in answer.answer


def test_what_two_sources_say_in_the_same_words_is_said_once(small: Reader) -> None:
    """Repetition is no second opinion."""
    assert ask(small, "Vad kostar ett hembesök?").answer.count(SHARED) == 1


@pytest.mark.parametrize("profile", ["orebro", "sormland"])
def test_the_own_region_leads_and_speaks_for_what_others_repeat(small: Reader, profile: str) -> None:
    """The own region first, and alone where another says the same."""
    citation = ask(small, "Vad kostar ett hembesök?", profile).citations[0]

    assert citation.profile == profile
    assert ask(small, "Vad är ett hembesök?", profile).citations[0].profile == profile


def test_standing_and_originator_follow_the_quotation(small: Reader) -> None:
    """A decision is shown as one, and whose it is."""
    citation = ask(small, "Vem beslutar om hembesök?").citations[0]

    assert (citation.standing, citation.originator) == ("beslut", "Nämnden")
    assert (citation.year, citation.dated, citation.locator) == (2030, "2030–2031", "Vem beslutar?")


def test_the_short_form_is_the_lead_with_one_quotation(small: Reader) -> None:
    """A small screen has room for one."""
    answer = ask(small, "Vad är ett hembesök?", "orebro")

    assert len(re.findall(r"\[\d+\]", answer.short)) == 1
    assert answer.short.strip() in answer.answer or answer.short.split(" [")[0] in answer.answer
    assert len(answer.citations) > 1


def test_statements_are_the_quotations_in_order(small: Reader) -> None:
    """Programs read statements, people read Markdown: both say the same."""
    answer = ask(small, "När serveras lunchen?")

    assert [(s.text, s.origin, s.citations) for s in answer.statements] == [
        ("Lunchen serveras klockan tolv.", Origin.QUOTE, (1,))
    ]
