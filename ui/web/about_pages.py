"""The pages about the service itself: what it does and does not, and how accessible it is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ui.api.principals import Gate, Role
from ui.web.frame import ABOUT, ACCESSIBILITY, Frame, Page


def about_pages(*, frame: Frame, gate: Gate) -> APIRouter:
    """Return the pages."""
    router = APIRouter(include_in_schema=False, dependencies=[gate.require(Role.READER)])

    def page(request: Request, page: Page, template: str) -> HTMLResponse:
        return frame.page(template, path=page.path, query=request.query_params)

    @router.get(ABOUT.path)
    def about(request: Request) -> HTMLResponse:
        """Say what the service can and cannot do, and how it handles what is written."""
        return page(request, ABOUT, "about.html")

    @router.get(ACCESSIBILITY.path)
    def accessibility(request: Request) -> HTMLResponse:
        """Say how accessible the service is, as the law demands."""
        return page(request, ACCESSIBILITY, "accessibility.html")

    return router
