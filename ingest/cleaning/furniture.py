"""What a deck repeats on slide after slide: the same figure's words, and addresses or logotypes in a corner."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.characters import letters, words
from ingest.documents import BlockKind, RawBlock
from ingest.reading import Reading

_FEWEST = 3
_ALIKE = 0.8
_MOST_WORDS = 30
_SHARE = 0.5
_LONGEST_CORNER = 60


def without_repeated_figures(reading: Reading) -> Reading:
    """Take away slides' text that is one figure shown again: nearly the same words, all of them, on three or more."""
    shown = _shown(reading.blocks)
    repeated = repeated_slides({number: [block.text for block in blocks] for number, blocks in shown.items()})
    return reading.without(
        "repeated-figure", lambda block: block.place.slide in repeated and not block.place.notes
    )


def repeated_slides(shown: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Return the slides whose whole text, in two blocks or more, stands on at least three slides.

    A title that returns over different text is no figure.

    >>> figure = ["Mål och medel", "Fokus Uppföljning"]
    >>> sorted(repeated_slides({1: figure, 2: ["Mål", "eget"], 3: figure, 4: figure}))
    [1, 3, 4]
    """
    held = {number: frozenset(words(" ".join(texts))) for number, texts in shown.items() if len(texts) > 1}
    few = {number: spoken for number, spoken in held.items() if 0 < len(spoken) <= _MOST_WORDS}
    return frozenset(
        number
        for number, spoken in few.items()
        if sum(_likeness(spoken, other) >= _ALIKE for other in few.values()) >= _FEWEST
    )


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)


def without_corner_text(reading: Reading) -> Reading:
    """Take away short texts that stand word for word on half the slides or more: addresses, logotypes, footers."""
    shown = _shown(reading.blocks)
    seen = Counter(text for blocks in shown.values() for text in {letters(block.text) for block in blocks})
    limit = max(_FEWEST, _SHARE * len(shown))
    corners = {text for text, times in seen.items() if times >= limit and len(text) <= _LONGEST_CORNER}
    return reading.without("corner-text", lambda block: _is_shown(block) and letters(block.text) in corners)


def _shown(blocks: Sequence[RawBlock]) -> dict[int, list[RawBlock]]:
    slides: dict[int, list[RawBlock]] = {}
    for block in blocks:
        if _is_shown(block) and block.place.slide is not None:
            slides.setdefault(block.place.slide, []).append(block)
    return slides


def _is_shown(block: RawBlock) -> bool:
    return block.place.slide is not None and not block.place.notes and block.kind is not BlockKind.INSTRUCTION
