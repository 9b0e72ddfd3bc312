"""Answers are counted: by day, profile and outcome, and by the document that they cite; never a word of them."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from assistant import counting
from assistant.answers import Answer, Outcome, Question
from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from ingest.tally import KEPT_DAYS, OutcomeCount
from tests.ingest.making import holding

COST = "Vad kostar ett hembesök?"
UNKNOWN = "Vilken färg har månen?"
TODAY = date.today()  # noqa: DTZ011  # the asker's day


@pytest.fixture
def owner(own_settings: Settings) -> Iterator[Owner]:
    """Return an owner of a small record."""
    with closing(Owner(own_settings)) as opened:
        yield opened


def ask(owner: Owner, text: str = COST) -> Answer:
    """Ask in the county of Örebro."""
    return owner.assistant.ask(Question(text=text, profile="orebro"))


def test_answers_are_counted_by_outcome_and_by_what_they_cite(owner: Owner) -> None:
    """Once a document, however many places of it are cited."""
    answers = [ask(owner), ask(owner), ask(owner, UNKNOWN)]

    assert owner.counts.outcomes(TODAY) == (
        OutcomeCount(day=TODAY.isoformat(), profile="orebro", outcome="answered", answers=2),
        OutcomeCount(day=TODAY.isoformat(), profile="orebro", outcome="unanswered", answers=1),
    )
    cited = {one.document_id for one in answers[0].citations}
    assert cited
    assert owner.counts.citing(TODAY) == dict.fromkeys(cited, 2)
    assert owner.counts.citing(TODAY + timedelta(days=1)) == {}


def test_no_word_of_a_question_reaches_the_record(owner: Owner, own_settings: Settings) -> None:
    """Only day, profile, outcome, file and number."""
    ask(owner, "Vilken färg har kolibrierna på månen?")
    owner.counts.flush()

    assert owner.counts.outcomes(TODAY)
    assert holding(own_settings.data, "kolibrierna") == []


def test_counts_are_written_by_themselves_and_at_the_end(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to look at them; closing writes the rest and leaves no thread."""
    monkeypatch.setattr(counting, "FLUSH_SECONDS", 0.01)
    with closing(Owner(own_settings)) as owner:
        ask(owner)
        deadline = time.monotonic() + 10
        while not owner.library.tally.outcomes(TODAY) and time.monotonic() < deadline:
            time.sleep(0.01)
        monkeypatch.setattr(counting, "FLUSH_SECONDS", 600)
        ask(owner)
        (written,) = owner.library.tally.outcomes(TODAY)
        assert written.answers == 1

    assert [one for one in threading.enumerate() if one.name == "answer-counts"] == []
    with closing(open_reader(own_settings)) as reader:
        assert reader.library.tally.outcomes(TODAY)[0].answers == 2


def test_a_record_that_cannot_be_written_to_costs_no_answer_and_no_count(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody asks while the disk is full; the count waits for a better moment."""

    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as full:
        full.setattr(owner.library.tally, "add", refuse)
        assert ask(owner).outcome is Outcome.ANSWERED
        assert owner.counts.outcomes(TODAY) == ()

    assert owner.counts.outcomes(TODAY)[0].answers == 1


def test_a_new_version_inherits_the_count_and_a_deleted_document_leaves_it(owner: Owner) -> None:
    """It is the source that is cited; once deleted, not even how often it was remains."""
    cited = ask(owner).citations[0]
    ask(owner)
    owner.counts.flush()
    now = owner.add(cited.document, "# Ny\n\nHelt andra ord om något annat.\n".encode()).document_id
    assert owner.counts.citing(TODAY) == {now: 2}

    owner.delete(str(now))
    ask(owner, UNKNOWN)
    owner.library.tally.add({}, {(TODAY.isoformat(), str(now)): 1}, today=TODAY)
    assert owner.counts.citing(TODAY) == {}
    assert owner.library.database.reader.execute("SELECT count(*) FROM cited").fetchone()[0] == 0


def test_old_counts_are_dropped(owner: Owner) -> None:
    """A year is enough to see how things go."""
    old = TODAY - timedelta(days=KEPT_DAYS + 1)
    owner.library.tally.add({(old.isoformat(), "orebro", "answered"): 1}, {}, today=old)
    assert owner.counts.outcomes(old)
    ask(owner)

    assert [one.day for one in owner.counts.outcomes(old)] == [TODAY.isoformat()]
