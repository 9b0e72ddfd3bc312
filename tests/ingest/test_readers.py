"""Every format of our own publications gives the same blocks, and what is typed survives."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from lxml import etree

from ingest.documents import BlockKind
from ingest.readers import read
from tests import publications
from tests.ingest.looking import on_slide, reasons, texts
from tests.printing import Printed, print_pdf

GUIDES = {
    "g.docx": publications.guide_docx(),
    "g.pdf": publications.guide_pdf(),
    "g.txt": publications.guide_text().encode(),
}
DECKS = {
    "d.pptx": publications.deck_pptx(),
    "d.pdf": publications.deck_pdf(),
    "d.txt": publications.deck_text().encode(),
}


@pytest.mark.parametrize("name", GUIDES)
def test_the_guide_has_the_same_headings_in_every_format(name: str) -> None:
    """A citation names the same section whichever file was loaded."""
    document = read(name, GUIDES[name])

    assert texts(document, BlockKind.TITLE) == [publications.GUIDE_TITLE]
    assert texts(document, BlockKind.HEADING) == list(publications.GUIDE_HEADINGS)
    under = {block.place.headings for block in document.blocks if document.text_of(block) == "Närvaro"}
    assert under == {("Nyckelord",)}


@pytest.mark.parametrize("name", GUIDES)
def test_the_guide_has_the_same_items_and_misses_the_same_pictures(name: str) -> None:
    """Wraps are joined, hyphens before a conjunction kept, bullets gone, the announced picture noted."""
    document = read(name, GUIDES[name])

    items = texts(document, BlockKind.ITEM)
    assert items == [item for _, _, items in publications.GUIDE for item in items]
    assert {place.headings[0] for place in document.missing_pictures} == {
        "Mer att läsa",
        publications.GUIDE[1][0],
    }
    assert "picture-mark" in reasons(document)


def test_running_heads_and_page_numbers_leave_a_paper() -> None:
    """They stand on every page and belong to none."""
    document = read("g.pdf", GUIDES["g.pdf"])

    assert {"page-header", "page-number"} <= reasons(document)
    assert "utgåvan" not in document.text
    assert {block.place.page for block in document.blocks} == {1, 2, 3}


def test_a_table_becomes_rows() -> None:
    """Cells are divided by tabs, so that a row can be quoted as it stands."""
    assert texts(read("g.docx", GUIDES["g.docx"]), BlockKind.ROW) == ["Ord\tSkriv", "brukare\tperson"]


@pytest.mark.parametrize("name", DECKS)
def test_the_deck_has_the_same_slides_in_every_format(name: str) -> None:
    """Titles, text and notes stand on the same slide; a figure that returns, and a film, leave no text."""
    document = read(name, DECKS[name])

    for number, content in enumerate(publications.DECK, start=1):
        figure = content.title == publications.FIGURE.title
        shown = [text for text in (content.title, *content.items) if text and not figure]
        assert on_slide(document, number) == shown
        assert on_slide(document, number, notes=True) == list(content.notes)
    assert document.slides == len(publications.DECK)
    assert "repeated-figure" in reasons(document)


@pytest.mark.parametrize("name", DECKS)
def test_directions_in_the_deck_are_marked(name: str) -> None:
    """Slide 1 and two lines of notes steer the presenter; an inline “(klicka)” stays in its sentence."""
    document = read(name, DECKS[name])

    marked = texts(document, BlockKind.INSTRUCTION)
    assert len(marked) == 6
    assert "Den som är trygg frågar mer (klicka) och ringer mindre." in texts(document, BlockKind.PARAGRAPH)


def test_free_shapes_are_read_from_the_top_left() -> None:
    """The order in which shapes were drawn is nobody's reading order."""
    document = read("s.pptx", publications.shapes_pptx())

    expected = [
        "Former",
        "uppe till vänster",
        "uppe till höger",
        "i gruppen",
        "nere",
        "Ort\tPlatser",
        "Byn\t12",
    ]
    assert texts(document) == expected


def test_a_librarys_own_date_and_author_are_not_believed() -> None:
    """python-pptx and python-docx stamp 2013 and their author on everything."""
    for name in ("d.pptx", "g.docx"):
        document = read(name, {**DECKS, **GUIDES}[name])

        assert (document.properties.created, document.properties.author) == (None, None)


def test_a_web_page_keeps_its_main_part_only() -> None:
    """Frame, banner and feedback go; the publication date, sections, lists and rows stay."""
    document = read("h.html", publications.page_html())

    assert texts(document, BlockKind.TITLE) == ["Vård i byn"]
    assert texts(document, BlockKind.ITEM) == [
        "7. Byn ska ha vård hela dygnet",
        "9. Byn ska ha hembesök varje vecka",
        "12. Byn ska ha tandvård",
        "lyssnar",
        "och planerar.",
        "följer upp",
        "varje vår",
    ]
    assert "Publicerad: 4 mars 2031" in document.text
    assert not any(
        word in document.text for word in ("kakor", "Läs mer", "Logotyp", "Sidfot", "Hjälpte", "Välkommen")
    )
    row = next(block for block in document.blocks if block.kind is BlockKind.ROW)
    assert row.place.headings == ("Våra mål", "Så gör vi")


def test_a_web_page_masks_persons_and_keeps_functions() -> None:
    """The private mobile and address are covered, the switchboard and info@ are not."""
    document = read("h.html", publications.page_html())

    assert document.masked == 2
    assert "anna.exempel" not in document.text
    assert "0155-123 00 och info@byn.se" in document.text


def test_tightened_type_leaves_no_space_in_a_word() -> None:
    """A tightened pair is easily taken for a space; words that do stand alone keep theirs."""
    lines = ["Tydlig information", "T ex vitamin D hjälper", "I går", "Å ena sidan"]
    printed = [
        Printed(text=text, x=60, y=700 - 60 * n, size=11, kern=text == lines[0])
        for n, text in enumerate(lines)
    ]

    assert texts(read("t.pdf", print_pdf([printed]))) == lines


def test_divided_words_are_mended_in_print() -> None:
    """A hyphen at a line's end divides a word, unless a conjunction follows it."""
    lines = [
        "Vi bygger en sammanhållen samver-",
        "kan mellan vård- och omsorg, hälso-",
        "och sjukvård för alla i byn.",
    ]
    printed = [Printed(text=text, x=60, y=700 - 14 * n, size=11) for n, text in enumerate(lines)]

    expected = (
        "Vi bygger en sammanhållen samverkan mellan vård- och omsorg, hälso- och sjukvård för alla i byn."
    )
    assert texts(read("t.pdf", print_pdf([printed]))) == [expected]


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    """Numbers stay in their items, sources become metadata, levels start below the title."""
    data = (
        "# Handbok\n\n## Ett\nFörsta **stycket** som\nfortsätter, se [länken](https://example.se).\nKälla: guide, Ett\n\n"
        "1. först\n2. sedan\n   - under\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nUnder\n-----\n> citat\n"
    )
    document = read("h.md", data.encode())

    assert [(block.kind.value, document.text_of(block)) for block in document.blocks] == [
        ("title", "Handbok"),
        ("heading", "Ett"),
        ("paragraph", "Första stycket som fortsätter, se länken."),
        ("metadata", "Källa: guide, Ett"),
        ("item", "1. först"),
        ("item", "2. sedan"),
        ("item", "under"),
        ("row", "a\tb"),
        ("row", "1\t2"),
        ("heading", "Under"),
        ("paragraph", "citat"),
    ]


def test_characters_are_plain_and_every_block_is_one_run() -> None:
    """What is quoted must be found again: NFC, single spaces, nothing invisible, one line."""
    text = "Nara\u0308 va\u030ard\u00a0och  om\u00adsorg\x00\ud800 \u200bhär"
    document = read("a.txt", text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b""))

    assert document.text == "Narä vård och omsorg här"


def test_offsets_point_at_the_blocks() -> None:
    """Blocks are in order, divided by exactly one newline, and never empty."""
    for name, data in {**DECKS, **GUIDES, "h.html": publications.page_html()}.items():
        document = read(name, data)

        assert "\n".join(texts(document)) == document.text
        assert all(text.strip() == text and "\n" not in text and "  " not in text for text in texts(document))


def test_word_is_read_as_it_stands_on_the_page() -> None:
    """Swedish style names, inserted text, links, line breaks and a table of contents."""
    document = docx.Document()
    document.styles.add_style("Rubrik 1", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Mål 3", style="toc 1")
    document.add_paragraph("Mål", style="Rubrik 1")
    paragraph = document.add_paragraph("Vården ")
    run = paragraph.add_run("är nära.")
    inserted = OxmlElement("w:ins")
    inserted.append(run._r)
    etree.ElementBase.append(paragraph._p, inserted)
    document.add_paragraph("Första raden\nAndra raden")
    file = io.BytesIO()
    document.save(file)

    read_back = read("w.docx", file.getvalue())

    assert texts(read_back) == ["Mål", "Vården är nära.", "Första raden", "Andra raden"]
    assert texts(read_back, BlockKind.HEADING) == ["Mål"]
    assert reasons(read_back) == {"table-of-contents"}


def test_bold_lines_head_a_word_file_without_styles() -> None:
    """Many write headings by hand."""
    document = docx.Document()
    document.add_paragraph().add_run("Våra mål").bold = True
    document.add_paragraph("Vården ska finnas nära den som behöver den.")
    file = io.BytesIO()
    document.save(file)

    assert texts(read("w.docx", file.getvalue()), BlockKind.HEADING) == ["Våra mål"]


def test_a_wrapped_text_file_is_unwrapped() -> None:
    """Seventy columns of plain text: paragraphs are joined, headings and items are not."""
    body = "Vården på hemmaplan bygger på att region, kommun och föreningar hjälps åt varje dag, " * 3
    lines = ["Om vården", "", *publications.wrapped(body.strip(), 70), "", "- ett", "- två"]

    document = read("w.txt", "\n".join(lines).encode())

    assert [(block.kind.value, document.text_of(block)) for block in document.blocks] == [
        ("title", "Om vården"),
        ("paragraph", body.strip()),
        ("item", "ett"),
        ("item", "två"),
    ]
