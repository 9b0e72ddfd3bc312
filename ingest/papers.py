"""Pages of a printed paper into blocks: title and headings by type size, running heads and page numbers off."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import BlockKind, Place, Properties, RawBlock, Removal
from ingest.layout import is_ended
from ingest.printed import PrintedLine, PrintedParagraph, printed_paragraphs
from ingest.printed_decks import Page
from ingest.reading import Reading

_EDGE = 2
"""Lines at the top and at the foot of a page that may be running heads."""
_FEWEST = 3
_LARGER = 1.08
_LONGEST_HEADING = 120
_PAGE_NUMBER = re.compile(r"\W*(?:sidan?\s*)?#(?:\s*(?:av|/|\()\s*#\)?)?\W*", re.IGNORECASE)


def read_paper(pages: Sequence[Page], properties: Properties) -> Reading:
    """Return a paper's blocks, each with its page number."""
    kept, removals = without_running_heads(pages)
    found = printed_paragraphs([line for page in kept for line in page.lines])
    return Reading(blocks=tuple(_blocks(found)), properties=properties, removals=removals)


def without_running_heads(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Removal, ...]]:
    """Take away lines that stand at the edge of half the pages or more, numbers not counted as different."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    filled = sum(bool(page.lines) for page in pages)
    repeated = {shape for shape, times in seen.items() if times >= max(_threshold(shape), filled / 2)}
    removals: list[Removal] = []
    kept: list[Page] = []
    for page in pages:
        heads = {id(line) for line in _edges(page) if _shape(line) in repeated}
        kept.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in heads)))
        removals += [_removal(line) for line in page.lines if id(line) in heads]
    return tuple(kept), tuple(removals)


def _threshold(shape: str) -> int:
    return _EDGE if _PAGE_NUMBER.fullmatch(shape) else _FEWEST


def _edges(page: Page) -> list[PrintedLine]:
    ranked = sorted(page.lines, key=lambda line: -line.y)
    return ranked if len(ranked) <= _EDGE else [*ranked[:_EDGE], *ranked[-_EDGE:]]


def _shape(line: PrintedLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _removal(line: PrintedLine) -> Removal:
    number = _PAGE_NUMBER.fullmatch(_shape(line))
    return Removal(reason="page-number" if number else "page-header", text=line.text)


def _blocks(found: Sequence[PrintedParagraph]) -> Iterator[RawBlock]:
    if not found:
        return
    body = _body_size(found)
    largest = max(found, key=lambda paragraph: paragraph.first.size)
    title = (
        largest if largest.first.page == found[0].first.page and largest.first.size > body * _LARGER else None
    )
    heads = [paragraph for paragraph in found if paragraph is not title and _heads(paragraph, body)]
    ranks = sorted({(-round(head.first.size), not head.first.bold) for head in heads})
    for paragraph in found:
        place = Place(page=paragraph.first.page)
        if paragraph is title:
            yield RawBlock(text=paragraph.text, kind=BlockKind.TITLE, place=place)
        elif _heads(paragraph, body):
            level = ranks.index((-round(paragraph.first.size), not paragraph.first.bold)) + 1
            yield RawBlock(text=paragraph.text, kind=BlockKind.HEADING, level=level, place=place)
        else:
            kind = BlockKind.ITEM if paragraph.item else BlockKind.PARAGRAPH
            yield RawBlock(text=paragraph.text, kind=kind, place=place)


def _body_size(found: Sequence[PrintedParagraph]) -> float:
    sizes: Counter[int] = Counter()
    for paragraph in found:
        sizes[round(paragraph.first.size)] += len(paragraph.text)
    return float(sizes.most_common(1)[0][0])


def _heads(paragraph: PrintedParagraph, body: float) -> bool:
    first = paragraph.first
    if len(paragraph.text) > _LONGEST_HEADING:
        return False
    if first.size > body * _LARGER:
        return True
    return (
        first.bold
        and not paragraph.item
        and first.size >= body - 1
        and not is_ended(paragraph.text.rstrip("?"))
    )
