"""Printed lines, as a PDF holds them, into paragraphs: by type size, leading, indent and bullets."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.characters import drop_bullet
from ingest.layout import divides_words, goes_on, is_ended, join_lines

_SAME_SIZE = 0.6
_NEAR = 3.0
_WIDEST_INDENT = 45.0
_LOOSE = 1.3
"""A gap of this many times the usual leading parts two paragraphs."""
_FALLBACK_LEADING = 1.25
_WIDEST_LEADING = 2.2
_SHORT = 0.7
_NUMBERED = re.compile(r"\d{1,3}[.)] \S")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line of a page; x and y in points, y growing upwards."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedParagraph:
    """Lines of one paragraph, joined."""

    text: str
    item: bool
    first: PrintedLine
    last: PrintedLine
    hangs: bool = False
    """True when its second line stands further in than the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """How a file sets its paragraphs, learnt from all its lines."""

    leading: dict[int, float]
    """Usual distance between lines, by size in whole points."""
    longest: dict[int, int]
    """Characters of the longest line, by size."""
    hanging: frozenset[int]
    """Left edges, in whole points, from which later lines hang further in."""
    indented: frozenset[int]
    """Left edges at which a first line is indented."""
    divides: bool
    """True when words are divided at line ends."""


def printed_paragraphs(
    lines: Sequence[PrintedLine], *, like: Sequence[PrintedLine] = ()
) -> tuple[PrintedParagraph, ...]:
    """Join lines into paragraphs, set as the lines of `like` are; a paragraph may run on over a page break."""
    habits = _habits((*like, *lines))
    done: list[PrintedParagraph] = []
    for line in lines:
        text, bullet = drop_bullet(line.text)
        if not text:
            continue
        if done and not bullet and not _starts(done[-1], line, habits):
            done[-1] = _extended(done[-1], line, divides=habits.divides)
        else:
            item = bullet or bool(_NUMBERED.match(text))
            done.append(PrintedParagraph(text=text, item=item, first=line, last=line))
    return tuple(done)


def _extended(paragraph: PrintedParagraph, line: PrintedLine, *, divides: bool) -> PrintedParagraph:
    hangs = paragraph.hangs or (not paragraph.item and line.x > paragraph.first.x + _NEAR)
    return replace(
        paragraph, text=join_lines(paragraph.text, line.text, divides=divides), last=line, hangs=hangs
    )


def _starts(paragraph: PrintedParagraph, line: PrintedLine, habits: _Habits) -> bool:
    last = paragraph.last
    if abs(line.size - last.size) > _SAME_SIZE or line.bold != last.bold:
        return True
    if line.page != last.page:
        return is_ended(paragraph.text) or not goes_on(line.text)
    return (
        _is_apart(last, line, habits)
        or _is_outdented(paragraph, line, habits)
        or _follows_short_line(paragraph, line, habits)
    )


def _is_apart(last: PrintedLine, line: PrintedLine, habits: _Habits) -> bool:
    drop = last.y - line.y
    usual = habits.leading.get(round(line.size), line.size * _FALLBACK_LEADING)
    return drop <= 0 or drop > usual * _LOOSE


def _is_outdented(paragraph: PrintedParagraph, line: PrintedLine, habits: _Habits) -> bool:
    edge = round(line.x)
    if paragraph.item and line.x <= paragraph.first.x + _NEAR:
        return (
            edge in habits.hanging
            or paragraph.last is not paragraph.first
            or _NUMBERED.match(line.text) is not None
        )
    if edge in habits.indented:
        return True
    back = paragraph.hangs and line.x <= paragraph.first.x + _NEAR
    return back or (edge in habits.hanging and abs(line.x - paragraph.first.x) <= _NEAR)


def _follows_short_line(paragraph: PrintedParagraph, line: PrintedLine, habits: _Habits) -> bool:
    last = paragraph.last
    if paragraph.item or line.x > paragraph.first.x + _NEAR:
        return False
    short = len(last.text) < _SHORT * habits.longest[round(last.size)]
    return short and is_ended(last.text) and not goes_on(line.text)


def _habits(lines: Sequence[PrintedLine]) -> _Habits:
    drops: dict[int, Counter[float]] = {}
    longest: dict[int, int] = {}
    steps: Counter[tuple[int, int]] = Counter()
    closed: Counter[tuple[int, int]] = Counter()
    for line in lines:
        size = round(line.size)
        longest[size] = max(longest.get(size, 0), len(line.text))
    for last, line in _neighbours(lines):
        drops.setdefault(round(line.size), Counter())[round(last.y - line.y)] += 1
        step = (round(last.x), round(line.x))
        if _NEAR < line.x - last.x < _WIDEST_INDENT and not drop_bullet(last.text)[1]:
            steps[step] += 1
            closed[step] += is_ended(last.text)
    often = [step for step, count in steps.items() if count > 1]
    return _Habits(
        leading={size: min(_usual(counts), size * _WIDEST_LEADING) for size, counts in drops.items()},
        longest=longest,
        hanging=frozenset(step[0] for step in often if closed[step] * 2 <= steps[step]),
        indented=frozenset(step[1] for step in often if closed[step] * 2 > steps[step]),
        divides=divides_words([line.text for line in lines]),
    )


def _usual(drops: Counter[float]) -> float:
    """Return the most common drop; of equals the smallest, since gaps only widen it."""
    most = max(drops.values())
    return min(drop for drop, count in drops.items() if count == most)


def _neighbours(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    for last, line in pairwise(lines):
        same = last.page == line.page and abs(last.size - line.size) <= _SAME_SIZE
        if same and last.y > line.y:
            yield last, line
