"""What the faces need from the parts that keep and change: sources, drafts, what editors decide, counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from assistant.answers import Question
from assistant.approved import ApprovalRefused, Reviewed
from assistant.drafting.saved import ReviewedDraft
from assistant.drafting.values import Brief, Draft, DraftRefused, UnknownChoice
from assistant.renewal.values import Digest
from assistant.wording.accepting import PhraseRefused
from ingest.editorial import Approval, Feedback, Gap
from ingest.records import DeletionReceipt, FileReport, Preview, StoredDocument, Watch
from ingest.superseded import Archived
from ingest.tally import OutcomeCount

__all__ = [
    "Approval",
    "ApprovalRefused",
    "Archived",
    "Brief",
    "Desk",
    "Digest",
    "Draft",
    "DraftRefused",
    "Feedback",
    "Gap",
    "OutcomeCount",
    "PhraseRefused",
    "Preview",
    "Reviewed",
    "ReviewedDraft",
    "Shelf",
    "Tally",
    "UnknownChoice",
    "Writing",
]


class Shelf(Protocol):
    """The stored documents and what an editor may do with them."""

    def documents(self) -> Sequence[StoredDocument]:
        """Return every visible document, by title."""
        ...

    def add(self, name: str, data: bytes) -> FileReport:
        """Read, embed and store one file. A file that cannot be read gives a report with an error."""
        ...

    def archive(self) -> Sequence[Archived]:
        """Return what a newer document has taken the place of, the latest first."""
        ...

    def add_apart(
        self, name: str, data: bytes, *, replacing: str | None = None, watch: Watch = ...
    ) -> FileReport:
        """Store one file as a document of its own, or in the place of another that stays in the record."""
        ...

    def preview(self, name: str, data: bytes, *, watch: Watch = ...) -> Preview:
        """Tell what a file would become; nothing is stored."""
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

    def feedback(self) -> Sequence[Feedback]:
        """Return what was thought of answers, the latest first."""
        ...

    def note_feedback(self, given: Feedback, *, adding_to: int | None = None) -> int:
        """Keep what somebody thought of an answer, or add a word to it; return its number."""
        ...

    def clear_feedback(self) -> int:
        """Delete what was thought; return how much there was."""
        ...

    def digests(self) -> Sequence[Digest]:
        """Return what newer documents changed, and what rests on the old words."""
        ...

    def put_away(self, digest_id: str) -> bool:
        """Forget a digest, and the older words with it; False when there is none with that id."""
        ...


class Writing(Protocol):
    """The drafting desk: writes drafts out of the sources and keeps those that are saved."""

    def draft(self, brief: Brief) -> Draft:
        """Write a draft; raise UnknownChoice, or DraftRefused where the sources do not carry the topic."""
        ...

    def save(self, draft: Draft, name: str) -> None:
        """Keep a draft under a name; raise DraftRefused for a name that cannot be kept."""
        ...

    def drafts(self) -> Sequence[ReviewedDraft]:
        """Return every saved draft and whether its sources still say the same."""
        ...

    def remove(self, name: str) -> bool:
        """Delete a saved draft; False when there is none of that name."""
        ...


class Tally(Protocol):
    """How many answers were given, without a word of them."""

    def outcomes(self, since: date) -> Sequence[OutcomeCount]:
        """Return how answers came out from a day on, the earliest first."""
        ...

    def citing(self, since: date) -> Mapping[str, int]:
        """Return how many answers have cited each document from a day on, by its id."""
        ...
