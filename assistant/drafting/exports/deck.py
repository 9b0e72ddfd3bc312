"""A draft as a deck: a slide a block, speaker notes with what is to be said and where it stands."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches, Pt

from assistant.drafting.exports.marks import change, source_list
from assistant.drafting.values import Draft, DraftBlock, DraftSentence

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _INNER = Inches(0.9), Inches(11.5)
_TITLE_AND_CONTENT, _TITLE_ONLY = 1, 5
"""Index of these layouts in python-pptx's own template."""
_SIZES = ((3, Pt(26)), (5, Pt(22)), (99, Pt(18)))
"""Size of the letters by the number of lines on a slide, at most."""


def deck(draft: Draft) -> bytes:
    """Return the draft as the bytes of a .pptx file."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    presentation.core_properties.title, presentation.core_properties.author = draft.title, ""
    presentation.core_properties.language = "sv-SE"
    for number, block in enumerate(draft.blocks):
        heading = block.heading or (draft.title if number == 0 else "")
        _add_slide(presentation, block, heading, draft)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def _add_slide(presentation: Presentation, block: DraftBlock, heading: str, draft: Draft) -> None:
    layout = _TITLE_AND_CONTENT if block.sentences else _TITLE_ONLY
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = _LEFT, Inches(0.5), _INNER, Inches(1.3)
    title.text_frame.text = heading
    title.text_frame.word_wrap = True
    if block.sentences:
        _fill(slide, block.sentences)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(_notes(block, draft))


def _fill(slide: Slide, sentences: Sequence[DraftSentence]) -> None:
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = _LEFT, Inches(1.9), _INNER, Inches(5.0)
    frame = body.text_frame
    size = next(size for most, size in _SIZES if len(sentences) <= most)
    for number, sentence in enumerate(sentences):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = sentence.clean
        paragraph.font.size = size


def _notes(block: DraftBlock, draft: Draft) -> Iterator[str]:
    """Yield what the speaker says, then the sources of the slide and of the notes, and what was changed in them."""
    if block.notes:
        yield " ".join(one.clean for one in block.notes)
    told = (*block.sentences, *block.notes)
    cited = {number for one in told for number in one.citations}
    lines = source_list([one for one in draft.citations if one.number in cited])
    if lines:
        yield "Källor: " + "; ".join(lines)
    changes = [changed for one in told if (changed := change(one)) is not None]
    if changes:
        yield " ".join(changes)
