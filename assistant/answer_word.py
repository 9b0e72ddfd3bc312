"""An answer as a Word document: question, outcome, the words with their marks, and the sources under them."""

import re
from datetime import date
from io import BytesIO

from docx.document import Document
from docx.text.paragraph import Paragraph

from assistant.answers import Answer, Citation
from assistant.word_documents import swedish_document

_RUNS = re.compile(r"(\*\*.+?\*\*|\s?\[\d{1,3}\])")
_HEADING = re.compile(r"\*\*([^*]+)\*\*|#+ (.+)")
_ITEM = re.compile(r"^[-*] ")


def word(answer: Answer, *, today: date | None = None) -> bytes:
    """Return the answer as the bytes of a .docx file.

    Args:
        answer: What is written down.
        today: The day that the file tells; the present one when left out.
    """
    document = swedish_document(answer.question)
    document.add_heading(answer.question, level=0)
    told = f"{answer.heading}. Hämtat {(today or date.today()).isoformat()}."  # noqa: DTZ011  the reader's day
    document.add_paragraph(told, style="Subtitle")
    if answer.read_as and answer.read_as not in answer.answer:
        document.add_paragraph(f"Tolkat som: {answer.read_as}")
    for line in filter(str.strip, answer.answer.splitlines()):
        _add(document, line)
    if answer.missing and answer.missing not in answer.answer:
        document.add_paragraph(f"Saknas i källorna: {answer.missing}")
    _add_sources(document, answer.citations)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add(document: Document, line: str) -> None:
    """Add a line of an answer's Markdown as what it is: a heading, an item, a paragraph."""
    heading, item = _HEADING.fullmatch(line.strip()), _ITEM.match(line)
    if heading:
        document.add_heading(heading[1] or heading[2], level=1)
    elif item:
        _write(document.add_paragraph(style="List Bullet"), line[item.end() :])
    else:
        _write(document.add_paragraph(), line)


def _write(paragraph: Paragraph, line: str) -> None:
    """Write a line's words: what is bold is bold, a mark is raised."""
    for part in filter(None, _RUNS.split(line)):
        if part.startswith("**"):
            paragraph.add_run(part.strip("*")).bold = True
        elif part.strip().startswith("[") and _RUNS.fullmatch(part):
            paragraph.add_run(part.strip()).font.superscript = True
        else:
            paragraph.add_run(part)


def _add_sources(document: Document, citations: tuple[Citation, ...]) -> None:
    if not citations:
        return
    document.add_heading("Källor", level=1)
    for one in citations:
        publisher = [one.publisher, *([one.originator] if one.originator else [])]
        told = [one.title, *publisher, one.dated, one.locator, one.shown_standing]
        document.add_paragraph(f"[{one.number}] " + " · ".join(part for part in told if part))
        if one.quote:
            quoted = document.add_paragraph(style="Quote")
            quoted.add_run(one.quote if one.guide else f"”{one.quote}”")
