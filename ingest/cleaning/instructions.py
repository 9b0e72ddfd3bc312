"""Directions to the presenter among a deck's words: marked, so that no answer serves them as content."""

import re
from dataclasses import replace

from ingest.documents import BlockKind, RawBlock
from ingest.reading import Reading

_DIRECTIONS = re.compile(
    r"""\(?(?:
    (?:höger|dubbel|vänster)klicka\b
    | klicka\s+(?:på|fram|för|en\s+gång|nu)\b
    | bilden\s+(?:innehåller|har|är)\s+(?:animering|animera)\w*
    | (?:till|för)\s+(?:dig\s+som\s+(?:presenterar|föreläser)|presentatör(?:en)?|föreläsaren?)\s*[:–-]
    | (?:presentatör|instruktion)(?:en)?\s*:
    | (?:filmen\s+)?(?:öppnas|startar|visas)\s+i\s+(?:ett\s+)?(?:eget|nytt|separat)\s+fönster
    | (?:filmen\s+)?(?:spelas|startar)\s+(?:direkt|automatiskt)\s+(?:i\s+presentationen|på\s+bilden)
    | kommande\s+\d+\s+bilder\b
    | (?:visa|hoppa\s+över|dölj)\s+(?:denna|den\s+här|nästa|varje)\s+bild\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE_SLIDE = re.compile(
    r"(?:instruktion(?:er)?|anvisning(?:ar)?|läs detta först|så använder du (?:bildspelet|presentationen|materialet))"
    r"(?: (?:till|för) (?:dig som presenterar|presentatör(?:en|er)?|föreläsare(?:n)?))?\W*",
    re.IGNORECASE,
)


def is_direction(text: str) -> bool:
    """Tell a sentence that steers the showing of slides; an inline “(klicka)” before content is none.

    >>> is_direction("Bilden innehåller animeringar, klicka fram för varje punkt"), is_direction("(klicka) Vi ska gå")
    (True, False)
    """
    return bool(_DIRECTIONS.match(text))


def mark_instructions(reading: Reading) -> Reading:
    """Mark directions on slides and in notes, and every block of a slide that is titled as instructions."""
    whole = {block.place.slide for block in reading.blocks if _titles_instructions(block)}
    return replace(
        reading,
        blocks=tuple(
            replace(block, kind=BlockKind.INSTRUCTION) if _instructs(block, whole) else block
            for block in reading.blocks
        ),
    )


def _titles_instructions(block: RawBlock) -> bool:
    on_slide = block.place.slide is not None and block.kind is BlockKind.TITLE
    return on_slide and bool(_WHOLE_SLIDE.fullmatch(block.text))


def _instructs(block: RawBlock, whole: set[int | None]) -> bool:
    if block.place.slide is None:
        return False
    return block.place.slide in whole or (block.kind is not BlockKind.TITLE and is_direction(block.text))
