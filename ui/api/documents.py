"""Routes for the stored documents: list, upload, delete, and a cited place in its surroundings."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, Response, UploadFile

from ingest.records import DeletionReceipt, FileReport, FileResult
from ui.api.errors import ErrorBody, Problem, error_responses, too_large
from ui.api.models import DocumentList, DocumentModel, ExcerptModel
from ui.api.principals import Gate, Role
from ui.editor_ports import Shelf
from ui.ports import Answerer, Excerpt
from ui.settings import AppSettings

DocumentId = Annotated[str, Path(min_length=1, max_length=200, description="Id from the list of documents.")]
Offset = Annotated[
    int, Query(ge=0, le=100_000_000, description="Code points from the start of the document.")
]

_ERRORS = error_responses("The request is wrong, or the file cannot be read.")
_GONE: Mapping[int | str, dict[str, Any]] = {
    404: {"model": ErrorBody, "description": "No such document or place."}
}
_LARGE: Mapping[int | str, dict[str, Any]] = {
    200: {"model": FileReport, "description": "An earlier version is replaced, or nothing had changed."},
    413: {"model": ErrorBody, "description": "The file is over the limit."},
}


def document_routes(*, answerer: Answerer, shelf: Shelf, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes of the document shelf."""
    router = APIRouter(prefix="/api/v1/documents", tags=["Dokument"], responses=_ERRORS)

    @router.get("", summary="List the documents", dependencies=[gate.require(Role.READER)])
    def documents() -> DocumentList:
        """Return every visible document, by title."""
        return DocumentList(documents=[DocumentModel.of(document) for document in shelf.documents()])

    @router.post(
        "",
        summary="Add or replace a document",
        status_code=201,
        responses=dict(_LARGE),
        dependencies=[gate.require(Role.EDITOR)],
    )
    def add(file: Annotated[UploadFile, File(description="The file.")], response: Response) -> FileReport:
        """Read and store one file (pptx, pdf, docx, html, md or txt) and report how it went."""
        report = shelf.add(bare_name(file.filename), _content(file, limit=settings.max_upload_bytes))
        if report.result is FileResult.FAILED:
            raise _unreadable(report)
        response.status_code = 201 if report.result is FileResult.ADDED else 200
        return report

    _add_routes_of_one(router, answerer=answerer, shelf=shelf, gate=gate)
    return router


def _add_routes_of_one(router: APIRouter, *, answerer: Answerer, shelf: Shelf, gate: Gate) -> None:
    """Add the routes that name a document."""

    @router.delete(
        "/{document_id}",
        summary="Delete a document for good",
        responses=dict(_GONE),
        dependencies=[gate.require(Role.EDITOR)],
    )
    def delete(document_id: DocumentId) -> DeletionReceipt:
        """Delete text, vectors and index entries, and return the receipt."""
        receipt = shelf.delete(document_id)
        if receipt is None:
            raise no_such_place()
        return receipt

    @router.get(
        "/{document_id}/excerpt",
        summary="Show a cited place in its surroundings",
        responses=dict(_GONE),
        dependencies=[gate.require(Role.READER)],
    )
    def excerpt(document_id: DocumentId, start: Offset, end: Offset) -> ExcerptModel:
        """Return the slide with its notes, or the section, with the cited run marked."""
        return ExcerptModel.of(found_excerpt(answerer, document_id, start=start, end=end))


def _content(file: UploadFile, *, limit: int) -> bytes:
    data = file.file.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def found_excerpt(answerer: Answerer, document_id: str, *, start: int, end: int) -> Excerpt:
    """Return the excerpt, or raise the Problem that says it is gone."""
    excerpt = answerer.excerpt(document_id, start=start, end=end) if start < end else None
    if excerpt is None:
        raise no_such_place()
    return excerpt


def no_such_place() -> Problem:
    """Return the problem for a document that is not, or no longer, in the record."""
    return Problem(
        404,
        code="no_such_document",
        message="Källan eller stället finns inte kvar.",
        remedy="Källan kan ha tagits bort eller fått en ny version. Ladda om sidan, eller ställ frågan igen.",
    )


def _unreadable(report: FileReport) -> Problem:
    return Problem(
        422,
        code="unreadable_document",
        message=report.error or f"”{report.name}” kunde inte läsas.",
        remedy="Inget har sparats. Rätta filen, eller spara den i ett annat format, och ladda upp den igen.",
    )


def bare_name(name: str | None) -> str:
    r"""Return the file name without any folder that a client sends along.

    >>> bare_name(r"C:\dokument\..\guide.pdf"), bare_name("../../etc/guide.pdf")
    ('guide.pdf', 'guide.pdf')
    """
    bare = PurePosixPath((name or "").replace("\\", "/")).name
    bare = "".join(character for character in bare if character.isprintable()).strip()
    if not bare or len(bare) > 200 or bare in {".", ".."}:  # noqa: PLR2004  file systems stop near 255 bytes
        raise Problem(
            422,
            code="bad_file_name",
            message="Filen har inget användbart namn.",
            remedy="Ge filen ett namn på högst 200 tecken och ladda upp den igen.",
        )
    return bare
