"""The values that flow through ingestion: a document, its blocks and the places they stand at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class MediaType(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "application/pdf"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


class BlockKind(StrEnum):
    """The part a block plays in its document."""

    TITLE = "title"
    """The document's or the slide's own title."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One item of a list, its bullet left out, a typed number kept."""
    ROW = "row"
    """One row of a table, cells divided by tabs."""
    INSTRUCTION = "instruction"
    """Directions to the presenter (“Högerklicka på bilden …”): kept, never searched for general questions."""
    METADATA = "metadata"
    """A line about the text (“Källa: …” in the handbook): kept for display, neither searched nor quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a block stands, as a person would look it up.

    >>> Place(slide=38, notes=True).locator
    'bild 38, talmanus'
    >>> Place(page=2, headings=("Budskap", "Primärvårdens roll")).locator
    'sida 2, Budskap › Primärvårdens roll'
    """

    slide: int | None = None
    """Slide number counted from 1; None outside slide decks."""
    notes: bool = False
    """True for speaker notes."""
    page: int | None = None
    """Page number counted from 1; None where a format has no pages. A slide has one where it is printed, and is not called by it."""
    headings: tuple[str, ...] = ()
    """Heading path, outermost first, without the document title."""

    @property
    def locator(self) -> str:
        """The place in Swedish; empty for the opening of a document without headings."""
        if self.slide is not None:
            return f"bild {self.slide}, talmanus" if self.notes else f"bild {self.slide}"
        page = [f"sida {self.page}"] if self.page is not None else []
        return ", ".join([*page, *([" › ".join(self.headings)] if self.headings else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A block as a reader found it, before cleaning: text of its own, no offsets yet."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    """Heading level from 1, or list depth from 0."""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of the document's text that plays one part. `text[start:end]` is the block."""

    start: int
    """Offset of the first character in the document's text, in code points."""
    end: int
    """Offset after the last character."""
    kind: BlockKind
    level: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Noise that cleaning took away, kept so that an editor can see it."""

    reason: str
    """The detector's name, as `cookie-text` or `sidebar-letters`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself. A library's defaults are already taken away."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    """ISO date; None when absent or a library's default."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One file, read and cleaned: a single text and the blocks that cover it.

    Blocks are in reading order, divided by exactly one newline, so that every character
    of `text` has an offset and what is shown is what the source says.
    """

    name: str
    """File name without folder."""
    sha256: str
    """Of the file's bytes, in hex."""
    media_type: MediaType
    text: str
    blocks: tuple[Block, ...]
    properties: Properties = field(default_factory=Properties)
    removals: tuple[Removal, ...] = ()
    masked: int = 0
    """How many pieces of personal data were masked while reading."""
    slides: int = 0
    """Number of slides, empty ones counted; 0 outside slide decks."""
    missing_pictures: tuple[Place, ...] = ()
    """Places where the text announces a picture that fell away."""

    @classmethod
    def assemble(
        cls,
        raw: tuple[RawBlock, ...],
        *,
        name: str,
        sha256: str,
        media_type: MediaType,
        slides: int = 0,
        properties: Properties | None = None,
        removals: tuple[Removal, ...] = (),
        masked: int = 0,
        missing_pictures: tuple[Place, ...] = (),
    ) -> Self:
        """Join raw blocks with newlines and give each its offsets."""
        return cls(
            name=name,
            sha256=sha256,
            media_type=media_type,
            text="\n".join(block.text for block in raw),
            blocks=tuple(_with_offsets(raw)),
            properties=properties or Properties(),
            removals=removals,
            masked=masked,
            slides=slides,
            missing_pictures=missing_pictures,
        )

    def text_of(self, block: Block) -> str:
        """Return the block's own characters."""
        return self.text[block.start : block.end]


def _with_offsets(raw: tuple[RawBlock, ...]) -> Iterator[Block]:
    start = 0
    for block in raw:
        end = start + len(block.text)
        yield Block(start=start, end=end, kind=block.kind, level=block.level, place=block.place)
        start = end + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open run `[start, end)` of a document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that may be quoted: where it stands and what it is worth."""

    start: int
    """Offset in the document's text, in code points."""
    end: int
    kind: BlockKind
    """Of the block that it stands in."""
    place: Place
    """A slide's passage holds its notes too: each sentence keeps its own place."""
    standing: str | None = None
    """Beslut, målbild 2035, exempel, prognos …; None for plain running text."""
    originator: str | None = None
    """Who first said it, where that is not the publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document that is embedded and found as one: a section, or a slide with its notes."""

    id: str
    """Stable within a document generation: document id and ordinal."""
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    """`document.text[start:end]`, nothing added; at most 1 200 characters."""
    place: Place
    """Of its first block."""
    sentences: tuple[Sentence, ...]
    title: str
    """Of the document: searched with the passage, never quoted as its text. The same for the heading."""
    heading: str
    """Slide title or heading path; empty where there is none."""
    instruction: bool = False
    """True when it only holds directions to the presenter."""
    rests_on: str | None = None
    """The handbook's “Källa: …” line for this passage; None elsewhere."""

    @property
    def index_text(self) -> str:
        """What is embedded: heading and the passage's own text, a line each.

        The title stays out: shared by every passage of a document, it only makes them alike.
        """
        return "\n".join(part for part in (self.heading, self.text) if part)
