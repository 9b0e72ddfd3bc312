"""Pictures that fell away: marks left in their place, and text that announces what no longer follows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.documents import BlockKind, Place, RawBlock, Removal
from ingest.reading import Reading

_MARK = re.compile(
    r"\s*(?:\[(?:image|bild|picture|figur)\s*:?\s*[^\]]{0,80}\]|!\[[^\]]*\])\s*", re.IGNORECASE
)
_SHOWN = re.compile(r"\b(?:bilden|figuren|diagrammet|illustrationen)\b", re.IGNORECASE)
_FEWEST_WORDS = 4


def without_picture_marks(reading: Reading) -> Reading:
    """Take away marks such as “[image: ]”; where each stood, a picture is missing."""
    blocks: list[RawBlock] = []
    removals = list(reading.removals)
    missing = list(reading.missing_pictures)
    for block in reading.blocks:
        marks = _MARK.findall(block.text)
        text = _MARK.sub(" ", block.text).strip() if marks else block.text
        if marks:
            removals += [Removal(reason="picture-mark", text=mark.strip()) for mark in marks]
            missing.append(block.place)
        if text:
            blocks.append(replace(block, text=text))
    return replace(
        reading,
        blocks=tuple(blocks),
        removals=tuple(removals),
        missing_pictures=tuple(dict.fromkeys(missing)),
    )


def note_missing_pictures(reading: Reading) -> Reading:
    """Note where an item ends in a colon with nothing after it, and slides whose notes describe an unseen picture."""
    found = [*reading.missing_pictures, *_announced(reading.blocks), *_described(reading.blocks)]
    return replace(reading, missing_pictures=tuple(dict.fromkeys(found)))


def _announced(blocks: tuple[RawBlock, ...]) -> Iterator[Place]:
    for block, follower in pairwise((*blocks, None)):
        if block is not None and block.place.slide is None and _announces(block):
            listed = follower is not None and follower.kind in {BlockKind.ITEM, BlockKind.ROW}
            goes_on = (
                follower is not None
                and block.kind is BlockKind.PARAGRAPH
                and follower.kind is BlockKind.PARAGRAPH
            )
            if not listed and not goes_on:
                yield block.place


def _announces(block: RawBlock) -> bool:
    running = block.kind in {BlockKind.ITEM, BlockKind.PARAGRAPH}
    return running and block.text.endswith(":") and len(block.text.split()) >= _FEWEST_WORDS


def _described(blocks: tuple[RawBlock, ...]) -> Iterator[Place]:
    with_text = {
        block.place.slide for block in blocks if block.place.slide is not None and not block.place.notes
    }
    for block in blocks:
        described = block.place.notes and block.place.slide not in with_text
        if described and _SHOWN.search(block.text) and block.kind is not BlockKind.INSTRUCTION:
            yield Place(slide=block.place.slide)
