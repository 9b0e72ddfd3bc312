"""Slides found again in a deck that was saved as text: where each begins, what is notes, what is its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cleaning.sidebar import sidebar_lines
from ingest.documents import BlockKind, Place, RawBlock, Removal
from ingest.layout import SLIDE_WIDTH, Paragraph, is_ended, paragraphs
from ingest.slide_numbers import number_segments

_MARKER = re.compile(
    r"(?:presentatörsanteckningar|presentationsanteckningar|talarmanus|talmanus|anteckningar|speaker notes)\s*:?",
    re.IGNORECASE,
)
_FEWEST_MARKERS = 3
_GAP = 3
"""Blank lines that part two slides."""
_LONGEST_TITLE = 100


@dataclass(slots=True, kw_only=True)
class Segment:
    """Lines of one slide while they are collected."""

    shown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_marker: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing has been collected."""
        return not self.has_marker and not any(line.strip() for line in self.shown)


def is_marker(line: str) -> bool:
    """Tell the line that parts a slide from its notes.

    >>> is_marker(" Presentatörsanteckningar"), is_marker("Anteckningar från mötet")
    (True, False)
    """
    return bool(_MARKER.fullmatch(line.strip()))


def is_deck(lines: Sequence[str]) -> bool:
    """Tell whether lines are a deck saved as text: the notes marker stands on several of them."""
    groups = sum(
        is_marker(line) and not (index and is_marker(lines[index - 1])) for index, line in enumerate(lines)
    )
    return groups >= _FEWEST_MARKERS


def read_deck(lines: Sequence[str]) -> tuple[tuple[RawBlock, ...], int, tuple[Removal, ...]]:
    """Return a deck's blocks with their slide numbers, the number of slides, and what was taken away."""
    sidebars = sidebar_lines(lines)
    segments = split_segments(lines, sidebars)
    numbers = number_segments([_joined_text(segment) for segment in segments])
    blocks = [
        block
        for segment, number in zip(segments, numbers, strict=True)
        for block in slide_blocks(number, segment.shown, segment.notes)
    ]
    removals = [Removal(reason="notes-marker", text=line.strip()) for line in lines if is_marker(line)]
    removals += [Removal(reason="sidebar-letters", text=text) for text in _runs(lines, sidebars)]
    return tuple(blocks), numbers[-1] if numbers else 0, tuple(removals)


def _joined_text(segment: Segment) -> str:
    found = (*paragraphs(segment.shown, width=SLIDE_WIDTH), *paragraphs(segment.notes, width=0))
    return "\n".join(paragraph.text for paragraph in found)


def split_segments(lines: Sequence[str], sidebars: frozenset[int]) -> list[Segment]:
    """Divide lines into slides: at a page break, at three blank lines, and where letters ran down the side."""
    segments = [Segment()]
    blanks = 0
    after_sidebar = False
    for index, line in enumerate(lines):
        if index in sidebars:
            after_sidebar = True
        elif not line.strip():
            blanks += 1
            (segments[-1].notes if segments[-1].has_marker else segments[-1].shown).append("")
        else:
            if after_sidebar or blanks >= _GAP or _breaks_page(lines, index):
                segments.append(Segment())
            _collect(segments, line, follows_marker=bool(index) and is_marker(lines[index - 1]))
            blanks, after_sidebar = 0, False
    return [segment for segment in segments if not segment.is_empty]


def _breaks_page(lines: Sequence[str], index: int) -> bool:
    """A form feed has become a space first on the line; several in a row are bullets that fell away."""
    if not lines[index].startswith(" ") or (index and is_marker(lines[index - 1])):
        return False
    neighbours = (lines[index - 1] if index else "", lines[index + 1] if index + 1 < len(lines) else "")
    return not any(line.startswith(" ") and line.strip() for line in neighbours)


def _collect(segments: list[Segment], line: str, *, follows_marker: bool) -> None:
    current = segments[-1]
    if is_marker(line):
        if current.has_marker and not follows_marker:
            segments.append(_late_slide(current))
        segments[-1].has_marker = True
    else:
        (current.notes if current.has_marker else current.shown).append(line)


def _late_slide(segment: Segment) -> Segment:
    """Notes ran on into the next slide without a sign: part them at the last blank line."""
    while segment.notes and not segment.notes[-1].strip():
        segment.notes.pop()
    blank = max((index for index, line in enumerate(segment.notes) if not line.strip()), default=None)
    if blank is None:
        return Segment()
    shown = segment.notes[blank + 1 :]
    del segment.notes[blank:]
    return Segment(shown=shown)


def _runs(lines: Sequence[str], sidebars: frozenset[int]) -> Iterator[str]:
    letters = ""
    for index in sorted(sidebars):
        letters += lines[index].strip()
        if index + 1 not in sidebars and letters:
            yield letters
            letters = ""


def slide_blocks(number: int, shown: Sequence[str], notes: Sequence[str]) -> Iterator[RawBlock]:
    """Yield one slide's blocks: the title first, wherever it stood, then the rest, then the notes."""
    found = list(paragraphs(shown, width=SLIDE_WIDTH))
    title = title_index(found)
    if title is not None:
        yield RawBlock(text=found.pop(title).text, kind=BlockKind.TITLE, place=Place(slide=number))
    for paragraph in found:
        yield RawBlock(text=paragraph.text, kind=_kind(paragraph), place=Place(slide=number))
    for paragraph in paragraphs(notes, width=0):
        yield RawBlock(text=paragraph.text, kind=_kind(paragraph), place=Place(slide=number, notes=True))


def title_index(found: Sequence[Paragraph]) -> int | None:
    """Return which paragraph is the slide's title: the first, or a short last one that closes the bullets.

    >>> bullets = [Paragraph(text="– genom kontinuitet", item=True), Paragraph(text="Digital och mobil", item=True)]
    >>> title_index([*bullets, Paragraph(text="Nära")]), title_index([Paragraph(text="Mål"), *bullets])
    (2, 0)
    """
    if not found:
        return None
    first, last = found[0], found[-1]
    opens = not first.item and len(first.text) <= _LONGEST_TITLE and not first.text.endswith(":")
    if opens and first.text[:1] not in "-–":
        return 0
    closes = (
        not last.item and last.after_blank and len(last.text) <= _LONGEST_TITLE and not is_ended(last.text)
    )
    return len(found) - 1 if closes and len(found) > 1 and found[-2].item else None


def _kind(paragraph: Paragraph) -> BlockKind:
    return BlockKind.ITEM if paragraph.item else BlockKind.PARAGRAPH
