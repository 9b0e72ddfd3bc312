"""Two texts laid beside each other word by word: what is the same, what is missing, what was added."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

KIN = 0.4
"""What it costs that two words differ in form only, against 1 for another word."""


class Kind(StrEnum):
    """How words of a pasted text stand to the source."""

    EQUAL = "equal"
    MISSING = "missing"
    """They stand in the source, not in the text."""
    ADDED = "added"
    """They stand in the text, not in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A run of words of one kind."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The best place of a text in a longer one."""

    pairs: tuple[tuple[int | None, int | None], ...]
    """Numbers of a word of the text and of the source, in order; None where the other has no word for it."""

    @property
    def first(self) -> int:
        """Number of the first source word."""
        return next(theirs for _, theirs in self.pairs if theirs is not None)

    @property
    def last(self) -> int:
        """Number of the last source word."""
        return next(theirs for _, theirs in reversed(self.pairs) if theirs is not None)


def align(mine: Sequence[str], theirs: Sequence[str], *, kin: Callable[[str, str], bool]) -> Alignment | None:
    """Place a text where it costs fewest changed words in a source whose ends are free; None where no word is the same.

    Args:
        mine: The text's words.
        theirs: The source's.
        kin: Tells whether two words are forms of one.
    """
    costs = _costs(mine, theirs, kin)
    end = min(range(len(theirs) + 1), key=lambda at: (costs[-1][at], -at))
    pairs = tuple(reversed(list(_traced(costs, mine, theirs, kin, end))))
    held = any(a is not None and b is not None and mine[a] == theirs[b] for a, b in pairs)
    return Alignment(pairs=pairs) if held else None


def differences(
    alignment: Alignment, mine: Sequence[str], theirs: Sequence[str], *, same: Callable[[int, int], bool]
) -> tuple[Difference, ...]:
    """Return an alignment as runs of equal, missing and added words, as they are written."""
    steps = [step for pair in alignment.pairs for step in _steps(pair, mine, theirs, same)]
    ordered = [
        step for _, part in groupby(steps, key=lambda step: step[0] is Kind.EQUAL) for step in _sorted(part)
    ]
    return tuple(
        Difference(kind=kind, words=" ".join(word for _, word in part))
        for kind, part in groupby(ordered, key=lambda step: step[0])
    )


def _sorted(steps: Iterator[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Put what is missing before what was added."""
    return sorted(steps, key=lambda step: step[0] is Kind.ADDED)


def _steps(
    pair: tuple[int | None, int | None],
    mine: Sequence[str],
    theirs: Sequence[str],
    same: Callable[[int, int], bool],
) -> Iterator[tuple[Kind, str]]:
    a, b = pair
    if a is not None and b is not None and same(a, b):
        yield Kind.EQUAL, theirs[b]
        return
    if b is not None:
        yield Kind.MISSING, theirs[b]
    if a is not None:
        yield Kind.ADDED, mine[a]


def _costs(mine: Sequence[str], theirs: Sequence[str], kin: Callable[[str, str], bool]) -> list[list[float]]:
    """Return the cost of every beginning of the text that ends at every word of the source."""
    rows = [[0.0] * (len(theirs) + 1)]
    for number, word in enumerate(mine, 1):
        before, row = rows[-1], [float(number)]
        for at, other in enumerate(theirs, 1):
            row.append(min(before[at - 1] + _cost(word, other, kin), before[at] + 1, row[at - 1] + 1))
        rows.append(row)
    return rows


def _cost(word: str, other: str, kin: Callable[[str, str], bool]) -> float:
    if word == other:
        return 0.0
    return KIN if kin(word, other) else 1.0


def _traced(
    costs: Sequence[Sequence[float]],
    mine: Sequence[str],
    theirs: Sequence[str],
    kin: Callable[[str, str], bool],
    end: int,
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs from the last to the first."""
    at = end
    number = len(mine)
    while number:
        cost = costs[number][at]
        if at and cost == costs[number - 1][at - 1] + _cost(mine[number - 1], theirs[at - 1], kin):
            number, at = number - 1, at - 1
            yield number, at
        elif cost == costs[number - 1][at] + 1:
            number -= 1
            yield number, None
        else:
            at -= 1
            yield None, at
