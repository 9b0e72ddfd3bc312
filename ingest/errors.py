"""What can go wrong in ingestion.

IngestError
├── UnreadableDocument   one file cannot be read: name, reason, remedy
├── LibraryLocked        another process owns the data folder
├── LibraryDamaged       the record cannot be opened or fails its own check
├── CatalogueError       corpus/catalogue.toml has a fault: entry and remedy
├── EmbeddingFailed      a model cannot be loaded or gives nothing usable
└── FetchRefused         an address, redirect, size or type outside the limits
"""


class IngestError(Exception):
    """Base of everything this package raises on purpose. The message is Swedish and shown to users."""


class UnreadableDocument(IngestError):
    """One file cannot be read; the others go on."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        """Store the culprit, the reason and the remedy, each a Swedish clause without full stop."""
        super().__init__(f"”{name}” kunde inte läsas: {reason}. {remedy}.")
        self.name = name
        self.reason = reason
        self.remedy = remedy


class LibraryLocked(IngestError):
    """Another process owns the data folder."""


class LibraryDamaged(IngestError):
    """The record cannot be opened or fails its own check."""


class CatalogueError(IngestError):
    """The catalogue has a fault; the message names entry and remedy."""


class EmbeddingFailed(IngestError):
    """A model cannot be loaded, or what it returned cannot be used."""


class FetchRefused(IngestError):
    """A download was refused: host, redirect, size or type outside the limits."""
