"""Word: the body's paragraphs, lists and tables in order, headings by style, as python-docx opens them."""

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree
from lxml.etree import _Element

from ingest.characters import drop_bullet, tidy
from ingest.documents import BlockKind, RawBlock, Removal
from ingest.errors import UnreadableDocument
from ingest.properties import believed
from ingest.reading import Reading

_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|titel|rubrik", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll)\s*(?:heading|\d|förteckning)", re.IGNORECASE)
_LIST = re.compile(r"list(?! table)|punkt", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 80


def read(data: bytes, name: str) -> Reading:
    """Return what a Word document holds; raise UnreadableDocument when Word itself would not open it."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        blocks = tuple(_blocks(body, document))
    except (
        PackageNotFoundError,
        BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableDocument(
            name, "Word-filen är skadad eller för stor", "Öppna den i Word och spara den på nytt"
        ) from error
    core = document.core_properties
    properties = believed(title=core.title, author=core.author, created=core.created, language=core.language)
    if not any(block.kind is BlockKind.HEADING for block in blocks):
        blocks = tuple(_blocks(body, document, bold_heads=True))
    return Reading(blocks=blocks, properties=properties, removals=tuple(_contents(document)))


def _contents(document: Document) -> Iterator[Removal]:
    """Yield the lines of a table of contents, which `_paragraph` passes over."""
    for paragraph in document.paragraphs:
        if paragraph.text.strip() and any(_CONTENTS.match(style) for style in _style_names(paragraph.style)):
            yield Removal(reason="table-of-contents", text=paragraph.text)


def _blocks(element: _Element, document: Document, *, bold_heads: bool = False) -> Iterator[RawBlock]:
    """Yield the blocks of a body, content controls opened, text boxes after the paragraph that anchors them."""
    for child in element.iterchildren():
        if isinstance(child, CT_P):
            yield from _paragraph(Paragraph(child, document), bold_heads=bold_heads)
            for box in child.iter(qn("w:txbxContent")):
                if not _is_fallback(box):
                    yield from _blocks(box, document)
        elif child.tag == qn("w:tbl"):
            yield from _rows(child)
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")}:
            yield from _blocks(child, document, bold_heads=bold_heads)


def _is_fallback(element: _Element) -> bool:
    return (
        next(
            element.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"),
            None,
        )
        is not None
    )


def _paragraph(paragraph: Paragraph, *, bold_heads: bool) -> Iterator[RawBlock]:
    styles = tuple(_style_names(paragraph.style))
    if any(_CONTENTS.match(style) for style in styles):
        return
    for line in _lines(paragraph._p):  # noqa: SLF001  # python-docx's own text leaves out tracked insertions
        text, bullet = drop_bullet(line)
        level = _heading_level(paragraph, styles)
        if not text:
            continue
        if level:
            yield RawBlock(text=text, kind=BlockKind.HEADING, level=level)
        elif any(_TITLE.fullmatch(style) for style in styles):
            yield RawBlock(text=text, kind=BlockKind.TITLE)
        elif bullet or _is_listed(paragraph, styles):
            yield RawBlock(text=text, kind=BlockKind.ITEM, level=_depth(paragraph))
        elif bold_heads and _is_bold(paragraph, text):
            yield RawBlock(text=text, kind=BlockKind.HEADING, level=1)
        else:
            yield RawBlock(text=text)


def _lines(paragraph: _Element) -> Iterator[str]:
    """Yield a paragraph's text, tracked insertions in, deletions out, parted at line breaks."""
    text = ""
    for element in paragraph.iter():
        if element is not paragraph and next(element.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if element.tag == qn("w:t"):
            text += element.text or ""
        elif element.tag == qn("w:noBreakHyphen"):
            text += "-"
        elif element.tag == qn("w:tab") and next(element.iterancestors()).tag == qn("w:r"):
            text += " "
        elif element.tag in {qn("w:br"), qn("w:cr")}:
            yield tidy(text.replace("\t", " "))
            text = ""
    yield tidy(text.replace("\t", " "))


def _rows(table: _Element) -> Iterator[RawBlock]:
    for row in table.iter(qn("w:tr")):
        cells = []
        for cell in row.iterchildren(qn("w:tc")):
            parts = [line for paragraph in cell.iter(qn("w:p")) for line in _lines(paragraph) if line]
            cells.append(" ".join(drop_bullet(part)[0] for part in parts))
        if any(cells):
            yield RawBlock(text="\t".join(cells).strip("\t"), kind=BlockKind.ROW)


def _style_names(style: ParagraphStyle | None) -> Iterator[str]:
    while style is not None:
        if style.name:
            yield style.name
        style = style.base_style


def _heading_level(paragraph: Paragraph, styles: tuple[str, ...]) -> int:
    """Return the heading level from 1 by style or outline; 0 for running text."""
    for style in styles:
        if match := _HEADING.match(style):
            return int(match.group(1))
    outline = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")  # noqa: SLF001  # not reachable otherwise
    level = int(outline.get(qn("w:val"), "9")) if outline is not None else 9
    return level + 1 if level < 9 else 0  # noqa: PLR2004  # 9 is running text in OOXML


def _is_listed(paragraph: Paragraph, styles: tuple[str, ...]) -> bool:
    return _numbering(paragraph) is not None or any(_LIST.match(style) for style in styles)


def _depth(paragraph: Paragraph) -> int:
    numbering = _numbering(paragraph)
    level = numbering.find(qn("w:ilvl")) if numbering is not None else None
    return int(level.get(qn("w:val"), "0")) if level is not None else 0


def _numbering(paragraph: Paragraph) -> _Element | None:
    return paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")  # noqa: SLF001  # not reachable otherwise


def _is_bold(paragraph: Paragraph, text: str) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    short = len(text) <= _LONGEST_BOLD_HEADING and not text.endswith((".", ",", ":"))
    return short and bool(runs) and all(run.bold for run in runs)
