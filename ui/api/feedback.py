"""Routes for what readers think of answers: one click, and a word if they like."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Outcome
from ui.api.errors import error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.ports import Desk, Feedback
from ui.settings import AppSettings


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
    adding_to: int | None = Field(default=None, ge=1, description="Number of what the word belongs to.")


class FeedbackList(BaseModel):
    """What was thought of answers, the latest first."""

    feedback: list[Feedback]


class Noted(BaseModel):
    """What a word can be added to."""

    number: int


class ClearedFeedback(BaseModel):
    """How much was deleted."""

    cleared: int


def feedback_routes(*, desk: Desk, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes."""
    router = APIRouter(
        prefix="/api/v1/feedback", tags=["Frågor"], responses=error_responses("The body is wrong.")
    )

    @router.post(
        "", summary="Say whether an answer helped", status_code=201, dependencies=[gate.require(Role.READER)]
    )
    def note(body: FeedbackBody) -> Noted:
        """Keep day, profile, outcome, yes or no, and the word."""
        given = Feedback(
            day=date.today().isoformat(),  # noqa: DTZ011  # the reader's day
            profile=known_profile(body.profile, settings), outcome=body.outcome.value, helped=body.helped, word=body.word,
        )  # fmt: skip
        return Noted(number=desk.note_feedback(given, adding_to=body.adding_to))

    @router.get("", summary="List what was thought", dependencies=[gate.require(Role.EDITOR)])
    def feedback() -> FeedbackList:
        """Return what readers thought of answers."""
        return FeedbackList(feedback=list(desk.feedback()))

    @router.delete("", summary="Delete what was thought", dependencies=[gate.require(Role.EDITOR)])
    def clear() -> ClearedFeedback:
        """Delete all of it."""
        return ClearedFeedback(cleared=desk.clear_feedback())

    return router
