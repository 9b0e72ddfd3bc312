"""What is kept of questions: the gap list, where an organisation has chosen to keep it, and what was thought of answers."""

import logging
import sqlite3
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.answers import Answer, Outcome
from assistant.privacy import guard
from assistant.questions import subject_lemmas
from ingest.editorial import Feedback, Gap
from ingest.library import Library
from ingest.masking import MASK

log = logging.getLogger(__name__)

MOST_CHARACTERS = 200
"""Of a question that is kept."""


def without_personal_data(given: Feedback) -> Feedback:
    """Return what somebody thought, its word left out where it seems to hold personal data.

    >>> told = Feedback(day="2026-11-28", profile="orebro", outcome="answered", helped=False, word="ring Anna Karlsson")
    >>> without_personal_data(told).word
    ''
    """
    word = " ".join(given.word.split())[:MOST_CHARACTERS]
    return replace(given, word="" if guard(word, lambda _: False).pieces or MASK in word else word)


class AnswerNotes(Protocol):
    """Keeps something of answers as they are given."""

    def note(self, answer: Answer) -> None:
        """Take notice of an answer."""
        ...


class GapLog:
    """Counts unanswered and partial questions in the record, by the words that they are about.

    A question that held personal data is not kept, however it was covered. A record that cannot be written to just now
    costs the count and never the answer.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def note(self, answer: Answer) -> None:
        """Count an answer that says less than was asked."""
        if answer.outcome not in {Outcome.UNANSWERED, Outcome.PARTIAL} or MASK in answer.question:
            return
        today = date.today().isoformat()  # noqa: DTZ011  # the asker's day
        gap = Gap(
            question=answer.question[:MOST_CHARACTERS], profile=answer.profile, outcome=answer.outcome.value,
            missing=answer.missing if answer.missing != answer.question else None, asked=1, first_day=today, last_day=today,
        )  # fmt: skip
        try:
            self._library.editorial.note_gap(" ".join(sorted(subject_lemmas(answer.question))), gap)
        except sqlite3.Error as error:
            log.warning("a gap was not noted: %s", error)
