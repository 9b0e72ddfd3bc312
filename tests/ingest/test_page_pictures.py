"""Pictures of cited pages: drawn from what the record keeps, marked, and never of what had to be masked."""

from io import BytesIO

import numpy as np
from PIL import Image

from ingest.page_pictures import PagePictures
from tests import publications
from tests.ingest.making import Shelf
from tests.printing import Printed, print_pdf

SENTENCE = "Primärvården är navet i den nära vården."


def added(shelf: Shelf, name: str, data: bytes) -> str:
    """Bring a file in and return its id."""
    report = shelf.ingestion.add(name, data)
    assert report.document_id is not None, report.error
    return report.document_id


def marked_pixels(picture: bytes) -> int:
    """Count the pixels in the colour of the marker pen."""
    red, green, blue = np.moveaxis(np.asarray(Image.open(BytesIO(picture)).convert("RGB")), 2, 0)
    return int(np.count_nonzero((red > 200) & (green > 200) & (blue < 190)))


def paper(text: str) -> bytes:
    """Return a one-page PDF."""
    return print_pdf(
        [[Printed(text="Budskap", size=20, x=60, y=760), Printed(text=text, size=11, x=60, y=700)]]
    )


def test_the_cited_words_are_marked_on_the_picture_of_their_page(shelf: Shelf) -> None:
    """More yellow than on the same page with nothing cited."""
    document_id = added(shelf, "papper.pdf", paper(SENTENCE))
    stored = shelf.library.text(document_id)
    assert stored is not None
    start = stored.text.index(SENTENCE)
    pictures = PagePictures(shelf.library)

    cited = pictures.of(document_id, start=start, end=start + len(SENTENCE))
    heading = pictures.of(document_id, start=start, end=start)

    assert cited is not None
    assert heading is not None
    assert Image.open(BytesIO(cited)).format == "WEBP"
    assert marked_pixels(cited) > 1000 > marked_pixels(heading)


def test_a_page_with_masked_data_is_never_shown(shelf: Shelf) -> None:
    """The picture would repeat what the text has covered."""
    document_id = added(shelf, "papper.pdf", paper(f"{SENTENCE} Ring Anna, 19811218-9876."))

    assert shelf.library.original(document_id) is None
    assert not PagePictures(shelf.library).has(document_id, start=0)


def test_the_kept_file_goes_with_its_document(shelf: Shelf) -> None:
    """Deleted and replaced files leave no pages behind."""
    first = added(shelf, "papper.pdf", paper(SENTENCE))
    second = added(shelf, "papper.pdf", paper(f"{SENTENCE} Det är nytt."))

    assert shelf.library.original(first) is None
    assert shelf.library.original(second) is not None
    shelf.ingestion.delete(second)
    assert shelf.library.database.reader.execute("SELECT count(*) AS n FROM originals").fetchone()["n"] == 0


def test_a_slide_is_shown_where_the_deck_is_printed_too(shelf: Shelf) -> None:
    """The deck is searched as slides, and its print has the picture."""
    deck = added(shelf, "bildspel.pptx", publications.deck_pptx())
    added(shelf, "bildspel.pdf", publications.deck_pdf())
    stored = shelf.library.text(deck)
    assert stored is not None
    block = next(block for block in stored.blocks if block.place.slide == 2)

    picture = PagePictures(shelf.library).of(deck, start=block.start, end=block.end)

    assert picture is not None
    assert marked_pixels(picture) > 1000


def test_a_text_has_no_picture(shelf: Shelf) -> None:
    """Nor has what is not there."""
    document_id = added(shelf, "text.md", f"# Budskap\n\n{SENTENCE}\n".encode())

    assert PagePictures(shelf.library).of(document_id, start=0, end=5) is None
    assert PagePictures(shelf.library).of("finns-inte", start=0, end=5) is None
