"""Counts answers as they are given: in memory first, and then in the record by a thread of its own, so that nobody waits for it."""

import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.answers import Answer
from ingest.library import Library
from ingest.tally import OutcomeCount

log = logging.getLogger(__name__)

FLUSH_SECONDS = 10.0
"""How long counts stay in memory at most, beside a record that can be written to."""


class AnswerCounts:
    """Counts how answers came out, and which documents they cite. Neither question nor answer is kept.

    A record that cannot be written to just now costs time only: the counts wait in memory for the next attempt.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._outcomes: Counter[tuple[str, str, str]] = Counter()
        self._cited: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._closed = False

    def note(self, answer: Answer) -> None:
        """Count an answer."""
        day = _today().isoformat()
        with self._lock:
            self._outcomes[day, answer.profile, answer.outcome.value] += 1
            self._cited.update((day, id_) for id_ in {one.document_id for one in answer.citations})
            self._wind()

    def outcomes(self, since: date) -> Sequence[OutcomeCount]:
        """Return how answers came out from a day on, those in memory included."""
        self.flush()
        return self._library.tally.outcomes(since)

    def citing(self, since: date) -> Mapping[str, int]:
        """Return how many answers have cited each document from a day on, by id."""
        self.flush()
        return self._library.tally.citing(since)

    def flush(self) -> None:
        """Write what is in memory into the record; it stays where that fails."""
        with self._lock:
            outcomes, cited = self._outcomes, self._cited
            self._outcomes, self._cited = Counter(), Counter()
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None
        if not outcomes:
            return
        try:
            self._library.tally.add(outcomes, cited, today=_today())
        except sqlite3.Error as error:
            log.warning("answers were not counted yet: %s", error)
            with self._lock:
                self._outcomes.update(outcomes)
                self._cited.update(cited)
                self._wind()

    def close(self) -> None:
        """Write the last counts; nothing is written by itself afterwards."""
        with self._lock:
            self._closed = True
            timer = self._timer
        if timer is not None:
            timer.cancel()
            timer.join()
        self.flush()

    def _wind(self) -> None:
        """Have what is in memory written in a while, unless that is due already."""
        if self._timer is None and not self._closed:
            self._timer = threading.Timer(FLUSH_SECONDS, self.flush)
            self._timer.name = "answer-counts"
            self._timer.daemon = True
            self._timer.start()


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the asker's day
