"""PDF: pypdf's text with its place and size on the page, told apart into a paper or a deck."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import count

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject

from ingest.characters import BULLETS, tidy
from ingest.documents import Properties
from ingest.errors import UnreadableDocument
from ingest.papers import read_paper
from ingest.printed import PrintedLine
from ingest.printed_decks import Page, deck_pages, read_printed_deck
from ingest.properties import believed
from ingest.reading import Reading

_SAME_BASELINE = 0.3
_GLYPH_WIDTH = 0.5
_MOST_PAGES = 3_000


def read(data: bytes, name: str) -> Reading:
    """Return what a PDF holds; raise UnreadableDocument when it is locked, broken or only pictures."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _opened(data, name)
        pages = tuple(_page(page, number) for page, number in zip(reader.pages, count(1), strict=False))
        properties = _properties(reader)
    except LimitReachedError as error:
        raise UnreadableDocument(
            name, "den växer orimligt när den packas upp", "Skriv ut den till en ny PDF"
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise UnreadableDocument(
            name, "PDF-filen är skadad eller avklippt", "Hämta eller spara filen på nytt"
        ) from error
    if not any(page.lines for page in pages):
        reason = "den innehåller bara bilder av text, ingen text som går att läsa"
        raise UnreadableDocument(name, reason, "Gör den läsbar med textigenkänning (OCR) först")
    pairs = deck_pages(pages)
    return read_printed_deck(pairs, properties) if pairs else read_paper(pages, properties)


def _opened(data: bytes, name: str) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            unlocked = bool(reader.decrypt(""))
        except DependencyError:
            unlocked = False
        if not unlocked:
            raise UnreadableDocument(name, "den är lösenordsskyddad", "Spara en kopia utan lösenord")
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableDocument(name, f"den har fler än {_MOST_PAGES} sidor", "Dela upp den i flera filer")
    return reader


def _page(page: PageObject, number: int) -> Page:
    box = page.mediabox
    wide = float(box.width) > float(box.height)
    if page.rotation % 180:
        wide = not wide
    return Page(number=number, landscape=wide, lines=tuple(_lines(_fragments(page, number), number)))


def _fragments(page: PageObject, number: int) -> list[PrintedLine]:
    """Return runs of text with their places, in the order that the page draws them."""
    found: list[PrintedLine] = []

    def visit(
        text: str, matrix: list[float], text_matrix: list[float], font: DictionaryObject | None, size: float
    ) -> None:
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        scale = abs(text_matrix[3] * matrix[3]) or abs(text_matrix[1] * matrix[2]) or 1.0
        bold = font is not None and bool(
            re.search(r"bold|black|heavy", str(font.get("/BaseFont")), re.IGNORECASE)
        )
        if text.strip("\n"):
            line = PrintedLine(text=text.strip("\n"), x=x, y=y, size=size * scale, bold=bold, page=number)
            found.append(line)

    page.extract_text(visitor_text=visit, visitor_operand_before=_without_tightening)
    return found


def _without_tightening(operator: bytes, operands: list[object], *_matrices: object) -> None:
    """Take kerning that tightens out of a TJ array: pypdf reads its size as a space (“T ydligt”)."""
    if operator == b"TJ" and operands and isinstance(operands[0], ArrayObject):
        for index, adjustment in enumerate(operands[0]):
            if isinstance(adjustment, int | float) and adjustment > 0:
                operands[0][index] = NumberObject(0)


def _lines(fragments: Sequence[PrintedLine], number: int) -> Iterator[PrintedLine]:
    """Join fragments that stand on one baseline."""
    group: list[PrintedLine] = []
    for fragment in fragments:
        if group and not _shares_baseline(group[-1], fragment):
            yield from _line(group, number)
            group = []
        group.append(fragment)
    yield from _line(group, number)


def _shares_baseline(first: PrintedLine, second: PrintedLine) -> bool:
    return abs(first.y - second.y) < _SAME_BASELINE * max(first.size, second.size) and second.x >= first.x


def _line(group: list[PrintedLine], number: int) -> Iterator[PrintedLine]:
    text = ""
    for index, fragment in enumerate(group):
        text += _gap(group[index - 1], fragment) + fragment.text if index else fragment.text
    plain = tidy(text)
    if plain:
        main = max(group, key=lambda fragment: len(fragment.text.strip()))
        yield PrintedLine(text=plain, x=group[0].x, y=main.y, size=main.size, bold=main.bold, page=number)


def _gap(first: PrintedLine, second: PrintedLine) -> str:
    if first.text.endswith(" ") or second.text.startswith(" "):
        return ""
    stretch = second.x - first.x - _GLYPH_WIDTH * first.size * len(first.text)
    lone = len(first.text.strip()) == 1 and (first.text.strip() in BULLETS or first.text >= "\ue000")
    return " " if lone or stretch > first.size else ""


def _properties(reader: PdfReader) -> Properties:
    """Return what the file says of itself; LibreOffice's date and language are those of the conversion."""
    facts = reader.metadata
    language = reader.root_object.get("/Lang")
    if facts is None:
        return believed(language=language)
    if "libreoffice" in str(facts.producer or "").casefold():
        return believed(title=facts.title, author=facts.author)
    created = _date(facts.get("/CreationDate"))
    return believed(title=facts.title, author=facts.author, created=created, language=language)


def _date(stamp: object) -> str | None:
    match = re.match(r"(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)", str(stamp))
    return "-".join(match.groups()) if match else None
