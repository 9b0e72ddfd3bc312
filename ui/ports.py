"""What the faces need from the parts behind them. `assistant.wiring` supplies the real ones."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from assistant.answers import Answer, Event, Evidence, Question
from assistant.approved import ApprovalRefused, Reviewed
from assistant.excerpts import Excerpt, ExcerptBlock
from assistant.readiness import Readiness
from ingest.editorial import Approval, Gap
from ingest.records import DeletionReceipt, FileReport, StoredDocument

__all__ = [
    "Answerer",
    "Approval",
    "ApprovalRefused",
    "Desk",
    "Excerpt",
    "ExcerptBlock",
    "Gap",
    "Pulse",
    "Readiness",
    "Reviewed",
    "Shelf",
]


class Answerer(Protocol):
    """Answers questions from the record."""

    def ask(self, question: Question) -> Answer:
        """Answer one question. Bad input gives an answer with its own outcome, never an exception."""
        ...

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield Found, then Wrote pieces, then Finished; or Failed."""
        ...

    def search(self, text: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Evidence, ...]:
        """Return the best passages, best first."""
        ...

    def excerpt(self, document_id: str, *, start: int, end: int) -> Excerpt | None:
        """Return the cited run in its surroundings; None when the document is gone."""
        ...


class Shelf(Protocol):
    """The stored documents and what an editor may do with them."""

    def documents(self) -> Sequence[StoredDocument]:
        """Return every visible document, by title."""
        ...

    def add(self, name: str, data: bytes) -> FileReport:
        """Read, embed and store one file. A file that cannot be read gives a report with an error."""
        ...

    def delete(self, document_id: str) -> DeletionReceipt | None:
        """Delete a document for good; None when there is none with that id."""
        ...


class Desk(Protocol):
    """What editors keep beside the sources: approved answers, and the list of gaps."""

    def approvals(self) -> Sequence[Reviewed]:
        """Return every approved answer and whether it still holds."""
        ...

    def approve(
        self,
        question: Question,
        *,
        role: str,
        expires_on: date,
        text: str | None = None,
        wordings: Sequence[str] = (),
    ) -> Approval:
        """Approve the present answer to a question, or an editor's text over its sources; raise ApprovalRefused."""
        ...

    def withdraw(self, approval_id: str) -> bool:
        """Delete an approval; False when there is none with that id."""
        ...

    def gaps(self) -> Sequence[Gap]:
        """Return what went unanswered, the most asked first."""
        ...

    def clear_gaps(self) -> int:
        """Empty the list of gaps; return how many there were."""
        ...


class Pulse(Protocol):
    """Answers readiness probes quickly."""

    def readiness(self) -> Readiness:
        """Return the present state without touching Chroma."""
        ...
