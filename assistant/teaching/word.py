"""A hand-out as a Word document: each slide in a frame, its speaker notes and its source, then the questions."""

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell

from assistant.teaching.discussion import OpenedQuestion
from assistant.teaching.handout import NOTES, OWN, QUESTIONS, TITLE, WORDLESS, Handout, led
from assistant.teaching.slides import Slide, SlideBlock, lines, told_source
from ingest.documents import BlockKind

_SMALL = Pt(9)


def word(handout: Handout) -> bytes:
    """Return the hand-out as the bytes of a .docx file."""
    document = docx.Document()
    _prepare(document)
    document.add_heading(TITLE, level=0)
    for slide in handout.slides:
        _add_slide(document, slide)
    if handout.questions:
        document.add_heading(QUESTIONS, level=1)
        document.add_paragraph(OWN)
    for question in handout.questions:
        _add_question(document, question)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _prepare(document: Document) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "", ""
    properties.language = "sv-SE"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _add_slide(document: Document, slide: Slide) -> None:
    document.add_heading(
        f"Bild {slide.number}: {slide.title}" if slide.title else f"Bild {slide.number}", level=1
    )
    frame = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    _fill(frame, slide)
    _add_source(document, told_source(slide))
    notes = lines(slide.notes)
    if notes:
        document.add_heading(NOTES, level=2)
        for block in notes:
            document.add_paragraph(block.text, style=_style(block))


def _fill(frame: _Cell, slide: Slide) -> None:
    opening = frame.paragraphs[0]
    opening.add_run(slide.title).bold = True
    for block in slide.shown:
        frame.add_paragraph(block.text, style=_style(block))
    if not slide.has_text:
        opening.add_run(WORDLESS).italic = True


def _style(block: SlideBlock) -> str | None:
    """Return the style of a block: a typed number needs no bullet beside it."""
    return "List Bullet" if block.kind is BlockKind.ITEM and not block.text[:1].isdigit() else None


def _add_source(document: Document, told: str) -> None:
    document.add_paragraph().add_run(f"Källa: {told}").font.size = _SMALL


def _add_question(document: Document, opened: OpenedQuestion) -> None:
    document.add_heading(opened.question.ask, level=2)
    for line in led(opened):
        document.add_paragraph(line)
    if opened.source is not None:
        document.add_paragraph(f"”{opened.source.quote}”", style="Quote")
        _add_source(document, opened.told_source)
