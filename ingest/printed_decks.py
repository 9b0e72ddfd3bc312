"""A deck printed to PDF: which pages are slides, and which are notes pages that repeat a slide above its notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.characters import letters
from ingest.documents import BlockKind, Place, Properties, RawBlock, Removal
from ingest.printed import PrintedLine, PrintedParagraph, printed_paragraphs
from ingest.reading import Reading

_FEWEST = 3
_MOST_LETTERS = 900
"""A landscape page with more letters on average than this is a report, not a slide."""
_SHARE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and its lines, in the order that they were drawn."""

    number: int
    landscape: bool
    lines: tuple[PrintedLine, ...]

    @property
    def letters(self) -> str:
        """Its text without layout."""
        return letters("".join(line.text for line in self.lines))


Slide = tuple[Page, Page | None]
"""A slide's page and its notes page."""


def deck_pages(pages: Sequence[Page]) -> tuple[Slide, ...]:
    """Return the slides of a deck, each with its notes page; empty when the pages are a paper.

    Notes pages come after all slides, or each after its own slide.
    """
    half = len(pages) // 2
    if len(pages) == half * 2:
        for slides, notes in ((pages[:half], pages[half:]), (pages[::2], pages[1::2])):
            if _repeat(slides, notes):
                return tuple(zip(slides, notes, strict=True))
    landscape = all(page.landscape for page in pages)
    sparse = sum(len(page.letters) for page in pages) < _MOST_LETTERS * len(pages)
    return tuple((page, None) for page in pages) if landscape and sparse and len(pages) >= _FEWEST else ()


def _repeat(slides: Sequence[Page], notes: Sequence[Page]) -> bool:
    pairs = [(slide.letters, page.letters) for slide, page in zip(slides, notes, strict=True) if slide.lines]
    agreeing = sum(shown in printed for shown, printed in pairs)
    return len(pairs) >= _FEWEST and agreeing >= _SHARE * len(pairs)


def read_printed_deck(slides: Sequence[Slide], properties: Properties) -> Reading:
    """Return a deck's blocks: each slide's own text, then what its notes page adds."""
    blocks: list[RawBlock] = []
    removals: list[Removal] = []
    spoken = [_notes(slide, page, number) for number, (slide, page) in enumerate(slides, start=1)]
    every = [line for notes in spoken for line in notes]
    for number, ((slide, page), notes) in enumerate(zip(slides, spoken, strict=True), start=1):
        blocks += _shown(printed_paragraphs(slide.lines), Place(slide=number, page=slide.number))
        place = Place(slide=number, notes=True, page=page.number if page else None)
        blocks += [_block(paragraph, place) for paragraph in printed_paragraphs(notes, like=every)]
        repeated = [line.text for line in page.lines if line not in notes] if page else []
        removals += [Removal(reason="notes-page", text=" ".join(repeated))] if len(repeated) > 1 else []
    return Reading(blocks=tuple(blocks), properties=properties, removals=tuple(removals), slides=len(slides))


def _shown(found: Sequence[PrintedParagraph], place: Place) -> Iterator[RawBlock]:
    """Yield a slide's blocks: what is set largest, or stands first, is its title."""
    largest = max((paragraph.first.size for paragraph in found), default=0.0)
    title = next((p for p in found if p.first.size == largest and not p.item), None)
    if title is not None:
        yield RawBlock(text=title.text, kind=BlockKind.TITLE, place=place)
    yield from (_block(paragraph, place) for paragraph in found if paragraph is not title)


def _block(paragraph: PrintedParagraph, place: Place) -> RawBlock:
    return RawBlock(
        text=paragraph.text, kind=BlockKind.ITEM if paragraph.item else BlockKind.PARAGRAPH, place=place
    )


def _notes(slide: Page, page: Page | None, number: int) -> tuple[PrintedLine, ...]:
    """Return the lines of a notes page that neither repeat the slide nor number it."""
    if page is None:
        return ()
    left = slide.letters
    kept: list[PrintedLine] = []
    for line in page.lines:
        spelled = letters(line.text)
        if left and left.startswith(spelled):
            left = left[len(spelled) :]
        elif line.text not in {str(number), str(page.number)}:
            kept.append(line)
    return tuple(kept)
