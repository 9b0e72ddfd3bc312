"""Addresses to share: they tell nothing, end by themselves, and lead to what the sources say now."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Answer, Outcome, Question
from assistant.sharing import DAYS, ShareRefused, Sharing
from ingest.library import Library
from ingest.masking import MASK
from tests.ingest.making import holding

QUESTION = "Hur fungerar hembesökslistan?"


class Days:
    """A calendar that is turned by hand, and answers that change with the sources."""

    def __init__(self) -> None:
        self.today = date(2026, 11, 28)
        self.words = "Så här."
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        """Answer with the present words."""
        self.asked.append(question)
        return Answer(
            id=question.id, question=question.text, profile=question.profile, outcome=Outcome.ANSWERED,
            answer=self.words, short=self.words,
        )  # fmt: skip


@pytest.fixture
def days() -> Days:
    """Return a calendar at its first day."""
    return Days()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return an empty record."""
    with closing(Library(tmp_path)) as opened:
        yield opened


@pytest.fixture
def sharing(library: Library, days: Days) -> Sharing:
    """Return a desk that shares out of it."""
    return Sharing(library, days.ask, today=lambda: days.today)


def test_an_address_leads_to_the_question_with_its_profile_and_what_came_before(
    sharing: Sharing, days: Days
) -> None:
    """Whoever opens it gets the same answer, and is told so."""
    answer = days.ask(Question(text=QUESTION, profile="orebro"))
    shared = sharing.share(answer, ["Vad är ett hembesök?"])

    opened = sharing.opened(shared.id)

    assert opened is not None
    assert opened.is_same
    assert days.asked[-1] == Question(
        text=QUESTION, profile="orebro", history=("Vad är ett hembesök?",), id=shared.id
    )


def test_the_id_tells_nothing_of_the_question(sharing: Sharing, days: Days) -> None:
    """The same question gets another address each time."""
    answer = days.ask(Question(text=QUESTION))

    first, second = sharing.share(answer, ()), sharing.share(answer, ())

    assert first.id != second.id
    assert len(first.id) >= 20


def test_a_changed_answer_is_told(sharing: Sharing, days: Days) -> None:
    """The sources have been renewed since."""
    shared = sharing.share(days.ask(Question(text=QUESTION)), ())
    days.words = "På ett annat sätt."

    opened = sharing.opened(shared.id)

    assert opened is not None
    assert opened.answer.answer == "På ett annat sätt."
    assert not opened.is_same


def test_an_address_ends_by_itself(sharing: Sharing, days: Days, library: Library) -> None:
    """After its last day it leads nowhere, and the question is deleted when the server starts or another is shared."""
    shared = sharing.share(days.ask(Question(text=QUESTION)), ())
    assert date.fromisoformat(shared.expires_on) == date(2027, 2, 26)
    days.today = date.fromordinal(days.today.toordinal() + DAYS + 1)

    assert sharing.opened(shared.id) is None
    assert sharing.forget_expired() == 1
    assert library.shared.find(shared.id, today="2026-11-28") is None


def test_what_is_taken_back_leaves_no_words(
    sharing: Sharing, days: Days, library: Library, tmp_path: Path
) -> None:
    """The question is gone from every file of the folder."""
    shared = sharing.share(days.ask(Question(text=QUESTION)), ())
    assert holding(tmp_path, "hembesökslistan")

    assert sharing.take_back(shared.id)
    assert not sharing.take_back(shared.id)
    assert sharing.opened(shared.id) is None
    assert not holding(tmp_path, "hembesökslistan")


def test_a_question_with_personal_data_is_not_kept(sharing: Sharing, days: Days, tmp_path: Path) -> None:
    """Nor one that rests on such a question."""
    masked = days.ask(Question(text=f"Vad gäller för {MASK * 4}?"))

    with pytest.raises(ShareRefused):
        sharing.share(masked, ())
    with pytest.raises(ShareRefused):
        sharing.share(days.ask(Question(text=QUESTION)), [masked.question])
    assert not holding(tmp_path, "Vad gäller för")
