"""The pages Källor: what is loaded; for editors also to look at a file before it is stored, and to delete."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel

from ingest.records import Watch
from ui.api.documents import DocumentId, bare_name
from ui.api.errors import Problem
from ui.api.principals import Gate, Role
from ui.editor_ports import Shelf
from ui.waiting import Sweeper
from ui.web import texts
from ui.web.frame import SOURCES, Frame
from ui.web.source_view import (
    WAITING_SECONDS,
    Looked,
    SourceView,
    Stored,
    WaitingFile,
    label,
    waiting_room,
)
from ui.web.works import Stage, Work, Works

PATIENCE_SECONDS = 1.5
"""How long a form is answered with its result at once; what takes longer is followed on a page of its own."""
_WORKS = f"{SOURCES.path}/arbete"
Token = Annotated[str, Path(max_length=100)]


class Progress(BaseModel):
    """How far a work has come, for the page that follows it."""

    label: str
    done: int
    of: int
    """0 where it is not counted."""
    finished: bool


class _Intake:
    """Takes files in: each is looked at, waits for a yes, and is stored."""

    def __init__(self, shelf: Shelf, view: SourceView, frame: Frame) -> None:
        self.works = Works[Looked | Stored]()
        self.waiting = waiting_room()
        self._shelf = shelf
        self._view = view
        self._frame = frame

    def looked(self, request: Request, upload: UploadFile) -> Response:
        """Look at a file, and let it wait if it can be read."""
        try:
            file = WaitingFile(name=bare_name(upload.filename), data=upload.file.read())
        except Problem as problem:
            return self._view.every(request, status=422, refused=f"{problem.message} {problem.remedy}")

        def look(watch: Watch) -> Looked:
            preview = self._shelf.preview(file.name, file.data, watch=watch)
            return Looked(preview=preview, token=self.waiting.put(file) if preview.error is None else "")

        return self._followed(request, self.works.start(look))

    def stored(self, request: Request, token: str, *, replacing: str | None) -> Response:
        """Store a file that waits."""
        file = self.waiting.look(token)
        if file is None:
            refused = texts.WAITED_TOO_LONG.format(minutes=WAITING_SECONDS // 60)
            return self._view.every(request, status=410, refused=refused)

        def store(watch: Watch) -> Stored:
            report = self._shelf.add_apart(file.name, file.data, replacing=replacing, watch=watch)
            return Stored(report=report, replacing=replacing is not None)

        work = self.works.start(store)
        if work is not None:
            self.waiting.take(token)
        return self._followed(request, work)

    def _followed(self, request: Request, token: str | None) -> Response:
        """Show the result of a work where it is quick, and else lead to the page that follows it."""
        work = self.works.look(token) if token is not None else None
        if work is None:
            return self._view.every(request, status=503, refused=texts.TOO_MANY_WORKS)
        if work.finished.wait(PATIENCE_SECONDS):
            return _came_of(request, work, self._view)
        return self._frame.to(f"{_WORKS}/{token}", request)


def source_pages(*, shelf: Shelf, view: SourceView, frame: Frame, gate: Gate, sweeper: Sweeper) -> APIRouter:
    """Return the pages.

    Args:
        shelf: Lists, looks at, adds and deletes documents.
        view: Shows the list, and what came of a file.
        frame: Renders the other pages.
        gate: Says who may read, and who may edit.
        sweeper: Makes files that wait leave on time.
    """
    router = APIRouter(prefix=SOURCES.path, include_in_schema=False)
    intake = _Intake(shelf, view, frame)
    sweeper.after(intake.works, intake.waiting)

    @router.get("", dependencies=[gate.require(Role.READER)])
    def sources(request: Request) -> Response:
        """Show what the assistant knows, from whom and how old it is."""
        return view.every(request)

    _add_forms(router, intake=intake, frame=frame, gate=gate)
    _add_pages_of_works(router, works=intake.works, view=view, gate=gate)
    _add_pages_of_one(router, shelf=shelf, view=view, frame=frame, gate=gate)
    return router


def _add_forms(router: APIRouter, *, intake: _Intake, frame: Frame, gate: Gate) -> None:
    """Add what looks at a file, stores it, or lets it be."""
    editor = gate.require(Role.EDITOR)

    @router.post("/ny", dependencies=[editor])
    def look(request: Request, fil: UploadFile) -> Response:
        """Show what a file would become; nothing is stored yet."""
        return intake.looked(request, fil)

    @router.post("/spara", dependencies=[editor])
    def store(
        request: Request,
        nyckel: Annotated[str, Form(max_length=100)],
        ersatter: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Store a file that has been looked at."""
        return intake.stored(request, nyckel, replacing=ersatter or None)

    @router.post("/angra", dependencies=[editor])
    def cancel(request: Request, nyckel: Annotated[str, Form(max_length=100)]) -> Response:
        """Forget a file that has been looked at."""
        intake.waiting.take(nyckel)
        return frame.to(SOURCES.path, request)


def _add_pages_of_works(
    router: APIRouter, *, works: Works[Looked | Stored], view: SourceView, gate: Gate
) -> None:
    """Add the page that follows a work, and what it asks to move on."""
    editor = gate.require(Role.EDITOR)

    @router.get("/arbete/{nyckel}", dependencies=[editor])
    def follow(request: Request, nyckel: Token) -> Response:
        """Show how far a work has come, or what came of it."""
        work = works.look(nyckel)
        if work is None:
            return view.every(request, status=410, refused=texts.WORK_FORGOTTEN)
        if work.finished.is_set():
            return _came_of(request, work, view)
        return view.working(request, nyckel, work.stage)

    @router.get("/arbete/{nyckel}/lage", dependencies=[editor])
    def progress(nyckel: Token) -> Progress:
        """Return how far a work has come; one that is forgotten is over."""
        work = works.look(nyckel)
        stage = work.stage if work is not None else Stage()
        finished = work is None or work.finished.is_set()
        return Progress(label=label(stage), done=stage.done, of=stage.of, finished=finished)


def _came_of(request: Request, work: Work[Looked | Stored], view: SourceView) -> Response:
    if work.result is None:
        return view.every(request, status=500, refused=work.fault or "")
    return view.result(request, work.result)


def _add_pages_of_one(router: APIRouter, *, shelf: Shelf, view: SourceView, frame: Frame, gate: Gate) -> None:
    """Add the pages that name a document."""

    @router.get("/{document_id}", dependencies=[gate.require(Role.READER)])
    def source(request: Request, document_id: DocumentId) -> Response:
        """Show what is known of a document, and what was left out when it was read."""
        every = {one.id: one for one in shelf.documents()}
        if document_id not in every:
            return _gone(request)
        return view.one(request, every[document_id], every.get(every[document_id].twin or ""))

    @router.post("/{document_id}/radera", dependencies=[gate.require(Role.EDITOR)])
    def delete(request: Request, document_id: DocumentId) -> Response:
        """Delete a document for good and show the receipt."""
        receipt = shelf.delete(document_id)
        return frame.page("receipt.html", request, receipt=receipt) if receipt is not None else _gone(request)

    def _gone(request: Request) -> Response:
        return frame.page("gone.html", request, status=404)
