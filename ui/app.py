"""The whole application: interface and pages behind one set of guards."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from importlib.metadata import version

from fastapi import FastAPI

from ui.api.concepts import concept_routes
from ui.api.documents import document_routes
from ui.api.drafting import drafting_routes
from ui.api.editorial import editorial_routes
from ui.api.errors import add_error_handlers
from ui.api.feedback import feedback_routes
from ui.api.principals import Gate, LocalPrincipal, PrincipalProvider
from ui.api.probes import description_route, probe_routes
from ui.api.questions import question_routes
from ui.api.renewal import renewal_routes
from ui.api.teaching import teaching_routes
from ui.api.wording import wording_routes
from ui.doors.languagetool import languagetool_routes
from ui.editor_ports import Desk, Shelf, Tally, Writing
from ui.guards import BodyLimit, HostGuard, LastResort, OriginGuard, SecurityHeaders
from ui.ports import Answerer, Glossary, Onboarding, Pictures, Pulse, Sharing, Teaching, Wording
from ui.settings import AppSettings
from ui.waiting import Sweeper
from ui.web.about_pages import about_pages
from ui.web.answer_pages import answer_pages
from ui.web.checked_files import checked_files
from ui.web.concept_pages import concept_pages
from ui.web.draft_pages import draft_pages
from ui.web.editor_pages import editor_pages
from ui.web.frame import (
    ASK,
    CHECK,
    CHECK_FILES,
    CONCEPTS,
    DRAFT,
    EDITORS,
    NEWCOMERS,
    SOURCES,
    TEACH,
    Frame,
    Page,
)
from ui.web.newcomer_pages import newcomer_pages
from ui.web.quiet import hush_gradio
from ui.web.recent import recent_answers
from ui.web.source_pages import source_pages
from ui.web.source_view import SourceView
from ui.web.teaching_pages import teaching_pages

_BODY_BYTES = 1024 * 1024
_TEXT_BYTES = 4 * 1024 * 1024
"""Room for the longest text that is checked, written as a form writes å, ä and ö."""

_ABOUT = (
    "Answers questions in Swedish about *nära vård* out of the source documents, each statement with a "
    "citation that is verified against the stored source. Every error has the body "
    '`{"error": {"code", "message", "remedy"}}`; message and remedy are Swedish.'
)


def create_app(  # noqa: PLR0913  one argument for each part that a face needs
    *,
    answerer: Answerer,
    shelf: Shelf,
    pulse: Pulse,
    desk: Desk | None = None,
    glossary: Glossary | None = None,
    wording: Wording | None = None,
    drafting: Writing | None = None,
    onboarding: Onboarding | None = None,
    sharing: Sharing | None = None,
    pictures: Pictures | None = None,
    tally: Tally | None = None,
    teaching: Teaching | None = None,
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
        glossary: Looks terms up; its routes are not served when left out.
        wording: Checks wording; neither its routes, its page nor the LanguageTool door are served when left out.
        drafting: Writes and keeps drafts; its routes are not served when left out.
        onboarding: The stops for whoever is new; the pages Ny här are not served when left out.
        sharing: Keeps addresses to share; no answer can be shared or taken along as a file when left out.
        pictures: Shows pages of sources; only their text is shown when left out.
        tally: Counts answers; no counts are shown when left out.
        teaching: Slides and questions for trainers; neither its route nor the pages Utbilda are served when left out.
        settings: Limits and choices; the defaults are those of a local installation.
        principal_of: Says who asks; by default everyone has the settings' local role.
        running: Entered when the application starts and left when it stops: background work, closing.
    """
    settings = settings or AppSettings()
    principal_of = principal_of or LocalPrincipal(settings.local_role)
    gate = Gate(principal_of)
    hush_gradio()
    from ui.web import site as web  # noqa: PLC0415  Gradio takes seconds and must find its settings made
    from ui.web.checking import CheckPage  # noqa: PLC0415  as below

    frame = Frame(settings, _pages(glossary, drafting, wording, onboarding, teaching, desk), principal_of)
    recent = recent_answers()
    check_page = CheckPage(wording, settings, frame) if wording is not None else None
    site, sessions = web.gradio_site(
        answerer=answerer, settings=settings, frame=frame, principal_of=principal_of,
        check_page=check_page, recent=recent,
    )  # fmt: skip
    sweeper = Sweeper()
    sweeper.after(recent, sessions)
    app = _bare_app(site, running, sweeper)
    app.include_router(question_routes(answerer=answerer, settings=settings, gate=gate))
    app.include_router(document_routes(answerer=answerer, shelf=shelf, settings=settings, gate=gate))
    if desk is not None:
        app.include_router(editorial_routes(desk=desk, settings=settings, gate=gate))
        app.include_router(renewal_routes(desk=desk, gate=gate))
        app.include_router(feedback_routes(desk=desk, settings=settings, gate=gate, sweeper=sweeper))
        app.include_router(
            editor_pages(desk=desk, onboarding=onboarding, tally=tally, frame=frame, gate=gate)
        )
    if glossary is not None:
        app.include_router(concept_routes(glossary=glossary, settings=settings, gate=gate))
        app.include_router(concept_pages(glossary=glossary, frame=frame, advice=_advice(wording), gate=gate))
    if wording is not None:
        app.include_router(wording_routes(wording=wording, settings=settings, gate=gate))
        app.include_router(languagetool_routes(checker=wording.checker, settings=settings, gate=gate))
        app.include_router(checked_files(checker=wording.checker, frame=frame, settings=settings, gate=gate))
    if drafting is not None:
        app.include_router(drafting_routes(desk=drafting, settings=settings, gate=gate))
        app.include_router(draft_pages(desk=drafting, frame=frame, gate=gate))
    app.include_router(probe_routes(pulse=pulse))
    app.include_router(description_route(app=app, gate=gate))
    app.include_router(web.web_routes(answerer=answerer, pictures=pictures, settings=settings, gate=gate))
    if sharing is not None:
        app.include_router(
            answer_pages(recent=recent, sharing=sharing, settings=settings, frame=frame, gate=gate)
        )
    view = SourceView(shelf=shelf, desk=desk, drafting=drafting, tally=tally, frame=frame)
    app.include_router(source_pages(shelf=shelf, view=view, frame=frame, gate=gate, sweeper=sweeper))
    if onboarding is not None:
        app.include_router(newcomer_pages(onboarding=onboarding, frame=frame, gate=gate))
    if teaching is not None:
        app.include_router(teaching_routes(teaching=teaching, settings=settings, gate=gate))
        app.include_router(teaching_pages(teaching=teaching, frame=frame, gate=gate))
    app.include_router(about_pages(frame=frame, gate=gate))
    app.mount("/", web.PageDoor(site, frame=frame, principal_of=principal_of))
    add_error_handlers(app)
    _add_guards(app, settings)
    return app


def _pages(
    glossary: Glossary | None,
    drafting: Writing | None,
    wording: Wording | None,
    onboarding: Onboarding | None,
    teaching: Teaching | None,
    desk: Desk | None,
) -> tuple[Page, ...]:
    """Return the pages that are served, in the order in which they are shown."""
    behind = (
        (ASK, True),
        (CONCEPTS, glossary),
        (DRAFT, drafting),
        (CHECK, wording),
        (NEWCOMERS, onboarding),
        (TEACH, teaching),
        (SOURCES, True),
        (EDITORS, desk),
    )
    return tuple(page for page, part in behind if part)


def _advice(wording: Wording | None) -> Mapping[str, Sequence[str]]:
    """Return what the wording rules of a number ask for, in words."""
    found: dict[str, list[str]] = {}
    for rule in wording.checker.rules if wording is not None else ():
        found.setdefault(rule.number, []).append(rule.title)
    return found


def _bare_app(
    site: FastAPI, running: Callable[[], AbstractContextManager[object]], sweeper: Sweeper
) -> FastAPI:
    """Return an application without routes that starts and stops the pages along with itself."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with running():
            async with site.router.lifespan_context(site), sweeper.running():
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
    doors = ("", *(f"/profil/{profile.id}" for profile in settings.profiles))
    uploads = {
        "POST /api/v1/documents": settings.max_upload_bytes,
        "POST /api/v1/check": _TEXT_BYTES,
        f"POST {SOURCES.path}/ny": settings.max_upload_bytes,
        f"POST {CHECK_FILES.path}": settings.max_upload_bytes,
        **{f"POST {door}/v2/check": _TEXT_BYTES for door in doors},
    }
    app.add_middleware(BodyLimit, default=_BODY_BYTES, uploads=uploads)
    app.add_middleware(OriginGuard)
    app.add_middleware(HostGuard, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders)
