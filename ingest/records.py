"""The values that the record hands out: what is known of a stored document, and receipts for what was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.documents import MediaType, Passage, Removal


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the catalogue, or failing that the file itself, says of a document."""

    catalogue_id: str | None
    """Id in the catalogue; None for a file that it does not know."""
    title: str
    publisher: str
    short: str | None = None
    """What people call it: “Bildspelet”; None when it goes by its title."""
    profile: str = "nationell"
    """The layer that the document belongs to: nationell, orebro, sormland, oxelosund or an organisation's own."""
    year: int | None = None
    """First year; None when undated."""
    dated: str = "odaterat"
    """The year as shown: “2022–2023” or “odaterat”."""
    kind: str = "dokument"
    """Swedish word for what it is: budskapsunderlag, bildspel, webbsida, handbok …"""
    status: str = "gällande"
    """gällande, avslutat projekt, ersatt …"""
    address: str | None = None
    """Where the publisher keeps it; None when not known."""
    guide: bool = False
    """True for the starter handbook: a guide to the sources, not a source."""
    replaces: tuple[str, ...] = ()
    """Catalogue ids of what this document supersedes."""
    variant_of: str | None = None
    """Catalogue id of the document that this one is a local variant of."""


class Role(StrEnum):
    """Whether a stored document takes part in search."""

    SEARCHED = "searched"
    OTHER_FORMAT = "other-format"
    """The same publication stands in the record in a richer format."""
    NEAR_COPY = "near-copy"
    """Nearly the same text as another document, which speaks for both."""
    SUPERSEDED = "superseded"
    """A newer version is in the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document that is visible in the record."""

    id: str
    name: str
    sha256: str
    media_type: MediaType
    provenance: Provenance
    role: Role
    twin: str | None
    """Id of the document that speaks for this one, when `role` is not searched."""
    added_at: str
    """UTC, ISO 8601."""
    characters: int
    passages: int
    slides: int
    masked: int
    removals: tuple[Removal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGeneration:
    """One generation of a document with its words: what stands in the record now, or what a newer one took the place of."""

    id: str
    name: str
    sha256: str
    provenance: Provenance
    added_at: str
    """UTC, ISO 8601."""
    text: str
    passages: tuple[Passage, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionReceipt:
    """Proof of a deletion: what was removed, and when."""

    document_id: str
    name: str
    sha256: str
    passages: int
    vectors: int
    approved: int
    """Approved answers that cited it, and went with it."""
    deleted_at: str
    """UTC, ISO 8601."""
    drafts: int = 0
    """Saved drafts that cited it, and went with it."""


class Step(StrEnum):
    """What is being done with a file."""

    READING = "reading"
    CUTTING = "cutting"
    EMBEDDING = "embedding"
    STORING = "storing"


Watch = Callable[[Step, int, int], None]
"""Called with a step as it begins or goes on, how much of it is done, and how much there is; 0 and 0 where that is not counted."""


def unwatched(step: Step, done: int, of: int) -> None:
    """Take no notice."""
    del step, done, of


class FileResult(StrEnum):
    """How one file fared in an ingest run."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file in an ingest run."""

    name: str
    result: FileResult
    document_id: str | None = None
    passages: int = 0
    embedded: int = 0
    """Vectors computed for this file, sentences counted too; 0 when nothing had changed."""
    removals: tuple[Removal, ...] = ()
    masked: int = 0
    error: str | None = None
    """Swedish: reason and remedy. Only when failed."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would become, before anything is stored."""

    name: str
    error: str | None = None
    """Swedish: reason and remedy; the fields below are then empty."""
    provenance: Provenance | None = None
    passages: int = 0
    slides: int = 0
    masked: int = 0
    """Pieces of personal data that were masked while reading."""
    opening: tuple[str, ...] = ()
    """The first blocks, as they would be searched and quoted."""
    removals: tuple[Removal, ...] = ()
    is_known: bool = False
    """True when the record holds these very bytes under this name."""
    alike: tuple[StoredDocument, ...] = ()
    """Stored documents that it may be a newer version of, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """A whole ingest run."""

    files: tuple[FileReport, ...]
    seconds: float
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds per stage: read, embed, write."""

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(report for report in self.files if report.result is FileResult.FAILED)

    @property
    def embedded(self) -> int:
        """Vectors computed in the run."""
        return sum(report.embedded for report in self.files)
