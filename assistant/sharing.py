"""Addresses to share: an id that holds nothing of the question; whoever opens it gets the answer that the sources give then."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answers import Answer, Outcome, Question
from ingest.library import Library
from ingest.masking import MASK
from ingest.shared import SharedQuestion

DAYS = 90
"""How long an address leads to its question."""


class ShareRefused(Exception):
    """The question cannot be kept; the message is Swedish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedShare:
    """A shared question with its answer of now."""

    shared: SharedQuestion
    answer: Answer
    is_same: bool
    """False when the sources give another answer than on the day it was shared."""


class Sharing:
    """Keeps the questions that somebody chose to share.

    Args:
        library: The record, opened for writing.
        ask: Answers questions.
        today: The present day.
    """

    def __init__(
        self,
        library: Library,
        ask: Callable[[Question], Answer],
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._shared = library.shared
        self._ask = ask
        self._today = today

    def share(self, answer: Answer, history: Sequence[str]) -> SharedQuestion:
        """Keep an answer's question and return what its address leads to.

        Raises:
            ShareRefused: When the question, or one before it, held personal data or could not be answered at all.
        """
        if answer.outcome is Outcome.BLOCKED or any(MASK in one for one in (answer.question, *history)):
            raise ShareRefused(
                "Svaret kan inte delas. Frågan eller en tidigare fråga i samtalet innehöll personuppgifter eller kunde inte besvaras här."
            )
        today = self._today()
        self.forget_expired()
        shared = SharedQuestion(
            id=secrets.token_urlsafe(16), profile=answer.profile, question=answer.question, history=tuple(history),
            digest=_digest(answer), shared_on=today.isoformat(), expires_on=(today + timedelta(days=DAYS)).isoformat(),
        )  # fmt: skip
        self._shared.keep(shared)
        return shared

    def opened(self, id_: str) -> OpenedShare | None:
        """Answer a shared question anew; None when its address leads nowhere."""
        shared = self._shared.find(id_, today=self._today().isoformat())
        if shared is None:
            return None
        question = Question(
            text=shared.question, history=shared.history, profile=shared.profile, id=shared.id
        )
        answer = self._ask(question)
        return OpenedShare(shared=shared, answer=answer, is_same=_digest(answer) == shared.digest)

    def forget_expired(self) -> int:
        """Delete the questions whose last day has been; return how many."""
        return self._shared.remove_expired(today=self._today().isoformat())

    def take_back(self, id_: str) -> bool:
        """Forget a shared question; False when there is none with that id."""
        return self._shared.remove(id_)


def _digest(answer: Answer) -> str:
    told = "\0".join([answer.outcome, answer.answer, *(citation.quote for citation in answer.citations)])
    return hashlib.sha256(told.encode()).hexdigest()
