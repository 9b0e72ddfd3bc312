"""PowerPoint: each slide's title, text, tables and speaker notes in reading order, as python-pptx opens them."""

import io
import re
from collections.abc import Iterable, Iterator
from zipfile import BadZipFile

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER, PP_PLACEHOLDER_TYPE
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.text.text import _Paragraph

from ingest.characters import drop_bullet, tidy
from ingest.documents import BlockKind, Place, RawBlock
from ingest.errors import UnreadableDocument
from ingest.properties import believed
from ingest.reading import Reading

_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_FURNITURE = frozenset(
    {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER}
)
_BODIES = frozenset(
    {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT}
)
_NUMBERED = re.compile(r"\d{1,3}[.)] \S")
_DRAWING_PARTS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_SAME_ROW = 200_000
"""Shapes whose tops differ by less than this (about half a centimetre) are read left to right."""


def read(data: bytes, name: str) -> Reading:
    """Return what a deck holds; raise UnreadableDocument when PowerPoint itself would not open it."""
    try:
        deck = pptx.Presentation(io.BytesIO(data))
        slides = list(deck.slides)
        blocks = tuple(
            block for number, slide in enumerate(slides, start=1) for block in _slide(slide, number)
        )
    except (PythonPptxError, BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        reason = "PowerPoint-filen är skadad eller för stor"
        raise UnreadableDocument(name, reason, "Öppna den i PowerPoint och spara den på nytt") from error
    core = deck.core_properties
    properties = believed(title=core.title, author=core.author, created=core.created, language=core.language)
    return Reading(blocks=blocks, properties=properties, slides=len(slides))


def _slide(slide: Slide, number: int) -> Iterator[RawBlock]:
    place = Place(slide=number)
    for shape in _in_reading_order(slide.shapes):
        yield from _shape(shape, place)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = Place(slide=number, notes=True)
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            yield from _lines(paragraph, notes, listed=_has_bullet(paragraph))


def _in_reading_order(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    """Return titles first, then placeholders by index, then the rest from the top left."""
    return sorted((shape for shape in shapes if _kind(shape) not in _FURNITURE), key=_rank)


def _rank(shape: BaseShape) -> tuple[int, int, int]:
    if _kind(shape) in _TITLES:
        return (0, 0, 0)
    if shape.is_placeholder:
        return (1, shape.placeholder_format.idx, 0)
    return (2, (shape.top or 0) // _SAME_ROW, shape.left or 0)


def _kind(shape: BaseShape) -> PP_PLACEHOLDER_TYPE | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _shape(shape: BaseShape, place: Place) -> Iterator[RawBlock]:
    if isinstance(shape, GroupShape):
        for member in _in_reading_order(shape.shapes):
            yield from _shape(member, place)
    elif isinstance(shape, GraphicFrame) and shape.has_table:
        for row in shape.table.rows:
            cells = [tidy(cell.text.replace("\t", " ")) for cell in row.cells]
            if any(cells):
                yield RawBlock(text="\t".join(cells).strip("\t"), kind=BlockKind.ROW, place=place)
    elif isinstance(shape, Shape) and _kind(shape) in _TITLES:
        title = tidy(shape.text_frame.text.replace("\t", " "))
        yield from [RawBlock(text=title, kind=BlockKind.TITLE, place=place)] if title else []
    elif isinstance(shape, Shape):
        for paragraph in shape.text_frame.paragraphs:
            listed = _has_bullet(paragraph) or (_kind(shape) in _BODIES and not _lacks_bullet(paragraph))
            yield from _lines(paragraph, place, listed=listed)
    else:
        yield from _drawing(shape, place)


def _lines(paragraph: _Paragraph, place: Place, *, listed: bool) -> Iterator[RawBlock]:
    """Yield a paragraph's lines; a line break inside it arrives as a vertical tab."""
    for line in paragraph.text.replace("\t", " ").split("\v"):
        text, bullet = drop_bullet(tidy(line))
        item = listed or bullet or bool(_NUMBERED.match(text))
        if text:
            kind = BlockKind.ITEM if item else BlockKind.PARAGRAPH
            yield RawBlock(text=text, kind=kind, level=paragraph.level if item else 0, place=place)


def _has_bullet(paragraph: _Paragraph) -> bool:
    return any(_set(paragraph, tag) for tag in ("a:buChar", "a:buAutoNum", "a:buBlip"))


def _lacks_bullet(paragraph: _Paragraph) -> bool:
    return _set(paragraph, "a:buNone")


def _set(paragraph: _Paragraph, tag: str) -> bool:
    return paragraph._p.find(f"{qn('a:pPr')}/{qn(tag)}") is not None  # noqa: SLF001  # python-pptx knows no bullets


def _drawing(shape: BaseShape, place: Place) -> Iterator[RawBlock]:
    """Yield the words of a SmartArt drawing, which python-pptx does not know."""
    for ids in shape._element.iter(_DRAWING_PARTS):  # noqa: SLF001  # not reachable otherwise
        part = shape.part.related_part(ids.get(qn("r:dm"), ""))
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        for paragraph in root.iter(qn("a:p")):
            text = tidy("".join(run.text or "" for run in paragraph.iter(qn("a:t"))))
            yield from [RawBlock(text=text, kind=BlockKind.ITEM, place=place)] if text else []
