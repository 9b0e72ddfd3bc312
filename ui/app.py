"""The whole application: interface and pages behind one set of guards."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from importlib.metadata import version

from fastapi import FastAPI

from ui.api.documents import document_routes
from ui.api.editorial import editorial_routes
from ui.api.errors import add_error_handlers
from ui.api.principals import Gate, LocalPrincipal, PrincipalProvider
from ui.api.probes import description_route, probe_routes
from ui.api.questions import question_routes
from ui.guards import BodyLimit, HostGuard, LastResort, OriginGuard, SecurityHeaders
from ui.ports import Answerer, Desk, Pulse, Shelf
from ui.settings import AppSettings
from ui.web.quiet import hush_gradio

_BODY_BYTES = 1024 * 1024

_ABOUT = (
    "Answers questions in Swedish about *nära vård* out of the source documents, each statement with a "
    "citation that is verified against the stored source. Every error has the body "
    '`{"error": {"code", "message", "remedy"}}`; message and remedy are Swedish.'
)


def create_app(
    *,
    answerer: Answerer,
    shelf: Shelf,
    pulse: Pulse,
    desk: Desk | None = None,
    settings: AppSettings | None = None,
    principal_of: PrincipalProvider | None = None,
    running: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> FastAPI:
    """Return the application that serves the given parts.

    Args:
        answerer: Answers questions.
        shelf: Lists, adds and deletes documents.
        pulse: Tells whether questions can be answered.
        desk: Keeps approved answers and gaps; its routes are not served when left out.
        settings: Limits and choices; the defaults are those of a local installation.
        principal_of: Says who asks; by default everyone has the settings' local role.
        running: Entered when the application starts and left when it stops: background work, closing.
    """
    settings = settings or AppSettings()
    principal_of = principal_of or LocalPrincipal(settings.local_role)
    gate = Gate(principal_of)
    hush_gradio()
    from ui.web import site as web  # noqa: PLC0415  Gradio takes seconds and must find its settings made

    site = web.gradio_site(answerer=answerer, shelf=shelf, settings=settings, principal_of=principal_of)
    app = _bare_app(site, running)
    app.include_router(question_routes(answerer=answerer, settings=settings, gate=gate))
    app.include_router(document_routes(answerer=answerer, shelf=shelf, settings=settings, gate=gate))
    if desk is not None:
        app.include_router(editorial_routes(desk=desk, settings=settings, gate=gate))
    app.include_router(probe_routes(pulse=pulse))
    app.include_router(description_route(app=app, gate=gate))
    app.include_router(web.web_routes(answerer=answerer, settings=settings, gate=gate))
    app.mount("/", web.PageDoor(site, principal_of=principal_of))
    add_error_handlers(app)
    _add_guards(app, settings)
    return app


def _bare_app(site: FastAPI, running: Callable[[], AbstractContextManager[object]]) -> FastAPI:
    """Return an application without routes that starts and stops the pages along with itself."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with running():
            async with site.router.lifespan_context(site):
                yield

    return FastAPI(
        title="naravard",
        version=version("naravard"),
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )


def _add_guards(app: FastAPI, settings: AppSettings) -> None:
    """Put the guards around the application; the last added is met first."""
    uploads = {"POST /api/v1/documents": settings.max_upload_bytes}
    app.add_middleware(BodyLimit, default=_BODY_BYTES, uploads=uploads)
    app.add_middleware(OriginGuard)
    app.add_middleware(HostGuard, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders)
