"""Sources that disagree about a direction: what one calls growing, another calls shrinking."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.evidence import Candidate
from assistant.terms import Terms
from ingest.documents import Sentence
from ingest.language import lemmas, words

LEAST_FOCUS = 0.75
"""Least share of what is asked about that must stand in the very clause that gives the direction."""
MOST_A_SIDE = 3
_MOST_WORDS = 18
"""A longer sentence is quoted by its clause."""

_CLAUSE = re.compile(r"\s*(?:,|;|:|\bmedan\b|\boch\b|\bmen\b|\bsamtidigt\s+som\b|\bdock\b)\s*", re.IGNORECASE)
_UP = frozenset("öka växa fler stiga".split())
_DOWN = frozenset("minska sjunka färre".split())
_MEASURE = _UP | _DOWN | frozenset("få antal andel grupp mycket procent bli plus utveckla förändra".split())


class Direction(StrEnum):
    """Which way something goes; the value is the heading that it gets."""

    DOWN = "Färre eller minskar"
    UP = "Fler eller ökar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What speaks for one direction."""

    direction: Direction
    candidates: tuple[Candidate, ...]


def opposed(terms: Terms, found: Sequence[Candidate], *, profile: str) -> tuple[Side, ...]:
    """Return both sides where candidates give opposite directions for what is asked about, own region's first; else nothing.

    Args:
        terms: The question's lemmas, weighed.
        found: Candidates, best first.
        profile: The asker's.
    """
    focus = replace(terms, weights={k: v for k, v in terms.weights.items() if k not in _MEASURE})
    if not focus.weights:
        return ()
    sides: dict[Direction, list[Candidate]] = {}
    for candidate in found:
        for direction, said in _directed(candidate, focus):
            known = sides.setdefault(direction, [])
            if len(known) < MOST_A_SIDE and not any(_same_place(said, other) for other in known):
                known.append(said)
    if len(sides) < len(Direction):
        return ()
    ordered = sorted(sides.items(), key=lambda side: (not _has_own(side[1], profile), -len(side[1])))
    return tuple(
        Side(
            direction=direction, candidates=tuple(sorted(every, key=lambda one: not _has_own([one], profile)))
        )
        for direction, every in ordered
    )


def _directed(candidate: Candidate, focus: Terms) -> Iterator[tuple[Direction, Candidate]]:
    """Yield each direction that a sentence gives for the focus, with what is to be quoted."""
    passage = candidate.source.passage
    for sentence in candidate.sentences if not candidate.items else ():
        text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
        for start, end in _clauses(text):
            have = frozenset((*lemmas(text[start:end]), *words(text[start:end])))
            direction = _direction(have)
            if direction is not None and focus.cover_of(have) >= LEAST_FOCUS:
                whole = len(text.split()) <= _MOST_WORDS
                yield direction, _cut(candidate, sentence, *((0, len(text)) if whole else (start, end)))


def _direction(have: Iterable[str]) -> Direction | None:
    up, down = not _UP.isdisjoint(have), not _DOWN.isdisjoint(have)
    if up == down:
        return None
    return Direction.UP if up else Direction.DOWN


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _cut(candidate: Candidate, sentence: Sentence, start: int, end: int) -> Candidate:
    passage = candidate.source.passage
    shorter = replace(sentence, start=sentence.start + start, end=sentence.start + end)
    quote = passage.text[shorter.start - passage.start : shorter.end - passage.start]
    return replace(candidate, sentences=(shorter,), quote=quote, texts=(quote,), label=None)


def _same_place(one: Candidate, other: Candidate) -> bool:
    mine, theirs = one.sentences[0].place, other.sentences[0].place
    return one.source.document.id == other.source.document.id and mine == theirs


def _has_own(candidates: Iterable[Candidate], profile: str) -> bool:
    return any(one.source.document.provenance.profile == profile for one in candidates)
