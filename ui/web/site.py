"""The pages as an application of their own, closed except for what the table of access opens."""

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import Annotated

import gradio as gr
from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.api.access import page_role, served_methods
from ui.api.documents import DocumentId, Offset, found_excerpt
from ui.api.errors import Problem, method_not_allowed, not_found
from ui.api.principals import Gate, PrincipalProvider, RequiredRole, Role
from ui.ports import Answerer, Pictures
from ui.settings import AppSettings
from ui.web import page
from ui.web.checking import CheckPage
from ui.web.document import PageWriter
from ui.web.frame import Frame
from ui.web.panel import panel, picture_address
from ui.web.recent import RecentAnswers
from ui.web.sessions import Sessions

_FILES = {
    "style.css": "text/css",
    "pages.css": "text/css",
    "teaching.css": "text/css",
    "print.css": "text/css",
    "naravard.js": "text/javascript",
    "language.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def gradio_site(
    *,
    answerer: Answerer,
    settings: AppSettings,
    frame: Frame,
    principal_of: PrincipalProvider,
    recent: RecentAnswers,
    check_page: CheckPage | None = None,
) -> tuple[FastAPI, Sessions]:
    """Return an application with Gradio at its root, and the conversations that it keeps."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    def reader(request: Request) -> str | None:
        principal = principal_of(request)
        return principal.name if principal.may(Role.READER) else None

    async def mounted() -> tuple[FastAPI, Sessions]:
        """Build and mount inside a loop: without one, Gradio makes several and leaves them open."""
        blocks = page.pages(
            answerer=answerer, settings=settings, frame=frame, recent=recent, check_page=check_page
        )
        mounting: FastAPI = gr.mount_gradio_app(
            site,
            blocks,
            "/",
            auth_dependency=reader,
            theme=page.theme(),
            footer_links=[],
            run_history=False,
            show_error=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            enable_monitoring=False,
            max_file_size=settings.max_upload_bytes,
        )
        return mounting, Sessions(blocks)

    with warnings.catch_warnings():
        # Gradio warns that it switches off what is off already.
        warnings.filterwarnings("ignore", message="SSR mode is not supported", category=UserWarning)
        with ThreadPoolExecutor(max_workers=1) as aside:  # the caller's thread may run a loop already
            return aside.submit(lambda: asyncio.run(mounted())).result()


def web_routes(
    *, answerer: Answerer, pictures: Pictures | None, settings: AppSettings, gate: Gate
) -> APIRouter:
    """Return the routes that the pages' own script uses."""
    router = APIRouter(prefix="/web", include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get("/utdrag/{document_id}")
    def excerpt(
        document_id: DocumentId, start: Offset, end: Offset, number: Annotated[int, Query(ge=1, le=999)]
    ) -> HTMLResponse:
        """Return the evidence panel for a cited place."""
        found = found_excerpt(answerer, document_id, start=start, end=end)
        pictured = pictures is not None and pictures.has(document_id, start=start)
        address = picture_address(document_id, start=start, end=end) if pictured else None
        return HTMLResponse(panel(found, settings, number=number, picture=address))

    @router.get("/sida/{document_id}")
    def page_picture(document_id: DocumentId, start: Offset, end: Offset) -> Response:
        """Return a picture of the page with a cited place, which is marked."""
        picture = pictures.of(document_id, start=start, end=end) if pictures is not None else None
        if picture is None:
            raise not_found()
        return Response(picture, media_type="image/webp", headers={"Cache-Control": "no-store"})

    @router.get("/{name}")
    def file(name: str) -> Response:
        """Return one of the pages' own files."""
        if name not in _FILES:
            raise not_found()
        content = files("ui.web").joinpath(name).read_bytes()
        return Response(content, media_type=_FILES[name])

    return router


class PageDoor:
    """Stands before Gradio: only listed addresses, only for those whose role suffices."""

    def __init__(self, site: ASGIApp, *, frame: Frame, principal_of: PrincipalProvider) -> None:
        self._site = PageWriter(site, frame)
        self._principal_of = principal_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on to Gradio, or answer 401, 403, 404 or 405 in our own form."""
        try:
            self._check(scope)
        except Problem as problem:
            await problem.response()(scope, receive, send)
            return
        await self._site(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        method, path = scope["method"], scope["path"]
        least = page_role(method, path)
        if least is not None:
            RequiredRole(least, self._principal_of)(Request(scope))
        elif methods := served_methods(path):
            raise method_not_allowed(", ".join(methods))
        else:
            raise not_found()
