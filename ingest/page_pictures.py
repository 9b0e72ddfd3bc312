"""Pictures of pages with the cited words marked, drawn in a process of their own and remembered for a while."""

import subprocess
from collections.abc import Iterator
from functools import lru_cache

from ingest.documents import Block
from ingest.library import Library, StoredText
from ingest.sandbox import run_apart
from ingest.sandboxed import ANSWERED

REMEMBERED = 64
"""Pictures kept in memory, some 100 kB each."""


class PagePictures:
    """Draws pages of the PDFs in a record; a slide of a deck where the same deck is there as a PDF.

    A PDF is kept in the record only where nothing in its text was masked: what must not be repeated must not be shown.

    Args:
        library: The record.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._drawn = lru_cache(maxsize=REMEMBERED)(self._draw)

    def has(self, document_id: str, *, start: int) -> bool:
        """Tell whether the page with this place (an offset in the document's text, in code points) can be shown."""
        return self._page_at(document_id, start) is not None

    def of(self, document_id: str, *, start: int, end: int) -> bytes | None:
        """Return a picture (WebP) of the page with a run of the document's text, marked; None when there is none."""
        page = self._page_at(document_id, start)
        stored = self._library.text(document_id)
        if page is None or stored is None:
            return None
        return self._drawn(*page, stored.text[start:end])

    def _page_at(self, document_id: str, start: int) -> tuple[str, int] | None:
        """Return the PDF, by its id, and the number of its page."""
        stored = self._library.text(document_id)
        block = _at(stored, start)
        if block is None:
            return None
        if block.place.page is not None and self._library.original_size(document_id):
            return document_id, block.place.page
        if block.place.slide is None:
            return None
        return next(self._printed(document_id, block.place.slide), None)

    def _printed(self, document_id: str, slide: int) -> Iterator[tuple[str, int]]:
        """Yield where a slide stands in other formats of the same deck."""
        for other in self._library.documents():
            if other.twin == document_id and self._library.original_size(other.id):
                stored = self._library.text(other.id)
                for block in stored.blocks if stored is not None else ():
                    if block.place.slide == slide and block.place.page is not None and not block.place.notes:
                        yield other.id, block.place.page

    def _draw(self, document_id: str, page: int, words: str) -> bytes | None:
        original = self._library.original(document_id)
        if original is None:
            return None
        try:
            child = run_apart("ingest.drawing", str(page), words, data=original)
        except subprocess.TimeoutExpired:
            return None
        return child.stdout if child.returncode == ANSWERED and child.stdout else None


def _at(stored: StoredText | None, start: int) -> Block | None:
    blocks = stored.blocks if stored is not None else ()
    return next((block for block in blocks if block.start <= start < block.end), None)
