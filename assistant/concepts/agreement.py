"""Whether the sources say the same of a term: by the words that carry the meaning, numbers, negations and heads.

Two voices agree when the shorter of two of their sentences has at least half of its content lemmas in the other, when no
such pair says yes and no or gives other numbers, and when what they call the term (“navet”, “basen”) is one thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.concepts.names import Name, tokens
from assistant.concepts.values import Agreement, Definition, Strength
from assistant.evidence import NEGATIONS
from ingest.language import STOP_LEMMAS

LEAST_SHARED = 0.5

_HEAD = re.compile(
    r"\b(?:är|utgör|vara|innebär|beskrivas\s+som|beskrivs\s+som)\s+(?P<denied>inte\s+)?(?P<head>[^,.;:()–]+)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_HEAD_ENDS = frozenset("som att i på av för med till från om inom mellan där och utan mot".split())
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a definition says, apart from the term itself."""

    lemmas: frozenset[str]
    numbers: frozenset[str]
    negations: frozenset[str]
    head: str | None


def agreement(definitions: Sequence[Definition], names: Sequence[Name]) -> Agreement:
    """Compare what the voices say of a term; the handbook and what merely speaks of the term have no say.

    Args:
        definitions: Of one concept.
        names: The term's names: they say nothing of what it is.
    """
    own = frozenset(lemma for name in names for lemma in name)
    voices: dict[str, list[_Content]] = {}
    for one in definitions:
        if not one.guide and one.strength > Strength.SPEAKS:
            voices.setdefault(one.voice, []).extend(_contents(one.text, own))
    if len(voices) < 2:  # noqa: PLR2004  # it takes two to agree
        return Agreement.SINGLE
    pairs = combinations(voices.values(), 2)
    return Agreement.AGREE if all(_agree(mine, theirs) for mine, theirs in pairs) else Agreement.DIFFER


def _agree(mine: Sequence[_Content], theirs: Sequence[_Content]) -> bool:
    heads, others = ({one.head for one in side if one.head} for side in (mine, theirs))
    if heads and others and not any(_same_head(head, other) for head in heads for other in others):
        return False
    alike = [(one, other) for one in mine for other in theirs if _share_words(one, other)]
    return bool(alike) and not any(_contradict(one, other) for one, other in alike)


def _share_words(one: _Content, other: _Content) -> bool:
    smaller = min(len(one.lemmas), len(other.lemmas))
    return smaller > 0 and len(one.lemmas & other.lemmas) / smaller >= LEAST_SHARED


def _contradict(one: _Content, other: _Content) -> bool:
    other_numbers = bool(one.numbers and other.numbers) and one.numbers != other.numbers
    return other_numbers or bool(one.negations) != bool(other.negations)


def _same_head(one: str, other: str) -> bool:
    """Tell whether two heads are the same word, or one is a compound of the other: “arbetssätt” and “sätt”."""
    return one.endswith(other) or other.endswith(one)


def _contents(text: str, own: frozenset[str]) -> Iterator[_Content]:
    """Yield what each sentence of a definition says."""
    return (_content(part, own) for part in _SENTENCE_END.split(text) if part.strip())


def _content(text: str, own: frozenset[str]) -> _Content:
    words = tokens(text)
    return _Content(
        lemmas=frozenset(word.lemma for word in words) - STOP_LEMMAS - own - NEGATIONS,
        numbers=frozenset(word.word for word in words if word.word[0].isdigit()),
        negations=frozenset(word.word for word in words) & NEGATIONS,
        head=_head(text),
    )


def _head(text: str) -> str | None:
    """Return the lemma of what a definition calls its term.

    >>> _head("Primärvården är navet i vården."), _head("Det är ett nytt sätt att arbeta."), _head("Gör så här.")
    ('nav', 'sätt', None)
    """
    found = _HEAD.search(text)
    before: list[str] = []
    for word in tokens(found["head"]) if found and not found["denied"] else ():
        if word.word in _HEAD_ENDS:
            break
        before.append(word.lemma)
    return before[-1] if before and len(before[-1]) >= _SHORT else None
