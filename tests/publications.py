"""Our own deck, guide and web page, in every format and with every kind of noise that real ones carry.

The words are ours. One content is written out as pptx, pdf and text (the deck), as docx, pdf and text
(the guide) and as html and text (the page), so that tests can ask whether the formats agree.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
import pptx
from pptx.util import Cm

from tests.printing import Printed, print_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckSlide:
    """One slide of our deck."""

    title: str = ""
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title_last: bool = False
    """True where the title stands below the bullets in the text file."""


FIGURE = DeckSlide(title="Karta över arbetet", items=("Mål Vägar framåt", "Mått och uppföljning"))
DECK = (
    DeckSlide(
        title="Instruktioner",
        items=(
            "Det här bildspelet har talmanus.",
            "Bild 10 är ett förslag på frågor att samtala om.",
            "Bild 3-5 kommer från en förening i grannlänet",
        ),
    ),
    DeckSlide(title="Vård på hemmaplan", items=("Vi bygger en vård som räcker till",)),
    DeckSlide(notes=("Bilden visar en by med vårdcentral, bibliotek och apotek.",)),
    DeckSlide(
        title=FIGURE.title,
        items=FIGURE.items,
        notes=("Arbetet började 2031 och går i tre steg, i hela grannlänet.",),
    ),
    DeckSlide(
        title="Trygghet",
        items=("genom kända ansikten", "Samma sköterska varje gång", "Telefon + Hembesök = Lugn"),
        notes=(
            "Bilden innehåller animeringar, klicka fram för varje punkt",
            "Den som är trygg frågar mer (klicka) och ringer mindre.",
            "Till varje mål finns en kort film med röster ur byn. Bild 6.",
        ),
        title_last=True,
    ),
    DeckSlide(),
    DeckSlide(title=FIGURE.title, items=FIGURE.items, notes=("Vägar framåt: tre vägar som bär varandra.",)),
    DeckSlide(
        title="Tydliga vägar",
        items=(
            "1. Ett nummer att ringa",
            "2. En plan som personen själv har skrivit under",
            "3. Hjälp mellan 06 och 22",
        ),
        notes=("Till presentatör: ta gärna ett eget exempel.", "Planen skrivs i samtal, aldrig i förväg."),
    ),
    DeckSlide(title=FIGURE.title, items=FIGURE.items, notes=("Mått och uppföljning sker i april.",)),
    DeckSlide(
        title="Frågor att samtala om",
        items=("Vad skulle göra störst skillnad hos er?",),
        notes=("Välj en fråga och låt alla tala till punkt.",),
    ),
)
SIDEBAR = "w w w .b y n. ex em pe l. se".split()

GUIDE_TITLE = "Orden om vår vård"
GUIDE = (
    (
        "Varför en ordlista?",
        ("Ordlistan hjälper den som skriver om vården att välja ord som läsaren känner igen.",),
        (),
    ),
    (
        "Budskap: Vad är vård på hemmaplan?",
        (),
        (
            "Vård på hemmaplan är ett sätt att arbeta, inte en ny förvaltning, och den gäller både region och kommun.",
            "Vård på hemmaplan kräver samverkan mellan många, från vård- och omsorgsboenden till skolan på orten.",
            "Arbetet sker i hela länet och kan kort beskrivas som en förskjutning:",
        ),
    ),
    ("Nyckelord", (), ("Tillit", "Närvaro", "Ansvar")),
    (
        "Mer att läsa",
        ("Mer att läsa finns hos den som ansvarar för ordlistan på din arbetsplats.[image: ]",),
        (),
    ),
)
GUIDE_HEADINGS = tuple(heading for heading, _, _ in GUIDE)


def deck_pptx() -> bytes:
    """Return the deck as PowerPoint, with the library's own default date and author."""
    deck = pptx.Presentation()
    for content in DECK:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = content.title
        slide.placeholders[1].text = "\n".join(content.items)
        if content.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(content.notes)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def shapes_pptx() -> bytes:
    """Return one slide of free shapes: drawn in another order than they are read, a group and a table among them."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Former"
    for text, left, top in (("nere", 2, 12), ("uppe till höger", 12, 5), ("uppe till vänster", 2, 5)):
        slide.shapes.add_textbox(Cm(left), Cm(top), Cm(6), Cm(1)).text_frame.text = text
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(2), Cm(8), Cm(6), Cm(1)).text_frame.text = "i gruppen"
    table = slide.shapes.add_table(2, 2, Cm(2), Cm(14), Cm(10), Cm(2)).table
    for row, column, text in ((0, 0, "Ort"), (0, 1, "Platser"), (1, 0, "Byn"), (1, 1, "12")):
        table.cell(row, column).text = text
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def deck_text() -> str:
    """Return the deck as a careless extraction leaves it: markers, form feeds turned to spaces, letters down the side."""
    lines: list[str] = []
    for number, content in enumerate(DECK, start=1):
        if not (content.title or content.notes):
            continue
        lines += _slide_break(number, content)
        lines += _slide_lines(content)
        if content.notes:
            lines += ["", "Presentatörsanteckningar", "Presentationsanteckningar", *content.notes]
    return "\n".join(lines)


def _slide_break(number: int, content: DeckSlide) -> list[str]:
    if number == 1:
        return []
    if content is DECK[4] or number == 8:
        return ["", "", *(line for letter in SIDEBAR for line in (letter, "")), ""]
    return ["", "", "", ""]


def _slide_lines(content: DeckSlide) -> list[str]:
    items: list[str] = []
    for item in content.items:
        first, last = item[: len(item) // 2].rpartition(" ")[0], item
        head = first if len(item) > 40 else ""  # long items wrap, a blank line in the wrap
        bullet = "– " if item.startswith("genom") else "" if item[:1].isdigit() else "• "
        items += [f"{bullet}{head} ", last[len(head) + 1 :]] if head else [f"{bullet}{item}"]
        items.append("")
    title = [content.title] if content.title else []
    return [*items, *title] if content.title_last else [*title, "", *items]


def deck_pdf() -> bytes:
    """Return the deck as a PDF of slides followed by notes pages that repeat each slide above its notes."""
    slides = [_printed_slide(content, large=44, small=16) for content in DECK]
    notes = [
        [
            *_printed_slide(content, large=22, small=8),
            *_printed_lines(content.notes, x=61, y=350, size=20, width=40, hang=17),
            Printed(text=str(number), x=500, y=10, size=12),
        ]
        for number, content in enumerate(DECK, start=1)
    ]
    return print_pdf([*slides, *notes], landscape=len(DECK))


def _printed_slide(content: DeckSlide, *, large: float, small: float) -> list[Printed]:
    title = [Printed(text=content.title, x=200, y=480, size=large, kern=content.title.startswith("T"))]
    lines = [
        Printed(text=f"• {item}", x=43, y=420 - 22 * index, size=small)
        for index, item in enumerate(content.items)
    ]
    return [*(title if content.title else []), *lines]


def _printed_lines(
    texts: Sequence[str], *, x: float, y: float, size: float, width: int, hang: float = 0
) -> list[Printed]:
    """Wrap paragraphs at a width in characters; the second line of each hangs further in."""
    lines: list[Printed] = []
    for text in texts:
        for index, line in enumerate(wrapped(text, width)):
            lines.append(Printed(text=line, x=x + (hang if index else 0), y=y, size=size))
            y -= size * 1.2
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Return text broken into lines at spaces."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def guide_docx() -> bytes:
    """Return the guide as Word, with the library's own default date and author, and a table last."""
    document = docx.Document()
    document.add_heading(GUIDE_TITLE, level=0)
    for heading, paragraphs, items in GUIDE:
        document.add_heading(heading, level=1)
        for text in paragraphs:
            document.add_paragraph(text)
        for text in items:
            document.add_paragraph(text, style="List Bullet")
        if heading.startswith("Budskap"):
            document.add_paragraph("Kollegor i grannlänet fördjupar frågan i sin skrift.")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Ord", "Skriv"), ("brukare", "person")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def guide_text() -> str:
    """Return the guide as text: headings hug their paragraphs, bullets are middle dots."""
    lines = [f" {GUIDE_TITLE}", "", ""]
    for heading, paragraphs, items in GUIDE:
        lines += [heading, *paragraphs, *(line for item in items for line in (f"· {item}", ""))]
        if heading.startswith("Budskap"):
            lines.append(" Kollegor i grannlänet fördjupar frågan i sin skrift.")
        lines.append("")
    return "\n".join(lines)


def guide_pdf() -> bytes:
    """Return the guide as a PDF of three pages with a running head and page numbers."""
    pages: list[list[Printed]] = []
    for number, part in enumerate((GUIDE[:1], GUIDE[1:2], GUIDE[2:]), start=1):
        page = [Printed(text="Ordlistan, tredje utgåvan", x=90, y=760, size=8)]
        page += [Printed(text=GUIDE_TITLE, x=90, y=720, size=26)] if number == 1 else []
        y = 680.0
        for heading, paragraphs, items in part:
            page.append(Printed(text=heading, x=90, y=y, size=14, bold=True))
            lines = [line for text in paragraphs for line in wrapped(text, 60)]
            page += [Printed(text=line, x=90, y=y - 20 - 14 * i, size=11) for i, line in enumerate(lines)]
            y -= 30 + 14 * len(lines)
            for item in items:
                for i, line in enumerate(wrapped(item, 60)):
                    page.append(Printed(text=line if i else f"• {line}", x=108 if i else 90, y=y, size=11))
                    y -= 14
            y -= 40
        pages.append([*page, Printed(text=f"Sida {number} (3)", x=280, y=30, size=8)])
    return print_pdf(pages)


PAGE_PARAGRAPHS = (
    "Publicerad: 4 mars 2031",
    "Sidan uppdaterad:",
    "Byns Logotyp",
    "Denna webbplats använder kakor. Genom att fortsätta att surfa samtycker du till att vi använder dem.",
    "Ring 070-123 45 67 eller skriv till anna.exempel@byn.se, annars växeln 0155-123 00 och info@byn.se.",
    "Välkommen att skicka din fråga till oss!",
    "Hjälpte informationen på sidan dig?",
    "Tack för att du hjälper oss!",
    "Läs mer",
    "Sidfot",
)


def page_html() -> bytes:
    """Return the web page: frame, banner and footer around a main part that carries its own noise."""
    noise = "".join(f"<p>{text}</p>" for text in PAGE_PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Vård i byn - Byns kommun</title>
<script>var spår = 1;</script></head><body><a class="skip" href="#m">Hoppa till innehåll</a>
<header><nav><ul><li>Start</li><li>Kontakt</li></ul></nav></header><div id="cookie-banner">Vi använder kakor.</div>
<main id="m"><h1>Vård i byn</h1><p>I byn finns en <b>vårdcentral</b><br>och ett apotek.</p><h2>Våra mål</h2>
<p>7. Byn ska ha vård hela dygnet9. Byn ska ha hembesök varje vecka12. Byn ska ha tandvård</p>
<h3>Så gör vi</h3><ul><li>lyssnar</li><li>och planerar.översiktsbild över byns väg till bättre vård</li>
<li>följer upp<ul><li>varje vår</li></ul></li></ul>
<table><tr><th>År</th><th>Besök</th></tr><tr><td>2031</td><td>8 766</td></tr></table>
<h2>Kontakt</h2>{noise}</main><footer><p>Tillgänglighet</p></footer></body></html>""".encode()
