"""A draft as Markdown, as a Word document with footnotes, as a deck with notes."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import docx
import pptx
import pytest
from lxml import etree

from assistant.answers import Origin
from assistant.drafting.desk import DraftingDesk
from assistant.drafting.exports.deck import deck
from assistant.drafting.exports.markdown import markdown
from assistant.drafting.exports.word import word
from assistant.drafting.values import Draft
from tests.assistant.kitchen_guide import brief, desk_at, write_texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DraftingDesk]:
    """The village's drafting desk."""
    with desk_at(write_texts(tmp_path_factory.mktemp("kitchen"))) as (desk, _):
        yield desk


@pytest.fixture(scope="module")
def draft(desk: DraftingDesk) -> Draft:
    """A draft with quotations, a mended misprint, another publisher, and sentences left out."""
    return desk.draft(brief("byköket", length="lang"))


def test_markdown_marks_every_sentence_and_lists_sources_changes_and_what_was_left_out(draft: Draft) -> None:
    """The marks are those of the example answers."""
    text = markdown(draft)

    assert "kan laga mat tillsammans.” [1 citat]" in text
    assert "rättat citat]" in text
    assert "I källan: ”Byköket möter allas behhov" in text
    assert "- [1] Budskapsunderlag byköket · Byns köksråd · odaterat · Budskap: Vad är byköket?" in text
    assert "Källorna är inte eniga om uppgiften." in text
    assert "Innehållet är inte faktagranskat." in text
    marks = re.findall(r"\[(?:\d[\d, ]* )?(?:citat|rättat citat|anpassad|egen)\]", text)
    assert len(marks) == len(list(draft.sentences))


def test_the_clean_copy_has_no_marks(draft: Draft) -> None:
    """And no quotation marks but around what others say."""
    clean = draft.clean()

    assert not re.search(r"\[\d|\[egen\]|citat\]", clean)
    assert clean.count("”") == 2 * sum(
        one.voice is not None and one.origin is not Origin.OWN for one in draft.sentences
    )


def test_word_has_a_footnote_for_every_cited_sentence(draft: Draft) -> None:
    """Real footnotes: a part of their own, referred to from the text, with the source in each."""
    written = word(draft)
    cited = [one for one in draft.sentences if one.citations]

    document = docx.Document(BytesIO(written))
    references = [one.get(f"{W}id") for one in document.element.body.iter(f"{W}footnoteReference")]
    with ZipFile(BytesIO(written)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    told = {one.get(f"{W}id"): "".join(one.itertext()) for one in notes if one.get(f"{W}type") is None}
    assert references == [str(number) for number in range(1, len(cited) + 1)]
    assert set(references) == set(told)
    assert all("Byns köksråd" in text or "Grannbyn" in text for text in told.values())
    assert any("behhov" in text for text in told.values())
    assert "/word/footnotes.xml" in types
    assert "footnotes.xml" in relations


def test_word_reads_as_the_clean_copy(draft: Draft) -> None:
    """Title, headings and sentences in order."""
    document = docx.Document(BytesIO(word(draft)))

    read = [paragraph.text.removeprefix("• ") for paragraph in document.paragraphs]
    told = [line.removeprefix("• ") for line in draft.clean().split("\n") if line]
    assert read[: len(told)] == told
    assert document.core_properties.title == draft.title
    assert document.core_properties.author == ""


def test_word_survives_signs_that_mean_something_in_xml(desk: DraftingDesk) -> None:
    """The topic becomes the title as it is."""
    written = word(desk.draft(brief("byköket & spisen < elden i\x0b\x00 byköket")))

    assert docx.Document(BytesIO(written)).paragraphs[0].text == "Byköket & spisen < elden i byköket"


def test_a_deck_has_a_slide_a_block_and_sources_in_the_notes(desk: DraftingDesk) -> None:
    """What is said stands in the notes, and where it stands."""
    draft = desk.draft(brief("byköket", channel="presentation", length="lang"))
    presentation = pptx.Presentation(BytesIO(deck(draft)))

    slides = list(presentation.slides)
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        block.heading for block in draft.blocks
    ]
    for slide, block in zip(slides, draft.blocks, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert all(one.clean in notes for one in block.notes)
        assert ("Källor: [" in notes) is any(one.citations for one in (*block.sentences, *block.notes))
        if block.sentences:
            assert slide.placeholders[1].text_frame.text == "\n".join(one.clean for one in block.sentences)


def test_a_slide_without_sentences_has_no_empty_box(desk: DraftingDesk) -> None:
    """Where only others speak, the first slide is the title alone."""
    draft = desk.draft(brief("hur vi kan skapa ett bykök i byn", channel="presentation", profile="byn"))
    alone = desk.draft(brief("bordet att sitta vid i byköket", channel="presentation", profile="orebro"))

    first = next(iter(pptx.Presentation(BytesIO(deck(alone))).slides))
    assert draft.blocks[0].sentences
    assert alone.blocks[0].sentences == ()
    assert len(list(first.placeholders)) == 1
