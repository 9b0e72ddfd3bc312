"""The process that draws one page of a PDF, the cited words marked: PDF in, picture out, limits as for reading.

Started by `ingest.page_pictures` as `python -m ingest.drawing PAGE WORDS`.
"""

import sys
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.sandboxed import ANSWERED, REFUSED, set_limits

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1000
"""Of the picture, in pixels; the height follows the page."""
_TALLEST = 3000
_MARK = (255, 231, 160)
"""The colour of a marker pen, multiplied with the page: what is black stays black."""
_MARGIN = 2


def main() -> int:
    """Draw the page of the PDF on standard input, and write the picture (WebP) on standard output."""
    set_limits()
    picture = draw(sys.stdin.buffer.read(), int(sys.argv[1]), sys.argv[2])
    if picture is None:
        return REFUSED
    sys.stdout.buffer.write(picture)
    sys.stdout.flush()
    return ANSWERED


def draw(pdf: bytes, number: int, words: str) -> bytes | None:
    """Return a picture of a page; None when there is no such page.

    Args:
        pdf: The file.
        number: Of the page, from 1.
        words: What is marked where it is found; nothing is when it is not.
    """
    import pypdfium2  # noqa: PLC0415  after the limits: what a library allocates counts too

    document = pypdfium2.PdfDocument(pdf)
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    width, height = page.get_size()
    picture: Image = page.render(scale=min(WIDTH / width, _TALLEST / height)).to_pil().convert("RGB")
    _mark(picture, list(_boxes(page, words, picture.size)))
    written = BytesIO()
    picture.save(written, "WEBP", quality=80)
    return written.getvalue()


def _mark(picture: "Image", boxes: Sequence[tuple[int, int, int, int]]) -> None:
    from PIL import Image, ImageChops  # noqa: PLC0415  as above

    for box in boxes:
        part = picture.crop(box)
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _MARK)), box)


def _boxes(page: Any, words: str, size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:  # noqa: ANN401  untyped library
    """Yield where the words stand, line by line: left, top, right, bottom in pixels."""
    from pypdfium2 import raw  # noqa: PLC0415  as above

    text = page.get_textpage()
    characters = [chr(raw.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]
    run = find_letters(characters, words)
    if run is None:
        return
    first, after = run

    def pixel(x: float, y: float) -> tuple[int, int]:
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
        return across.value, down.value

    for index in range(text.count_rects(first, after - first)):
        left, bottom, right, top = text.get_rect(index)
        (x0, y0), (x1, y1) = pixel(left, top), pixel(right, bottom)
        xs, ys = sorted((x0, x1)), sorted((y0, y1))
        box = (
            max(0, xs[0] - _MARGIN), max(0, ys[0] - _MARGIN),
            min(size[0], xs[1] + _MARGIN), min(size[1], ys[1] + _MARGIN),
        )  # fmt: skip
        if box[0] < box[2] and box[1] < box[3]:
            yield box


def find_letters(characters: Sequence[str], words: str) -> tuple[int, int] | None:
    r"""Return the run of characters that has the letters and figures of the words, whatever lies between them; None where none does.

    A page breaks its lines and divides its words where the stored text does not.

    >>> find_letters("den nära vår-\nden är", "vården")
    (9, 17)
    """
    places = [place for place, character in enumerate(characters) if character.isalnum()]
    page = "".join(characters[place].casefold()[:1] for place in places)
    sought = "".join(character.casefold()[:1] for character in words if character.isalnum())
    at = page.find(sought) if sought else -1
    return None if at < 0 else (places[at], places[at + len(sought) - 1] + 1)


if __name__ == "__main__":
    sys.exit(main())
