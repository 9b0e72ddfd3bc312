"""Ways of looking at a document that several tests share."""

from collections import Counter

from ingest.characters import words
from ingest.documents import BlockKind, SourceDocument


def texts(document: SourceDocument, kind: BlockKind | None = None) -> list[str]:
    """Return the blocks' texts, of one kind when it is given."""
    return [document.text_of(block) for block in document.blocks if kind is None or block.kind is kind]


def on_slide(document: SourceDocument, number: int, *, notes: bool = False) -> list[str]:
    """Return the texts on a slide, or of its notes."""
    return [
        document.text_of(block)
        for block in document.blocks
        if block.place.slide == number and block.place.notes is notes
    ]


def reasons(document: SourceDocument) -> set[str]:
    """Return the detectors that took something away."""
    return {removal.reason for removal in document.removals}


def likeness(first: list[str], second: list[str]) -> float:
    """Return the share of words that two lists of texts have in common; 1.0 when both are empty."""
    one, other = Counter(words(" ".join(first))), Counter(words(" ".join(second)))
    total = sum((one | other).values())
    return sum((one & other).values()) / total if total else 1.0
