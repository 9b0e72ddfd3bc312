"""A cited place in its surroundings: the slide with its notes, or the section."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.documents import Block, BlockKind
from ingest.library import Library, StoredText
from ingest.records import StoredDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptBlock:
    """A block of a source as shown beside the answer; `marks` are runs of `text` to highlight.

    A run of one character is a place to begin reading, not words that are cited: it is not marked.
    """

    kind: BlockKind
    level: int
    text: str
    notes: bool
    """True for speaker notes."""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What surrounds a cited run."""

    document: StoredDocument
    locator: str
    blocks: tuple[ExcerptBlock, ...]
    slide: int | None = None
    page: int | None = None


def excerpt(library: Library, document_id: str, *, start: int, end: int) -> Excerpt | None:
    """Return the run `[start, end)` of a document in its surroundings; None when there is no such run."""
    document, stored = library.document(document_id), library.text(document_id)
    if document is None or stored is None or start >= end:
        return None
    cited = [block for block in stored.blocks if block.start < end and start < block.end]
    if not cited:
        return None
    place = cited[0].place
    return Excerpt(
        document=document,
        locator=place.locator,
        blocks=tuple(_shown(stored, _around(stored, cited[0]), start=start, end=end)),
        slide=place.slide,
        page=place.page,
    )


def _around(stored: StoredText, cited: Block) -> Iterable[Block]:
    """Yield the blocks of the same slide, or of the same section."""
    place = cited.place
    for block in stored.blocks:
        same = (
            block.place.slide == place.slide
            if place.slide is not None
            else block.place.headings == place.headings
        )
        if same:
            yield block


def _shown(stored: StoredText, blocks: Iterable[Block], *, start: int, end: int) -> Iterable[ExcerptBlock]:
    for block in blocks:
        first, last = max(start, block.start), min(end, block.end)
        yield ExcerptBlock(
            kind=block.kind,
            level=block.level,
            text=stored.text[block.start : block.end],
            notes=block.place.notes,
            marks=((first - block.start, last - block.start),) if last - first > 1 else (),
        )
