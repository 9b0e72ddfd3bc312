"""A draft as a Word document: clean text, the source of every sentence in a footnote.

python-docx has no footnotes: the part that holds them is written here, as ECMA-376 (17.11) describes it.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from assistant.answers import Citation
from assistant.drafting.exports.marks import change, guides, label, place_of, verdict
from assistant.drafting.values import QUOTED, Draft, DraftBlock, DraftSentence
from assistant.word_documents import swedish_document

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAME = PackURI("/word/footnotes.xml")
_RESERVED = ((-1, "separator"), (0, "continuationSeparator"))
"""Footnotes that Word itself demands: the rule above the notes, and that above notes that go on."""
_REFERENCE, _TEXT = "footnote reference", "footnote text"


def word(draft: Draft) -> bytes:
    """Return the draft as the bytes of a .docx file."""
    document = swedish_document(draft.title)
    _add_styles(document)
    notes = _Footnotes(draft, text_style=str(document.styles[_TEXT].style_id))
    document.add_heading(draft.title, level=0)
    for block in draft.blocks:
        _add_block(document, block, draft.title, notes)
    _add_remarks(document, draft)
    notes.attach(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_styles(document: Document) -> None:
    styles = document.styles
    styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)


def _add_block(document: Document, block: DraftBlock, title: str, notes: "_Footnotes") -> None:
    if block.heading and block.heading != title:
        document.add_heading(block.heading, level=1)
    _add_sentences(document, block.sentences, notes)
    if block.notes:
        document.add_heading("Talmanus", level=2)
        _add_sentences(document, block.notes, notes)


def _add_sentences(document: Document, sentences: tuple[DraftSentence, ...], notes: "_Footnotes") -> None:
    for is_item, group in groupby(sentences, key=lambda one: one.item):
        run_on = None if is_item else document.add_paragraph()
        for sentence in group:
            paragraph = run_on or document.add_paragraph(style="List Bullet")
            paragraph.add_run(f" {sentence.clean}" if paragraph.text else sentence.clean)
            if sentence.citations:
                notes.refer(paragraph, sentence)


def _add_remarks(document: Document, draft: Draft) -> None:
    document.add_heading("Om utkastet", level=1)
    for line in (verdict(draft), *draft.notes):
        document.add_paragraph(line)
    if draft.left_out:
        document.add_heading("Utelämnat", level=2)
        for one in draft.left_out:
            document.add_paragraph(f"{one.text} ({one.citation.title}): {one.reason}", style="List Bullet")


class _Footnotes:
    """Numbers the footnotes of one document and writes the part that holds them."""

    def __init__(self, draft: Draft, *, text_style: str) -> None:
        self._text_style = text_style
        self._guided = guides(draft)
        self._citations = {one.number: one for one in draft.citations}
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in _RESERVED:
            note = self._note(number)
            note.set(qn("w:type"), kind)
            etree.SubElement(_run(_paragraph(note)), qn(f"w:{kind}"))
        self._last = 0

    def refer(self, paragraph: Paragraph, sentence: DraftSentence) -> None:
        """Put a reference after a sentence, and its footnote into the part."""
        self._last += 1
        run = paragraph.add_run()
        run.style = _REFERENCE
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._last))
        run._r.append(reference)  # type: ignore[arg-type]  # noqa: SLF001  # python-docx offers no way to add it
        own = _paragraph(self._note(self._last), style=self._text_style)
        etree.SubElement(_run(own, superscript=True), qn("w:footnoteRef"))
        text = etree.SubElement(_run(own), qn("w:t"))
        text.text = f" {' '.join(self._told(sentence))}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def attach(self, document: Document) -> None:
        """Add the part to the document's package."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(_NAME, _CONTENT_TYPE, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, number: int) -> etree._Element:
        note = etree.SubElement(self._root, qn("w:footnote"))
        note.set(qn("w:id"), str(number))
        return note

    def _told(self, sentence: DraftSentence) -> Iterator[str]:
        """Yield the footnote's words: where the words come from, the source, and what was changed."""
        kind = label(sentence, guided=self._guided)
        yield f"{kind[:1].upper()}{kind[1:]}."
        cited = [self._citations[number] for number in sentence.citations]
        yield "; ".join(dict.fromkeys(map(place_of, cited))).rstrip(".?!") + "."
        changed = change(sentence)
        yield changed if changed is not None else _quoted(cited)


def _quoted(cited: list[Citation]) -> str:
    return " ".join(QUOTED.format(" ".join(one.quote.split()).replace("”", "’")) for one in cited)


def _paragraph(note: etree._Element, *, style: str | None = None) -> etree._Element:
    paragraph = etree.SubElement(note, qn("w:p"))
    if style is not None:
        etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle")).set(qn("w:val"), style)
    return paragraph


def _run(paragraph: etree._Element, *, superscript: bool = False) -> etree._Element:
    run = etree.SubElement(paragraph, qn("w:r"))
    if superscript:
        properties = etree.SubElement(run, qn("w:rPr"))
        etree.SubElement(properties, qn("w:vertAlign")).set(qn("w:val"), "superscript")
    return run
