"""The answers of the last hour, so that one can be taken along or shared: in memory, by an id that tells nothing of the question."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from assistant.answers import Answer

MOST = 500
SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentAnswer:
    """An answer, and the questions before it."""

    answer: Answer
    history: tuple[str, ...]
    """As the answers echo them: personal data masked."""


class RecentAnswers:
    """Keeps answers for a while, the oldest giving way.

    Args:
        seconds: How long an answer is kept.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[str, tuple[float, RecentAnswer]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, answer: Answer, history: tuple[str, ...] = ()) -> None:
        """Keep an answer under its id; one without is not kept."""
        if not answer.id:
            return
        with self._lock:
            self._leave()
            self._kept[answer.id] = (
                time.monotonic() + self._seconds,
                RecentAnswer(answer=answer, history=history),
            )
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def get(self, id_: str) -> RecentAnswer | None:
        """Return what is kept under an id; None when it is gone."""
        with self._lock:
            self._leave()
            kept = self._kept.get(id_)
        return kept[1] if kept is not None else None

    def _leave(self) -> None:
        now = time.monotonic()
        while self._kept and next(iter(self._kept.values()))[0] < now:
            self._kept.popitem(last=False)
