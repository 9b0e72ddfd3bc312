"""The pages Källor: what is loaded; for editors also to look at a file before it is stored, and to delete."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from ingest.records import FileResult
from ui.api.documents import DocumentId, bare_name
from ui.api.errors import Problem
from ui.api.principals import Gate, Role
from ui.ports import Desk, Shelf, Writing
from ui.waiting import Sweeper, WaitingRoom
from ui.web.frame import SOURCES, Frame

MOST_WAITING = 8
"""Files that wait at once for an editor's yes; the oldest gives way."""
WAITING_SECONDS = 900
_RESULTS = {
    FileResult.ADDED: "Källan är inläst.",
    FileResult.REPLACED: "Den nya versionen är inläst och används från och med nu.",
    FileResult.UNCHANGED: "Källan finns redan. Inget har ändrats.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file that has been looked at and not yet stored: in memory alone, for it is not masked yet.

    While a request is read, Starlette keeps what is larger than a megabyte in a nameless temporary file, gone when it is answered.
    """

    name: str
    data: bytes


def source_pages(
    *, shelf: Shelf, desk: Desk | None, drafting: Writing | None, frame: Frame, gate: Gate, sweeper: Sweeper
) -> APIRouter:
    """Return the pages.

    Args:
        shelf: Lists, looks at, adds and deletes documents.
        desk: Keeps approved answers, which cite documents; None when there are none.
        drafting: Keeps drafts, which do too; None when there are none.
        frame: Renders pages.
        gate: Says who may read, and who may edit.
        sweeper: Makes files that wait leave on time.
    """
    router = APIRouter(prefix=SOURCES.path, include_in_schema=False)
    reader, editor = gate.require(Role.READER), gate.require(Role.EDITOR)
    waiting = WaitingRoom[WaitingFile](seconds=WAITING_SECONDS, most=MOST_WAITING)
    sweeper.after(waiting)

    def every(
        request: Request, *, status: int = 200, refused: str = "", told: str = "", renewed: bool = False
    ) -> Response:
        documents = shelf.documents()
        cited = _cited(desk, drafting)
        return frame.page(
            "sources.html", request, status=status, documents=documents, cited=cited, refused=refused, told=told, renewed=renewed,
            passages=sum(one.passages for one in documents if one.role.value == "searched"),
        )  # fmt: skip

    @router.get("", dependencies=[reader])
    def sources(request: Request) -> Response:
        """Show what the assistant knows, from whom and how old it is."""
        return every(request)

    @router.post("/ny", dependencies=[editor])
    def look(request: Request, fil: UploadFile) -> Response:
        """Show what a file would become; nothing is stored yet."""
        try:
            name = bare_name(fil.filename)
        except Problem as problem:
            return every(request, status=422, refused=f"{problem.message} {problem.remedy}")
        data = fil.file.read()
        preview = shelf.preview(name, data)
        if preview.error is not None:
            return every(request, status=422, refused=preview.error)
        token = waiting.put(WaitingFile(name=name, data=data))
        return frame.page("preview.html", request, preview=preview, token=token)

    @router.post("/spara", dependencies=[editor])
    def store(
        request: Request,
        nyckel: Annotated[str, Form(max_length=100)],
        ersatter: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Store a file that has been looked at."""
        file = waiting.take(nyckel)
        if file is None:
            return every(request, status=410, refused="Filen väntar inte längre. Välj den igen.")
        report = shelf.add_apart(file.name, file.data, replacing=ersatter or None)
        if report.result is FileResult.FAILED:
            return every(request, status=422, refused=report.error or "Filen kunde inte läsas.")
        told = _RESULTS[FileResult.REPLACED if ersatter else report.result]
        return every(request, told=told, renewed=bool(ersatter))

    @router.post("/angra", dependencies=[editor])
    def cancel(request: Request, nyckel: Annotated[str, Form(max_length=100)]) -> Response:
        """Forget a file that has been looked at."""
        waiting.take(nyckel)
        return frame.to(SOURCES.path, request)

    _add_pages_of_one(router, shelf=shelf, frame=frame, gate=gate)
    return router


def _add_pages_of_one(router: APIRouter, *, shelf: Shelf, frame: Frame, gate: Gate) -> None:
    """Add the pages that name a document."""

    @router.get("/{document_id}", dependencies=[gate.require(Role.READER)])
    def source(request: Request, document_id: DocumentId) -> Response:
        """Show what is known of a document, and what was left out when it was read."""
        every = {one.id: one for one in shelf.documents()}
        if document_id not in every:
            return _gone(request)
        twin = every.get(every[document_id].twin or "")
        return frame.page("source.html", request, document=every[document_id], twin=twin)

    @router.post("/{document_id}/radera", dependencies=[gate.require(Role.EDITOR)])
    def delete(request: Request, document_id: DocumentId) -> Response:
        """Delete a document for good and show the receipt."""
        receipt = shelf.delete(document_id)
        return frame.page("receipt.html", request, receipt=receipt) if receipt is not None else _gone(request)

    def _gone(request: Request) -> Response:
        return frame.page("gone.html", request, status=404)


def _cited(desk: Desk | None, drafting: Writing | None) -> Counter[str]:
    """Count the approved answers and saved drafts that cite each document, by its id."""
    places = [one.approval.places for one in (desk.approvals() if desk is not None else ())]
    places += [one.saved.places for one in (drafting.drafts() if drafting is not None else ())]
    return Counter(id_ for cited in places for id_ in {place.document_id for place in cited})
