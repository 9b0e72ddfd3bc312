"""From a question to an answer, through the door of the assistant."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer, Failed, Finished, Found, Origin, Outcome, Question, Wrote
from assistant.assistant import Assistant
from assistant.mentions import NOBODY, Mentions
from assistant.phrases import (
    ENGLISH_NOTICE,
    MASKED_NOTICE,
    NO_QUESTION,
    NOT_FOUND,
    NOTHING_LOADED,
    TOO_LONG,
    TURN_TO,
)
from assistant.ranking import Ranked
from assistant.settings import Settings
from assistant.signposts import Signposts
from assistant.spelling import Vocabulary
from assistant.understanding import MOST_CHARACTERS
from assistant.wiring import Owner, Reader
from ingest.errors import LibraryDamaged

NUMBER = "811218-9876"
ANSWER_KEYS = set(
    "id question profile outcome answer short statements citations evidence findings missing nearest read_as approved confidence timings_ms".split()
)
CITATION_KEYS = set(
    "number document title publisher year dated originator standing profile locator quote status passage_id "
    "document_id start end guide rests_on".split()
)
EVIDENCE_KEYS = set("document locator text score passage_id title profile document_id start end".split())


def ask(reader: Reader, question: str, **more: Any) -> Answer:
    """Ask one question."""
    return reader.assistant.ask(Question(text=question, **more))


def words_of(answer: Answer) -> str:
    """Return everything that an answer object holds, as it leaves the process."""
    return json.dumps(answer.to_json(), ensure_ascii=False)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["", "   \n", "🙂🙂", "?!", "12345", "…", "\0"])
def test_without_a_word_there_is_no_question(small: Reader, question: str) -> None:
    """The answer says what to do."""
    answer = ask(small, question)

    assert (answer.outcome, answer.answer) == (Outcome.CLARIFY, NO_QUESTION)
    assert (answer.citations, answer.evidence) == ((), ())


@pytest.mark.slow
def test_ten_thousand_characters_are_too_long_and_still_searched(small: Reader) -> None:
    """The answer asks for a shorter question, and shows what its beginning finds."""
    answer = ask(small, "När serveras lunchen? " * 500)

    assert (answer.outcome, answer.answer) == (Outcome.CLARIFY, TOO_LONG)
    assert len(answer.question) == MOST_CHARACTERS
    assert answer.evidence[0].document == "matsalen.md"


def test_an_english_question_gets_swedish_quotations_and_one_english_line(small: Reader) -> None:
    """Never a translated quotation."""
    answer = ask(small, "What is hembesök?")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.answer.startswith(f"{ENGLISH_NOTICE}\n\n")
    assert answer.statements[0].origin is Origin.OWN


@pytest.mark.parametrize(
    "question", ["Vad är ett hembesök?", "ما هي الزيارة المنزلية؟", "Что такое hembesök?", "åäö"]
)
def test_what_is_not_english_gets_no_english_line(small: Reader, question: str) -> None:
    """A question without a Latin word is not English."""
    assert ENGLISH_NOTICE not in ask(small, question).answer


@pytest.mark.parametrize("number", [NUMBER, "19811218-9876", "811218 9876", "440312-1234", "070-123 45 67"])
@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("{} När serveras lunchen?", "answered"),
        ("Vilken färg har månen? {}", "unanswered"),
        ("{}", "clarify"),
    ],
)
def test_personal_data_never_comes_back(small: Reader, number: str, question: str, outcome: str) -> None:
    """Masked before anything else: a mistyped number is a number all the same."""
    answer = ask(small, question.format(number), history=(f"Får {number} besök?",))

    assert answer.outcome.value == outcome
    assert number not in words_of(answer)
    assert number[-4:] not in words_of(answer)
    assert (MASKED_NOTICE in answer.answer) == (outcome != "clarify")


def test_personal_data_at_the_limit_is_masked_before_the_cut(small: Reader) -> None:
    """Half a number is still a number."""
    answer = ask(small, "a" * (MOST_CHARACTERS - 6) + f" {NUMBER}")

    assert "8112" not in words_of(answer)


def test_a_follow_up_is_read_with_the_question_before_it(small: Reader) -> None:
    """“Hur många är de?” alone finds nothing of what was meant."""
    alone = ask(small, "Hur många är de?")
    followed = ask(
        small, "Hur många är de?", history=("När är lunchen?", "Vad gör Samverkansnämndens ledamöter?")
    )

    assert "elva ledamöter" not in alone.answer
    assert "elva ledamöter" in followed.answer
    assert len(followed.evidence) == len({one.passage_id for one in followed.evidence})


@pytest.mark.slow
def test_history_of_any_kind_does_no_harm(small: Reader) -> None:
    """An earlier question may be empty, endless or hostile."""
    for history in (("",), ("å" * 100_000,), ("\0\ud800",), tuple("abc" * 50)):
        assert ask(small, "När serveras lunchen?", history=history).outcome is Outcome.ANSWERED


def test_what_is_not_in_the_sources_is_said_with_the_nearest(small: Reader) -> None:
    """A refusal carries no quotation and no mark, but shows where one might look."""
    answer = ask(small, "Vilken färg har månen?", id="q7")

    assert (answer.id, answer.outcome) == ("q7", Outcome.UNANSWERED)
    assert answer.answer.startswith(NOT_FOUND)
    assert TURN_TO.format(Signposts.load().for_profile("nationell")) in answer.answer
    assert answer.citations == ()
    assert "[" not in answer.answer
    assert "”" not in answer.answer
    assert answer.nearest == answer.evidence[:3]
    assert answer.missing == "färg"


@pytest.mark.slow
@pytest.mark.parametrize("question", ["När serveras lunchen?", "Vilken färg har månen?", "å" * 3_000])
def test_ten_passages_are_listed_whatever_the_outcome(small: Reader, question: str) -> None:
    """Retrieval can be judged apart from answering."""
    assert len(ask(small, question).evidence) >= 10


def test_a_record_of_one_publication_answers_about_its_own_title(tmp_path: Path) -> None:
    """A word that stands in every passage is not worthless: it may be all that is asked for."""
    with closing(Owner(Settings(data=tmp_path / "data"))) as owner:
        owner.add("hembesok.md", "# Hembesök\n\nEtt hembesök är vård i bostaden.".encode())
        answer = owner.assistant.ask(Question(text="Vad är hembesök?"))

    assert answer.answer == "”Ett hembesök är vård i bostaden.” [1]\n"


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    """The first thing a new user may do is ask."""
    with closing(Owner(Settings(data=tmp_path / "data"))) as owner:
        answer = owner.assistant.ask(Question(text="Vad är nära vård?"))

    assert (answer.outcome, answer.answer) == (Outcome.UNANSWERED, NOTHING_LOADED)
    assert (answer.evidence, answer.nearest) == ((), ())


@pytest.mark.parametrize(
    "question",
    ["När serveras lunchen?", "Vad är ett hembesök?", "What is hembesök?", f"{NUMBER} När serveras lunch?",
     "Vilken färg har månen?", "", "å" * 3_000],
)  # fmt: skip
def test_a_stream_is_found_then_pieces_then_the_answer(small: Reader, question: str) -> None:
    """The pieces add up to the answer that the last event carries, whatever the outcome."""
    first, *pieces, last = small.assistant.stream(Question(text=question))

    assert isinstance(first, Found)
    assert isinstance(last, Finished)
    assert first.evidence == last.answer.evidence
    assert all(isinstance(piece, Wrote) for piece in pieces)
    assert "".join(piece.text for piece in pieces if isinstance(piece, Wrote)) == last.answer.answer


def test_streaming_and_asking_give_the_same_answer(small: Reader) -> None:
    """A face may choose either."""
    question = Question(text="Vad är ett hembesök?", profile="orebro", id="q1")

    *_, last = small.assistant.stream(question)

    assert isinstance(last, Finished)
    assert {**last.answer.to_json(), "timings_ms": 0} == {
        **small.assistant.ask(question).to_json(),
        "timings_ms": 0,
    }


class BrokenRetriever:
    """Ranks nothing: the record has given way."""

    def retrieve(self, question: str, *, profile: str, limit: int) -> tuple[Ranked, ...]:
        """Raise what a damaged record raises."""
        del question, profile, limit
        raise LibraryDamaged("skadad")

    def named_in(self, question: str) -> Mentions:
        """Name nothing."""
        del question
        return NOBODY

    def vocabulary(self) -> Vocabulary:
        """Know no word."""
        return Vocabulary(frozenset())


def test_a_stream_over_a_broken_record_ends_in_failed(
    small: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    """After the headers a failure can only travel as an event; the log never holds the question."""
    broken = Assistant(library=small.library, retriever=BrokenRetriever())

    (event,) = broken.stream(Question(text="Hemlig fråga?"))

    assert isinstance(event, Failed)
    assert "Hemlig" not in event.message + caplog.text


@pytest.mark.parametrize("question", ["Vad är ett hembesök?", "Vilken färg har månen?", "", "å" * 3_000])
def test_the_answer_object_has_exactly_the_contracts_keys(small: Reader, question: str) -> None:
    """Other programs rely on these names; a new one is a decision."""
    answer = ask(small, question, profile="orebro", id="q1").to_json()

    assert set(answer) == ANSWER_KEYS
    assert all(set(citation) == CITATION_KEYS for citation in answer["citations"])
    assert all(set(evidence) == EVIDENCE_KEYS for evidence in (*answer["evidence"], *answer["nearest"]))
    assert all(set(statement) == {"text", "origin", "citations"} for statement in answer["statements"])
    assert (answer["id"], answer["profile"], answer["findings"]) == ("q1", "orebro", ())
    assert answer["timings_ms"]["total"] >= 0


def test_the_answer_object_survives_json(small: Reader) -> None:
    """No value needs to be told how to be written."""
    answer = ask(small, "Vad är ett hembesök?").to_json()

    again = json.loads(json.dumps(answer))

    assert (again["outcome"], again["citations"][0]["status"]) == ("answered", "exact")
    assert again["statements"][0]["origin"] == "quote"


def test_half_a_surrogate_pair_cannot_break_the_answers_way_out(small: Reader) -> None:
    """A command line in another encoding hands over such characters."""
    answer = ask(small, "När serveras \ud800lunchen?", id="\udfff")

    assert answer.question == "När serveras lunchen?"
    assert words_of(answer).encode("utf-8")


def test_an_unknown_profile_answers_as_the_national_one(small: Reader) -> None:
    """The doors refuse unknown profiles; inside, one does no harm."""
    answer = ask(small, "När serveras lunchen?", profile="månen")

    assert (answer.profile, answer.outcome) == ("månen", Outcome.ANSWERED)


def test_search_masks_and_limits(small: Reader) -> None:
    """Retrieval alone keeps the same promises."""
    found = small.assistant.search(f"{NUMBER} lunch", limit=2)

    assert [one.document for one in found][:1] == ["matsalen.md"]
    assert len(found) == 2


def test_the_handbook_names_its_sources_as_people_do(own_settings: Settings) -> None:
    """A reader knows the sources by name; ids are for the catalogue."""
    chapter = "# Cykling\n\nCykling är att trampa.\nKälla: cykel, bild 3; handboken, egna ord\n"
    with closing(Owner(own_settings)) as owner:
        owner.add("98-cykling.md", chapter.encode())
        assistant = Assistant(library=owner.library, retriever=owner.retriever, names={"cykel": "Cykelboken"})
        cited = assistant.ask(Question(text="Vad är cykling?")).citations[0]

    assert cited.rests_on == "Källa: Cykelboken, bild 3; handboken, egna ord"
