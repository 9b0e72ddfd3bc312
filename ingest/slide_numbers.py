"""Which number each slide has, when text has lost the slides that were only pictures or films.

Segments stand in order, so numbers only grow; what is not known is which numbers are missing. The deck
says it itself: “Bild 49 är ett förslag på diskussionsfrågor” fits one segment better than others, and
“en liten film … Bild 22, 24 och 26” names slides that may hold no text. The assignment that agrees best
with all such references is found by dynamic programming. A reference may be wrong: it is outvoted.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.characters import words

_REFERENCE = re.compile(
    r"\bbild(?:en|er|erna)?\s+(\d{1,3}(?:\s*(?:[-–,]|och|samt|till)\s*\d{1,3})*)", re.IGNORECASE
)
_RANGE = re.compile(r"(\d+)(?:\s*(?:[-–]|till)\s*(\d+))?")
_SILENT = re.compile(r"\b(?:film|video|animation|foto|illustration)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ(])")

_SKIP = 1.5
_SKIP_SILENT = 0.1
_AGREEMENT = 4.0
_SLACK = 3
_LIKE = 0.3
"""A reference counts for a segment when it shares this much of the reference's words, weighted by rarity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place where the deck mentions a slide by number."""

    number: int
    segment: int
    """The segment that the mention stands in; it says nothing of its own words."""
    words: frozenset[str]
    silent: bool
    """True when a film or picture is mentioned along with it."""


def number_segments(segments: Sequence[str]) -> tuple[int, ...]:
    """Return a growing slide number for each segment, a paragraph a line; 1, 2, 3 … when nothing speaks against it.

    >>> number_segments(["Välkommen", "Mål. Film på bild 3.", "Frågor att diskutera", "Bild 4 är frågor att diskutera"])
    (1, 2, 4, 5)
    """
    references = tuple(_references(segments))
    silent = frozenset(reference.number for reference in references if reference.silent)
    last = _last_number(references, silent, count=len(segments))
    skips = [_SKIP_SILENT if number in silent else _SKIP for number in range(last + 2)]
    return _best_path(_gains(segments, references), skips, count=len(segments), last=last)


def _last_number(references: Sequence[Reference], silent: frozenset[int], *, count: int) -> int:
    """Return the highest number worth trying: room for silent slides, and up to what the deck mentions."""
    mentioned = max((reference.number for reference in references), default=0)
    return min(2 * count, max(count + max(len(silent), _SLACK), mentioned))


def _references(segments: Sequence[str]) -> Iterator[Reference]:
    for index, segment in enumerate(segments):
        for line in segment.split("\n"):
            for sentence in _SENTENCE_END.split(line):
                for match in _REFERENCE.finditer(sentence):
                    told = frozenset(_content(sentence[: match.start()] + sentence[match.end() :]))
                    silent = bool(_SILENT.search(line))
                    for first, _ in _RANGE.findall(match.group(1)):
                        yield Reference(number=int(first), segment=index, words=told, silent=silent)


def _content(text: str) -> Iterator[str]:
    return (word for word in words(text) if len(word) > 3 or word.isdigit())  # noqa: PLR2004  # shorter words are grammar


def _gains(segments: Sequence[str], references: Sequence[Reference]) -> Mapping[tuple[int, int], float]:
    """Return how much each (segment, number) is spoken for."""
    held = [frozenset(_content(segment)) for segment in segments]
    spread = Counter(word for segment in held for word in segment)
    rarity = {word: math.log(1 + len(segments) / count) for word, count in spread.items()}
    gains: defaultdict[tuple[int, int], float] = defaultdict(float)
    for reference in references:
        whole = sum(rarity[word] for word in reference.words) or 1.0
        for index, segment in enumerate(held):
            likeness = sum(rarity[word] for word in reference.words & segment) / whole
            if index != reference.segment and likeness >= _LIKE:
                gains[index, reference.number] += _AGREEMENT * likeness**2
    return gains


def _best_path(
    gains: Mapping[tuple[int, int], float], skips: list[float], *, count: int, last: int
) -> tuple[int, ...]:
    """Walk segments and numbers together; every number passed over costs its skip."""
    passed = [0.0]
    for cost in skips[1:]:
        passed.append(passed[-1] + cost)
    scores = [0.0] + [-math.inf] * last
    steps: list[list[int]] = []
    for index in range(count):
        following = [-math.inf] * (last + 1)
        step = [0] * (last + 1)
        best, origin = -math.inf, 0
        for number in range(1, last + 1):
            reached = scores[number - 1] + passed[number - 1]
            if reached > best:
                best, origin = reached, number - 1
            following[number] = best - passed[number - 1] + gains.get((index, number), 0.0)
            step[number] = origin
        scores = following
        steps.append(step)
    number = max(range(last + 1), key=lambda end: (scores[end], -end))
    path = []
    for step in reversed(steps):
        path.append(number)
        number = step[number]
    return tuple(reversed(path))
