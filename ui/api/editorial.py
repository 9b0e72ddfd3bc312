"""Routes for editors: approved answers, and the list of what went unanswered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Question
from ui.api.errors import ErrorBody, Problem, error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.editor_ports import Approval, ApprovalRefused, Desk, Gap, Reviewed
from ui.settings import AppSettings

ApprovalId = Annotated[
    str, Path(min_length=1, max_length=64, description="Id from the list of approved answers.")
]

_ERRORS = error_responses("The request is wrong, or there is nothing to approve.")


class ApproveBody(BaseModel):
    """An answer to approve: the present one to a question, or a text of one's own over its sources."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": "Vad är nära vård?",
                    "profile": "orebro",
                    "role": "kommunikationschef",
                    "expires_on": "2027-05-31",
                }
            ]
        }
    )

    question: Words = Field(min_length=1, max_length=2_000, description="What is asked.")
    profile: Words | None = Field(
        default=None, description="The profile it holds for; the default when left out."
    )
    role: Words = Field(min_length=1, max_length=100, description="Who approves: a role, not a name.")
    expires_on: date = Field(description="The last day on which it is served.")
    text: Words | None = Field(
        default=None,
        max_length=10_000,
        description="Markdown with [1] marks; the present answer when left out.",
    )
    wordings: list[Words] = Field(
        default_factory=list, max_length=20, description="Other ways to ask the same."
    )


class ApprovalList(BaseModel):
    """Every approved answer and whether it still holds."""

    approved: list[Reviewed]


class GapList(BaseModel):
    """What went unanswered, the most asked first."""

    gaps: list[Gap]


class Cleared(BaseModel):
    """How many groups were deleted."""

    cleared: int


class Withdrawn(BaseModel):
    """The approval that was deleted."""

    withdrawn: str


def editorial_routes(*, desk: Desk, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes of the editors' desk."""
    router = APIRouter(
        prefix="/api/v1",
        tags=["Redaktion"],
        responses=_ERRORS,
        dependencies=[gate.require(Role.EDITOR)],
    )

    @router.get("/approved", summary="List the approved answers")
    def approvals() -> ApprovalList:
        """Return every approved answer with its state: it holds, has expired, or a cited source has changed."""
        return ApprovalList(approved=list(desk.approvals()))

    @router.post("/approved", summary="Approve an answer", status_code=201)
    def approve(body: ApproveBody) -> Approval:
        """Approve the present answer to a question for a profile, or a text of one's own over its sources."""
        question = Question(text=body.question, profile=known_profile(body.profile, settings))
        try:
            return desk.approve(
                question, role=body.role, expires_on=body.expires_on, text=body.text, wordings=body.wordings
            )
        except ApprovalRefused as refused:
            raise Problem(
                422, code="not_approved", message=str(refused), remedy="Inget har sparats."
            ) from refused

    @router.delete(
        "/approved/{approval_id}",
        summary="Withdraw an approved answer",
        responses={404: {"model": ErrorBody, "description": "No such approved answer."}},
    )
    def withdraw(approval_id: ApprovalId) -> Withdrawn:
        """Delete an approved answer: the question is answered from the sources again."""
        if not desk.withdraw(approval_id):
            raise Problem(
                404,
                code="no_such_approval",
                message="Det godkända svaret finns inte.",
                remedy="Hämta listan igen för aktuella id.",
            )
        return Withdrawn(withdrawn=approval_id)

    @router.get("/gaps", summary="List what went unanswered")
    def gaps() -> GapList:
        """Return the questions that were not answered, or only in part, grouped and counted; empty unless turned on."""
        return GapList(gaps=list(desk.gaps()))

    @router.delete("/gaps", summary="Empty the list of gaps")
    def clear() -> Cleared:
        """Delete every group."""
        return Cleared(cleared=desk.clear_gaps())

    return router
