"""The page Redaktion: what new versions changed, approved answers, and questions that went unanswered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from assistant.answers import Question
from assistant.onboarding import Ground
from ui.api.principals import Gate, Role
from ui.ports import ApprovalRefused, Desk, Onboarding
from ui.web.frame import EDITORS, Frame


def editor_pages(*, desk: Desk, onboarding: Onboarding | None, frame: Frame, gate: Gate) -> APIRouter:
    """Return the page and what its buttons lead to.

    Args:
        desk: What editors keep beside the sources.
        onboarding: The stops for whoever is new, which rest on sources too; None when there are none.
        frame: Renders pages.
        gate: Says who may edit.
    """
    router = APIRouter(prefix=EDITORS.path, include_in_schema=False, dependencies=[gate.require(Role.EDITOR)])

    def page(
        request: Request, *, status: int = 200, refused: str = "", told: str = "", question: str = ""
    ) -> Response:
        return frame.page(
            "editors.html", request, status=status, changes=desk.digests(), approved=desk.approvals(), gaps=desk.gaps(),
            refused=refused, told=told, question=question, fallen=fallen(request),
        )  # fmt: skip

    def fallen(request: Request) -> list[str]:
        """Return the stops whose source has other words now."""
        stops = onboarding.opened(profile=frame.profile_in(request.query_params)) if onboarding else ()
        return [one.stop.title for one in stops if one.ground is Ground.CHANGED]

    @router.get("")
    def overview(request: Request, fraga: str = "") -> Response:
        """Show what waits for an editor; a question may be brought along to be approved."""
        return page(request, question=fraga[:2_000])

    @router.post("/genomgangen")
    def put_away(request: Request, andring: Annotated[str, Form(max_length=64)]) -> Response:
        """Put a digest away; one that is gone already is gone."""
        desk.put_away(andring)
        return page(request, told="Ändringen är genomgången. Den tidigare versionens text är raderad.")

    @router.post("/godkann")
    def approve(
        request: Request,
        fraga: Annotated[str, Form(max_length=2_000)] = "",
        roll: Annotated[str, Form(max_length=100)] = "",
        till: Annotated[str, Form(max_length=10)] = "",
    ) -> Response:
        """Approve the present answer to a question."""
        try:
            asked = Question(text=fraga, profile=frame.profile_in(request.query_params))
            approval = desk.approve(asked, role=roll, expires_on=date.fromisoformat(till))
        except ApprovalRefused as refused:
            return page(request, status=422, refused=f"{refused} Inget har sparats.", question=fraga)
        except ValueError:
            return page(
                request, status=422, refused="Ange sista dagen som år, månad och dag.", question=fraga
            )
        return page(request, told=f"Svaret är godkänt till {approval.expires_on}.")

    @router.post("/aterkalla")
    def withdraw(request: Request, svar: Annotated[str, Form(max_length=64)]) -> Response:
        """Withdraw an approval; one that is gone already is gone."""
        desk.withdraw(svar)
        return page(request, told="Godkännandet är borttaget. Frågan besvaras ur källorna igen.")

    @router.post("/tom-luckor")
    def clear(request: Request) -> Response:
        """Empty the list of what went unanswered."""
        return page(request, told=f"Listan är tömd: {desk.clear_gaps()} frågor borttagna.")

    return router
