"""One reader for each format; `read` turns a file's bytes into a cleaned and masked document."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

from ingest.characters import tidy
from ingest.cleaning import clean
from ingest.documents import MediaType, Properties, RawBlock, Removal, SourceDocument
from ingest.errors import UnreadableDocument
from ingest.masking import mask
from ingest.media import sniff
from ingest.reading import Reading

_READERS = {
    MediaType.PDF: "ingest.readers.pdf",
    MediaType.PPTX: "ingest.readers.pptx",
    MediaType.DOCX: "ingest.readers.docx",
    MediaType.HTML: "ingest.readers.html",
    MediaType.MARKDOWN: "ingest.readers.markdown",
    MediaType.TEXT: "ingest.readers.text",
}
"""Modules by name: each loads a slow library, and only one is needed."""
_MOST_CHARACTERS = 5_000_000


def read(name: str, data: bytes) -> SourceDocument:
    """Read one file's bytes; for files from others use `ingest.sandbox`, which does this within limits."""
    media_type = sniff(data, name)
    reader = cast("Callable[[bytes, str], Reading]", import_module(_READERS[media_type]).read)
    reading = clean(reader(data, name))
    if not reading.blocks:
        raise UnreadableDocument(
            name,
            "den innehåller ingen text",
            "Välj en fil med text, eller gör den läsbar med textigenkänning (OCR)",
        )
    if sum(len(block.text) for block in reading.blocks) > _MOST_CHARACTERS:
        raise UnreadableDocument(
            name, "den innehåller mer än fem miljoner tecken", "Dela upp den i flera filer"
        )
    blocks, masked = _masked(reading.blocks)
    return SourceDocument.assemble(
        blocks,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        slides=reading.slides,
        properties=_masked_properties(reading.properties),
        removals=_counted(reading.removals),
        masked=masked,
        missing_pictures=reading.missing_pictures,
    )


def _masked(blocks: tuple[RawBlock, ...]) -> tuple[tuple[RawBlock, ...], int]:
    covered = [(block, *mask(block.text)) for block in blocks]
    return tuple(replace(block, text=text) for block, text, _ in covered), sum(
        count for _, _, count in covered
    )


def _masked_properties(properties: Properties) -> Properties:
    return replace(
        properties,
        title=mask(properties.title)[0] if properties.title else None,
        author=mask(properties.author)[0] if properties.author else None,
    )


def _counted(removals: tuple[Removal, ...]) -> tuple[Removal, ...]:
    """Say equal removals once, with their number; personal data is masked in them too."""
    counts = Counter(replace(removal, text=mask(tidy(removal.text))[0]) for removal in removals)
    return tuple(
        replace(removal, text=f"{removal.text} (×{count})") if count > 1 else removal
        for removal, count in counts.items()
    )
