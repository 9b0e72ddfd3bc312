"""A hand-out as a deck: the chosen slides' words on slides of its own, notes and sources below, a slide a question."""

from collections.abc import Sequence
from io import BytesIO

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide as Sheet
from pptx.util import Inches, Pt

from assistant.teaching.discussion import OpenedQuestion
from assistant.teaching.handout import TITLE, WORDLESS, Handout, led
from assistant.teaching.slides import Slide, lines, told_source

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _INNER = Inches(0.9), Inches(11.5)
_TITLE_AND_CONTENT = 1
"""Index of this layout in python-pptx's own template."""
_SIZES = ((300, Pt(26)), (600, Pt(20)), (10_000, Pt(16)))
"""Size of the letters by their number on a slide, at most."""
_TITLE_SIZE, _SOURCE_SIZE = Pt(32), Pt(12)


def deck(handout: Handout) -> bytes:
    """Return the hand-out as the bytes of a .pptx file."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    presentation.core_properties.title, presentation.core_properties.author = TITLE, ""
    presentation.core_properties.language = "sv-SE"
    for slide in handout.slides:
        _add_slide(presentation, slide)
    for question in handout.questions:
        _add_question(presentation, question)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def _add_slide(presentation: Presentation, slide: Slide) -> None:
    source = told_source(slide)
    body = [block.text for block in slide.shown]
    sheet = _sheet(
        presentation, slide.title or f"Bild {slide.number}", body or ([] if slide.title else [WORDLESS])
    )
    _sign(sheet, source)
    spoken = [block.text for block in lines(slide.notes)]
    _speak(sheet, [*spoken, f"Källa: {source}"])


def _add_question(presentation: Presentation, opened: OpenedQuestion) -> None:
    quoted = [f"”{opened.source.quote}”"] if opened.source is not None else []
    sheet = _sheet(presentation, opened.question.ask, quoted)
    _sign(sheet, opened.told_source)
    _speak(sheet, [*led(opened), f"Frågan är handbokens egen. Källa till citatet: {opened.told_source}"])


def _sheet(presentation: Presentation, title: str, body: Sequence[str]) -> Sheet:
    added = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_AND_CONTENT])
    heading = added.shapes.title
    heading.left, heading.top, heading.width, heading.height = _LEFT, Inches(0.4), _INNER, Inches(1.3)
    heading.text_frame.text, heading.text_frame.word_wrap = title, True
    heading.text_frame.paragraphs[0].font.size = _TITLE_SIZE
    place = added.placeholders[1]
    place.left, place.top, place.width, place.height = _LEFT, Inches(1.8), _INNER, Inches(4.9)
    size = next(size for most, size in _SIZES if sum(map(len, body)) <= most)
    for number, text in enumerate(body):
        paragraph = place.text_frame.paragraphs[0] if number == 0 else place.text_frame.add_paragraph()
        paragraph.text, paragraph.font.size = text, size
    sheet: Sheet = added
    return sheet


def _sign(sheet: Sheet, source: str) -> None:
    """Write the source at the foot of a slide."""
    box = sheet.shapes.add_textbox(_LEFT, Inches(6.85), _INNER, Inches(0.4))
    box.text_frame.text, box.text_frame.word_wrap = f"Källa: {source}", True
    box.text_frame.paragraphs[0].font.size = _SOURCE_SIZE


def _speak(sheet: Sheet, told: Sequence[str]) -> None:
    notes = sheet.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n\n".join(told)
