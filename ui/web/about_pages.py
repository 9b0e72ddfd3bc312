"""The pages about the service itself: what it does and does not, and how accessible it is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ui.api.principals import Gate, Role
from ui.web.frame import ABOUT, ACCESSIBILITY, Frame


def about_pages(*, frame: Frame, gate: Gate) -> APIRouter:
    """Return the pages."""
    router = APIRouter(include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get(ABOUT.path)
    def about(request: Request) -> HTMLResponse:
        """Say what the service can and cannot do, and how it handles what is written."""
        return frame.page("about.html", request)

    @router.get(ACCESSIBILITY.path)
    def accessibility(request: Request) -> HTMLResponse:
        """Say how accessible the service is, as the law demands."""
        return frame.page("accessibility.html", request)

    return router
