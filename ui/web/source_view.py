"""How the pages Källor look: the list, what a file would become, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import Request
from fastapi.responses import Response

from ingest.records import FileReport, FileResult, Preview, Role, StoredDocument
from ui.editor_ports import Desk, Shelf, Tally, Writing
from ui.waiting import WaitingRoom
from ui.web import texts
from ui.web.frame import Frame
from ui.web.works import Stage

WAITING_SECONDS = 900
"""How long a file waits for an editor's yes."""
MOST_WAITING = 8
"""Files that wait at once; the oldest gives way."""
CITED_DAYS = 30
"""Days for which it is shown how much a source is cited."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A file that was looked at."""

    preview: Preview
    token: str
    """What it is fetched by; empty for one that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that was stored, or could not be."""

    report: FileReport
    replacing: bool


class SourceView:
    """Shows the pages.

    Args:
        shelf: Lists documents.
        desk: Keeps approved answers, which cite documents; None when there are none.
        drafting: Keeps drafts, which do too; None when there are none.
        tally: Counts the answers that cite documents; None when nothing is counted.
        frame: Renders pages.
    """

    def __init__(
        self, *, shelf: Shelf, desk: Desk | None, drafting: Writing | None, tally: Tally | None, frame: Frame
    ) -> None:
        self._shelf = shelf
        self._desk = desk
        self._drafting = drafting
        self._tally = tally
        self._frame = frame

    def every(
        self, request: Request, *, status: int = 200, refused: str = "", told: str = "", renewed: bool = False
    ) -> Response:
        """Show what is loaded, and what no longer applies apart from it."""
        documents = [one for one in self._shelf.documents() if one.role is not Role.SUPERSEDED]
        return self._frame.page(
            "sources.html", request, status=status, documents=documents, refused=refused, told=told, renewed=renewed,
            resting=self._resting(), cited=self._cited(), counted=self._tally is not None, days=CITED_DAYS,
            passages=sum(one.passages for one in documents if one.role is Role.SEARCHED), archive=self._shelf.archive(),
        )  # fmt: skip

    def one(self, request: Request, document: StoredDocument, twin: StoredDocument | None) -> Response:
        """Show what is known of a document."""
        return self._frame.page(
            "source.html", request, document=document, twin=twin, cited=self._cited().get(document.id, 0),
            counted=self._tally is not None, days=CITED_DAYS,
        )  # fmt: skip

    def working(self, request: Request, token: str, stage: Stage) -> Response:
        """Show how far a work has come; the page looks again by itself."""
        return self._frame.page("working.html", request, token=token, stage=stage, label=label(stage))

    def result(self, request: Request, result: Looked | Stored) -> Response:
        """Show what came of a work."""
        if isinstance(result, Looked):
            if result.preview.error is not None:
                return self.every(request, status=422, refused=result.preview.error)
            return self._frame.page(
                "preview.html",
                request,
                preview=result.preview,
                token=result.token,
                minutes=WAITING_SECONDS // 60,
            )
        if result.report.result is FileResult.FAILED:
            return self.every(request, status=422, refused=result.report.error or "Filen kunde inte läsas.")
        told = _RESULTS[FileResult.REPLACED if result.replacing else result.report.result]
        return self.every(request, told=told, renewed=result.replacing)

    def _cited(self) -> Mapping[str, int]:
        """Return how many answers cited each document lately, by its id."""
        if self._tally is None:
            return {}
        return self._tally.citing(date.today() - timedelta(days=CITED_DAYS - 1))  # noqa: DTZ011  # the reader's day

    def _resting(self) -> Counter[str]:
        """Count the approved answers and saved drafts that cite each document, by its id."""
        places = [one.approval.places for one in (self._desk.approvals() if self._desk is not None else ())]
        places += [
            one.saved.places for one in (self._drafting.drafts() if self._drafting is not None else ())
        ]
        return Counter(id_ for cited in places for id_ in {place.document_id for place in cited})


def waiting_room() -> WaitingRoom[WaitingFile]:
    """Return where files wait that have been looked at."""
    return WaitingRoom[WaitingFile](seconds=WAITING_SECONDS, most=MOST_WAITING)


def label(stage: Stage) -> str:
    """Say what is being done.

    >>> label(Stage())
    'Läser filen'
    """
    return texts.STEPS[stage.step.value]
