"""What became of a download."""

from dataclasses import dataclass

from ingest.records import FileReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How one source fared."""

    id: str
    title: str
    report: FileReport | None = None
    """None when the download itself failed."""
    error: str | None = None
    """Swedish: reason and remedy, of the download or of the reading."""
