"""Plain text: a deck that was saved as text is read as slides, everything else by its layout."""

from collections.abc import Iterator, Sequence

from ingest.characters import decode, tidy_line
from ingest.cleaning.web import is_page_noise
from ingest.documents import BlockKind, RawBlock
from ingest.headings import could_head, headings, is_key_value
from ingest.layout import Paragraph, paragraphs, wrap_width
from ingest.reading import Reading
from ingest.slides import is_deck, read_deck

_TITLE_WITHIN = 3
"""The title stands among the first few paragraphs, or nowhere."""


def read(data: bytes, name: str) -> Reading:  # noqa: ARG001  # every reader is called the same way
    """Return what a text file holds; there is no text that this reader refuses."""
    text = (
        decode(data)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    lines = [tidy_line(line.replace("\t", " ")) for line in text.split("\n")]
    if is_deck(lines):
        blocks, slides, removals = read_deck(lines)
        return Reading(blocks=blocks, slides=slides, removals=removals)
    found = paragraphs([line.removeprefix(" ") for line in lines], width=wrap_width(lines))
    return Reading(blocks=tuple(_blocks(found)))


def _blocks(found: Sequence[Paragraph]) -> Iterator[RawBlock]:
    title = _title(found)
    heads = headings(found)
    for index, paragraph in enumerate(found):
        if index == title:
            yield RawBlock(text=paragraph.text, kind=BlockKind.TITLE)
        elif index in heads:
            yield RawBlock(text=paragraph.text, kind=BlockKind.HEADING, level=1)
        else:
            yield RawBlock(
                text=paragraph.text, kind=BlockKind.ITEM if paragraph.item else BlockKind.PARAGRAPH
            )


def _title(found: Sequence[Paragraph]) -> int | None:
    for index, paragraph in enumerate(found[:_TITLE_WITHIN]):
        noise = is_page_noise(paragraph.text) or is_key_value(paragraph.text)
        if could_head(paragraph) and not paragraph.item and not noise:
            return index if len(found) > index + 1 else None
        if not noise:
            return None
    return None
