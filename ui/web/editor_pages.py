"""The page Redaktion: what new versions changed, approved answers, and questions that went unanswered."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from assistant.answers import Question
from assistant.onboarding import Ground
from ui.api.principals import Gate, Role
from ui.editor_ports import ApprovalRefused, Desk, Tally
from ui.ports import Onboarding
from ui.web.frame import EDITORS, Frame
from ui.web.outcome_plot import Plot, first_monday, plotted


def editor_pages(
    *, desk: Desk, onboarding: Onboarding | None, tally: Tally | None, frame: Frame, gate: Gate
) -> APIRouter:
    """Return the page and what its buttons lead to.

    Args:
        desk: What editors keep beside the sources.
        onboarding: The stops for whoever is new, which rest on sources too; None when there are none.
        tally: How many answers were given, and of what kind; None when nothing is counted.
        frame: Renders pages.
        gate: Says who may edit.
    """
    view = _View(desk, onboarding, tally, frame)
    router = APIRouter(prefix=EDITORS.path, include_in_schema=False, dependencies=[gate.require(Role.EDITOR)])

    @router.get("")
    def overview(request: Request, fraga: str = "") -> Response:
        """Show what waits for an editor; a question may be brought along to be approved."""
        return view.page(request, question=fraga[:2_000])

    @router.post("/genomgangen")
    def put_away(request: Request, andring: Annotated[str, Form(max_length=64)]) -> Response:
        """Put a digest away; one that is gone already is gone."""
        desk.put_away(andring)
        return view.page(request, told="Ändringen är genomgången och visas inte längre.")

    @router.post("/godkann")
    def approve(
        request: Request,
        fraga: Annotated[str, Form(max_length=2_000)] = "",
        roll: Annotated[str, Form(max_length=100)] = "",
        till: Annotated[str, Form(max_length=10)] = "",
    ) -> Response:
        """Approve the present answer to a question."""
        return view.approved(request, fraga, role=roll, until=till)

    @router.post("/aterkalla")
    def withdraw(request: Request, svar: Annotated[str, Form(max_length=64)]) -> Response:
        """Withdraw an approval; one that is gone already is gone."""
        desk.withdraw(svar)
        return view.page(request, told="Godkännandet är borttaget. Frågan besvaras ur källorna igen.")

    @router.post("/tom-luckor")
    def clear_gaps(request: Request) -> Response:
        """Empty the list of what went unanswered."""
        return view.page(request, told=f"Listan är tömd. Borttagna frågor: {desk.clear_gaps()}.")

    @router.post("/tom-omdomen")
    def clear_feedback(request: Request) -> Response:
        """Delete what readers thought."""
        return view.page(request, told=f"Borttagna omdömen: {desk.clear_feedback()}.")

    return router


class _View:
    """Shows the page."""

    def __init__(self, desk: Desk, onboarding: Onboarding | None, tally: Tally | None, frame: Frame) -> None:
        self._desk = desk
        self._onboarding = onboarding
        self._tally = tally
        self._frame = frame

    def approved(self, request: Request, question: str, *, role: str, until: str) -> Response:
        """Approve an answer and show the page; show why where it cannot be."""
        try:
            asked = Question(text=question, profile=self._frame.profile_in(request.query_params))
            approval = self._desk.approve(asked, role=role, expires_on=date.fromisoformat(until))
        except ApprovalRefused as refused:
            return self.page(request, refused=f"{refused} Inget har sparats.", question=question)
        except ValueError:
            return self.page(
                request,
                refused="Sista dagen saknas eller är felskriven. Ange år, månad och dag, till exempel 2027-05-31. Inget har sparats.",
                question=question,
            )
        return self.page(request, told=f"Svaret är godkänt till och med {approval.expires_on}.")

    def page(self, request: Request, *, refused: str = "", told: str = "", question: str = "") -> Response:
        """Show what waits for an editor."""
        desk = self._desk
        return self._frame.page(
            "editors.html", request, status=422 if refused else 200, changes=desk.digests(), approved=desk.approvals(),
            gaps=desk.gaps(), thought=desk.feedback(), fallen=self._fallen(request), refused=refused, told=told,
            question=question, counted=self._tally is not None, plot=self._plot(),
        )  # fmt: skip

    def _plot(self) -> Plot | None:
        """Return how answers came out in the last weeks."""
        if self._tally is None:
            return None
        today = date.today()  # noqa: DTZ011  # the editor's day
        return plotted(self._tally.outcomes(first_monday(today)), today=today)

    def _fallen(self, request: Request) -> list[str]:
        """Return the stops whose source has other words now."""
        if self._onboarding is None:
            return []
        stops = self._onboarding.opened(profile=self._frame.profile_in(request.query_params))
        return [one.stop.title for one in stops if one.ground is Ground.CHANGED]
