"""Units as numbered sentences: which opens, which stand together, and how framed items are joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from assistant.answers import Citation, Origin
from assistant.citations import cite
from assistant.drafting.units import Key, Unit
from assistant.drafting.values import DraftSentence

_LONGEST_LEAD = 34
"""Words of a lead at most."""
_OPENS = 0.25
"""Added for what opens its section, when the lead is chosen."""
_ADDS_TO = 0.6
"""Taken from what says that it adds to something, as “också” does."""
_ALSO = re.compile(r"\b(?:också|även)\b", re.IGNORECASE)
_LISTED, _SHORT = 3, 10
"""Items of a frame that make a list; words of an item that goes into one sentence with another."""


@dataclass(slots=True)
class Numbers:
    """Gives each cited place its number, in the order of the text."""

    citations: list[Citation] = field(default_factory=list)
    _known: dict[Key, int] = field(default_factory=dict)

    def of(self, unit: Unit) -> int:
        """Return a unit's number; the same one for the same place."""
        if unit.key not in self._known:
            self._known[unit.key] = len(self.citations) + 1
            self.citations.append(citation(unit, number=len(self.citations) + 1))
        return self._known[unit.key]


def citation(unit: Unit, *, number: int) -> Citation:
    """Cut a unit's words from the stored source, verified."""
    return cite(unit.source.document, unit.source.passage, unit.first, unit.last, number=number)


def lead_of(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return the unit that opens a draft with what leans on it, and the others."""
    opening = {next(iter(group)).key for _, group in groupby(units, key=lambda unit: unit.place)}
    alone = [one for one in units if not one.leans and len(one.parts) == 1]
    fitting = [one for one in alone if one.frame is None and one.announced is None] or alone
    brief = [one for one in fitting if one.words <= _LONGEST_LEAD] or fitting
    if not brief:
        return (), tuple(units)
    first = max(
        brief,
        key=lambda one: one.score + _OPENS * (one.key in opening) - _ADDS_TO * bool(_ALSO.search(one.text)),
    )
    if first.frame is not None:
        together = tuple(one for one in units if one.frame is not None and one.place == first.place)
        return together, tuple(one for one in units if one not in together)
    at = units.index(first)
    end = at + 1
    while end < len(units) and units[end].leans and units[end].place == first.place:
        end += 1
    return tuple(units[at:end]), (*units[:at], *units[end:])


def sections(units: Sequence[Unit], *, first: Sequence[Unit]) -> list[list[Unit]]:
    """Return units by section: that of the lead first, then the best; each in reading order."""
    found: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.place, []).append(unit)
    leading = first[0].place if first else None
    return sorted(
        found.values(), key=lambda group: (group[0].place != leading, -max(one.score for one in group))
    )


def parted(grouped: Sequence[list[Unit]]) -> tuple[list[list[Unit]], list[Unit]]:
    """Part sections from what has no heading or is alone under it: a heading over one sentence reads badly."""
    whole = [group for group in grouped if group[0].section and (len(group) > 1 or len(group[0].parts) > 1)]
    return whole, [unit for group in grouped if group not in whole for unit in group]


def sentences(
    units: Sequence[Unit], numbers: Numbers, *, voice: str | None = None, as_items: bool = False
) -> tuple[DraftSentence, ...]:
    """Return units as sentences; the framed items of a section stand together, where the first of them stood.

    Args:
        units: In reading order.
        numbers: Gives each its number.
        voice: The publisher, where another than the profile's own speaks.
        as_items: True where each stands on a line of its own: then a framed item is told as the source has it.
    """
    found: list[DraftSentence] = []
    done: set[tuple[str, str]] = set()
    for unit in units:
        if unit.frame is None:
            found += _plain(unit, numbers, voice, as_items=as_items)
        elif as_items:
            found.append(_quoted_item(unit, numbers))
        elif unit.place not in done:
            done.add(unit.place)
            found += _framed(
                [one for one in units if one.frame is not None and one.place == unit.place], numbers
            )
    return tuple(found)


def _plain(unit: Unit, numbers: Numbers, voice: str | None, *, as_items: bool) -> Iterator[DraftSentence]:
    number = numbers.of(unit)
    for part in unit.parts:
        yield DraftSentence(
            text=part.text, origin=part.origin, citations=(number,), original=part.original,
            item=part.item or as_items, voice=voice,
        )  # fmt: skip


def _framed(units: Sequence[Unit], numbers: Numbers) -> Iterator[DraftSentence]:
    """Yield framed items: one or two as sentences, more as a list under what announces them."""
    if len(units) >= _LISTED:
        first = numbers.of(units[0])
        yield DraftSentence(
            text=units[0].listing, origin=Origin.ADAPTED, citations=(first,), original=units[0].section
        )
        yield from (_quoted_item(unit, numbers) for unit in units)
        return
    for group in [list(units)] if _go_together(units) else [[unit] for unit in units]:
        yield _sentence(group, numbers, goes_on=group[0] is not units[0])


def _sentence(group: Sequence[Unit], numbers: Numbers, *, goes_on: bool) -> DraftSentence:
    frame = group[0].frame
    opening = frame.further if frame is not None and goes_on else group[0].opening
    between = f" och {frame.joined} " if frame is not None else " "
    return DraftSentence(
        text=f"{opening} {between.join(unit.text for unit in group)}.", origin=Origin.ADAPTED,
        citations=tuple(numbers.of(unit) for unit in group), original=" ".join(unit.original for unit in group),
    )  # fmt: skip


def _quoted_item(unit: Unit, numbers: Numbers) -> DraftSentence:
    return DraftSentence(text=unit.original, origin=Origin.QUOTE, citations=(numbers.of(unit),), item=True)


def _go_together(units: Sequence[Unit]) -> bool:
    """Tell whether framed items make one sentence: short ones without clauses of their own."""
    return all(unit.words <= _SHORT and not set(unit.text) & set(",–;") for unit in units)


def by_standing(units: Sequence[Unit]) -> Iterator[tuple[str, list[Unit]]]:
    """Yield the units of each standing, in reading order."""
    ordered = sorted(units, key=lambda unit: unit.standing or "")
    for standing, group in groupby(ordered, key=lambda unit: unit.standing or ""):
        yield standing, list(group)


def by_publisher(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return units by publisher, the best first; each in reading order."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.source.document.provenance.publisher, []).append(unit)
    return sorted(found.values(), key=lambda group: -max(unit.score for unit in group))
