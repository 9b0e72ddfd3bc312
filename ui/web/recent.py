"""The answers of the last hour, so that one can be taken along or shared: in memory, by an id that tells nothing of the question."""

from dataclasses import dataclass

from assistant.answers import Answer
from ui.waiting import WaitingRoom

MOST = 500
SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentAnswer:
    """An answer, and the questions before it."""

    answer: Answer
    history: tuple[str, ...] = ()
    """As the answers echo them: personal data masked."""


RecentAnswers = WaitingRoom[RecentAnswer]


def recent_answers() -> RecentAnswers:
    """Return an empty room for them."""
    return WaitingRoom(seconds=SECONDS, most=MOST)
