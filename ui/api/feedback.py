"""Routes for what readers think of answers: one click, and a word if they like.

Anyone may read, so anyone may vote: a word is added by a token that only the one who voted has been given, and one client
votes only so often.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Outcome
from ui.api.errors import ErrorBody, Problem, error_responses
from ui.api.models import Words
from ui.api.pacing import Pace, client_of
from ui.api.principals import Gate, Principal, Role
from ui.api.questions import known_profile
from ui.editor_ports import Desk, Feedback
from ui.settings import AppSettings
from ui.waiting import Sweeper, WaitingRoom

MOST_A_MINUTE = 20
"""Votes and words of one client."""
_WORD_SECONDS = 600
"""How long a word can be added to a vote."""
_MOST_WAITING = 2_000
_REFUSED: Mapping[int | str, dict[str, Any]] = {
    410: {"model": ErrorBody, "description": "A word can no longer be added to that vote."},
    429: {"model": ErrorBody, "description": "Too many from one client; Retry-After says how long to wait."},
}


class FeedbackBody(BaseModel):
    """What somebody thought of an answer. Neither the question nor the answer is sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"helped": False, "outcome": "partial", "profile": "orebro", "word": "Året saknas."}]
        }
    )

    helped: bool
    outcome: Outcome = Field(description="The answer's.")
    profile: Words | None = Field(default=None, description="The answer's; the default when left out.")
    word: Words = Field(
        default="", max_length=200, description="Left out when it seems to hold personal data."
    )
    adding_to: str | None = Field(
        default=None, min_length=1, max_length=100, description="Token of the vote that the word belongs to."
    )


class FeedbackList(BaseModel):
    """What was thought of answers, the latest first."""

    feedback: list[Feedback]


class Noted(BaseModel):
    """What a word can be added by, once, within ten minutes."""

    token: str


class ClearedFeedback(BaseModel):
    """How much was deleted."""

    cleared: int


def feedback_routes(*, desk: Desk, settings: AppSettings, gate: Gate, sweeper: Sweeper) -> APIRouter:
    """Return the routes."""
    votes = WaitingRoom[int](seconds=_WORD_SECONDS, most=_MOST_WAITING)
    pace = Pace(most=MOST_A_MINUTE, seconds=60)
    sweeper.after(votes, pace)
    router = APIRouter(
        prefix="/api/v1/feedback", tags=["Frågor"], responses=error_responses("The body is wrong.")
    )

    @router.post("", summary="Say whether an answer helped", status_code=201, responses=dict(_REFUSED))
    def note(
        request: Request, body: FeedbackBody, principal: Annotated[Principal, gate.require(Role.READER)]
    ) -> Noted:
        """Keep day, profile, outcome, yes or no, and the word."""
        pace.keep(client_of(request, principal.name))
        given = Feedback(
            day=date.today().isoformat(),  # noqa: DTZ011  # the reader's day
            profile=known_profile(body.profile, settings), outcome=body.outcome.value, helped=body.helped, word=body.word,
        )  # fmt: skip
        number = votes.take(body.adding_to) if body.adding_to is not None else None
        if body.adding_to is not None and number is None:
            raise _too_late()
        return Noted(token=votes.put(desk.note_feedback(given, adding_to=number)))

    @router.get("", summary="List what was thought", dependencies=[gate.require(Role.EDITOR)])
    def feedback() -> FeedbackList:
        """Return what readers thought of answers."""
        return FeedbackList(feedback=list(desk.feedback()))

    @router.delete("", summary="Delete what was thought", dependencies=[gate.require(Role.EDITOR)])
    def clear() -> ClearedFeedback:
        """Delete all of it."""
        votes.clear()
        return ClearedFeedback(cleared=desk.clear_feedback())

    return router


def _too_late() -> Problem:
    return Problem(
        410,
        code="vote_gone",
        message="Det har gått för lång tid för att lägga till ord. Ditt omdöme är sparat.",
        remedy="Ge ett nytt omdöme om du vill skriva något.",
    )
