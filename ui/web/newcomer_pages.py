"""The pages Ny här: a path of stops, each with our words, a source's, why it matters, and a question."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from assistant.onboarding import ROLES
from ui.api.principals import Gate, Role
from ui.ports import Onboarding
from ui.web.frame import NEWCOMERS, Frame


def newcomer_pages(*, onboarding: Onboarding, frame: Frame, gate: Gate) -> APIRouter:
    """Return the pages."""
    router = APIRouter(
        prefix=NEWCOMERS.path, include_in_schema=False, dependencies=[gate.require(Role.READER)]
    )

    @router.get("")
    def path(request: Request) -> Response:
        """Show every stop."""
        stops = onboarding.opened(profile=frame.profile_in(request.query_params))
        return frame.page("newcomers.html", request, stops=stops)

    @router.get("/sammanfattning")
    def summary(request: Request, roll: Annotated[str, Query(max_length=40)] = "") -> Response:
        """Show every stop on one page, to read again or to print."""
        stops = onboarding.opened(profile=frame.profile_in(request.query_params))
        role = roll if roll in ROLES else ""
        return frame.page("summary.html", request, stops=stops, roles=ROLES, role=role)

    @router.get("/{stop_id}")
    def stop(
        request: Request,
        stop_id: str,
        fraga: Annotated[int, Query(ge=1, le=9)] = 1,
        svar: Annotated[int, Query(ge=0, le=9)] = 0,
    ) -> Response:
        """Show one stop; with an answer, whether it is right and why."""
        stops = list(onboarding.opened(profile=frame.profile_in(request.query_params)))
        at = next((number for number, one in enumerate(stops) if one.stop.id == stop_id), None)
        if at is None:
            return frame.to(NEWCOMERS.path, request)
        following = stops[at + 1] if at + 1 < len(stops) else None
        return frame.page(
            "stop.html", request, opened=stops[at], number=at + 1, count=len(stops), following=following, roles=ROLES,
            asked=fraga, answered=svar,
        )  # fmt: skip

    return router
