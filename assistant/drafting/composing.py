"""A draft's blocks: the chosen units as numbered sentences, ordered and headed as the channel wants it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Origin
from assistant.drafting.forms import Audience, Channel, Forms, Length
from assistant.drafting.telling import (
    Numbers,
    by_publisher,
    by_standing,
    lead_of,
    parted,
    sections,
    sentences,
)
from assistant.drafting.units import Unit
from assistant.drafting.values import Brief, DraftBlock, DraftSentence
from ingest.catalogue import UNKNOWN_PUBLISHER
from ingest.language import content_lemmas

_ON_A_SLIDE, _BULLETS = 24, 4
"""Words of a bullet, and bullets on a slide, at most."""
_LISTED = 3
"""Quotations of another publisher that make a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a draft is composed of."""

    brief: Brief
    channel: Channel
    audience: Audience
    length: Length
    title: str
    own: tuple[Unit, ...]
    """The profile's own and the recommended wording, in reading order."""
    told: tuple[Unit, ...] = ()
    """What is told under its standing only."""
    others: tuple[Unit, ...] = ()
    """What other publishers say, shown as such."""
    next_step: Unit | None = None
    """Where the guide says there is more."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Everything that is taken from sources on the topic."""
        return (*self.own, *self.told, *self.others)


class Composer:
    """Composes plans into blocks."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def blocks(self, plan: Plan, numbers: Numbers) -> tuple[DraftBlock, ...]:
        """Return the blocks of a draft, and let `numbers` keep its citations."""
        match plan.channel.form:
            case "text":
                return tuple(self._text(plan, numbers))
            case "slides":
                return tuple(self._slides(plan, numbers))
            case "post":
                return (self._post(plan, numbers),)

    def _text(self, plan: Plan, numbers: Numbers) -> Iterator[DraftBlock]:
        headed = plan.channel.has_headings(plan.length)
        opening = [own(plan.channel.opening)] if plan.channel.opening else []
        lead, rest = lead_of(plan.own)
        grouped = sections(rest, first=lead)
        going_on = grouped.pop(0) if lead and grouped and grouped[0][0].place == lead[0].place else []
        whole, lone = parted(grouped)
        beside = lone if len(lone) == 1 else []
        if opening or lead:
            yield DraftBlock(heading="", sentences=(*opening, *sentences((*lead, *beside), numbers)))
        if going_on:
            yield DraftBlock(heading="", sentences=sentences(going_on, numbers))
        for section in whole:
            yield DraftBlock(
                heading=self._heading(section[0], plan.title) if headed else "",
                sentences=sentences(section, numbers),
            )
        if lone and not beside:
            heading = self._forms.words.more_heading if headed else ""
            yield DraftBlock(heading=heading, sentences=sentences(lone, numbers))
        yield from self._told(plan, numbers)
        yield from self._others(plan, numbers, headed=headed)
        yield self._call(plan, numbers, headed=headed)

    def _told(self, plan: Plan, numbers: Numbers) -> Iterator[DraftBlock]:
        """Yield what has a standing section by section: what it is worth is said in every heading and once in words."""
        words = self._forms.words
        for standing, units in by_standing(plan.told):
            opening: tuple[DraftSentence, ...] = (own(words.told_opening.format(standing=_named(standing))),)
            name = standing[:1].upper() + standing[1:]
            for section in sections(units, first=()):
                under = section[0].section
                plain = not under or set(content_lemmas(under)) <= set(content_lemmas(name))
                heading = name if plain else words.told_heading.format(standing=name, section=under)
                yield DraftBlock(heading=heading, sentences=(*opening, *sentences(section, numbers)))
                opening = ()

    def _others(self, plan: Plan, numbers: Numbers, *, headed: bool) -> Iterator[DraftBlock]:
        """Yield what others say, publisher by publisher; alone in the draft each gets a block of its own."""
        alone = not plan.own and not plan.told
        said = [(units[0], self._voiced(units, numbers)) for units in by_publisher(plan.others)]
        if alone:
            for number, (first, told) in enumerate(said):
                heading = first.source.document.provenance.publisher if headed and number else ""
                yield DraftBlock(heading=heading, sentences=told)
        elif said:
            heading = self._forms.words.others_heading if headed else ""
            yield DraftBlock(heading=heading, sentences=tuple(one for _, told in said for one in told))

    def _voiced(self, units: Sequence[Unit], numbers: Numbers) -> tuple[DraftSentence, ...]:
        provenance, words = units[0].source.document.provenance, self._forms.words
        unsigned = provenance.publisher == UNKNOWN_PUBLISHER
        opening = words.title_opening if unsigned else words.others_opening
        voice = provenance.title if unsigned else provenance.publisher
        first = own(opening.format(publisher=provenance.publisher, title=provenance.title))
        told = sentences(units, numbers, voice=voice)
        return (first, *(_bullets(told) if len(told) >= _LISTED else told))

    def _call(self, plan: Plan, numbers: Numbers, *, headed: bool) -> DraftBlock:
        contact = plan.channel.id == "pressmeddelande"
        heading = self._forms.words.contact_heading if contact else plan.audience.call_heading
        more = sentences([plan.next_step], numbers) if plan.next_step is not None else ()
        call = own(plan.audience.call(plan.channel.id, plan.brief.variant))
        return DraftBlock(heading=heading if headed or contact else "", sentences=(call, *more))

    def _slides(self, plan: Plan, numbers: Numbers) -> Iterator[DraftBlock]:
        words = self._forms.words
        lead, rest = lead_of(plan.own)
        note = own(words.opening_note.format(topic=plan.brief.topic))
        yield DraftBlock(heading=plan.title, sentences=sentences(lead, numbers), notes=(note,))
        whole, lone = parted(sections(rest, first=lead))
        for section in whole:
            same = section[0].section.casefold() == plan.title.casefold()
            heading = words.core_heading if same else section[0].section or words.more_heading
            yield self._slide(section, heading, numbers)
        if lone:
            yield self._slide(lone, words.more_heading, numbers)
        for block in self._told(plan, numbers):
            yield replace(block, sentences=_bullets(block.sentences))
        for block in self._others(plan, numbers, headed=True):
            yield replace(
                block, heading=block.heading or words.others_heading, sentences=_bullets(block.sentences)
            )
        call = own(plan.audience.call(plan.channel.id, plan.brief.variant))
        yield DraftBlock(heading=words.talk_heading, sentences=(call,), notes=(own(words.talk_note),))

    def _slide(self, section: Sequence[Unit], heading: str, numbers: Numbers) -> DraftBlock:
        """Put what is short on the slide and the rest into its notes; a framed item stands there as the source has it."""
        short = [unit for unit in section if unit.longest <= _ON_A_SLIDE and not unit.leans]
        shown = short[:_BULLETS] or [min(section, key=lambda unit: unit.words)]
        spoken = [unit for unit in section if unit not in shown]
        bullets = [bullet for unit in shown for bullet in sentences([unit], numbers, as_items=True)]
        return DraftBlock(heading=heading, sentences=tuple(bullets), notes=sentences(spoken, numbers))

    def _post(self, plan: Plan, numbers: Numbers) -> DraftBlock:
        call = own(plan.audience.call(plan.channel.id, plan.brief.variant))
        room = (plan.channel.most_characters or 0) - len(call.text) - 1
        lead, rest = lead_of(plan.own)
        told: list[DraftSentence] = []
        before: Unit | None = None
        for unit in (*lead, *(unit for section in sections(rest, first=lead) for unit in section)):
            follows = before is not None and unit.place == before.place
            before = unit if (follows or not unit.leans) and _fits(told, unit, room) else None
            told += sentences([unit], numbers) if before else ()
        return DraftBlock(heading="", sentences=(*(told or self._one(plan, numbers, room)), call))

    def _one(self, plan: Plan, numbers: Numbers, room: int) -> tuple[DraftSentence, ...]:
        """Return the first that fits of what is told under its standing, or of what another publisher says."""
        for unit in (*plan.told, *plan.others):
            told = self._introduced(unit, plan, Numbers())
            if not unit.leans and sum(len(one.clean) + 1 for one in told) <= room:
                return self._introduced(unit, plan, numbers)
        return ()

    def _introduced(self, unit: Unit, plan: Plan, numbers: Numbers) -> tuple[DraftSentence, ...]:
        if unit in plan.others:
            return self._voiced([unit], numbers)
        opening = own(self._forms.words.told_opening.format(standing=_named(unit.standing or "")))
        return (opening, *sentences([unit], numbers))

    def _heading(self, unit: Unit, title: str) -> str:
        """Return the heading over a section: the source's, unless it only repeats the title."""
        heading = unit.section or self._forms.words.more_heading
        return "" if set(content_lemmas(heading)) <= set(content_lemmas(title)) else heading


def own(text: str) -> DraftSentence:
    """Return a sentence of our own words."""
    return DraftSentence(text=text, origin=Origin.OWN)


def _bullets(told: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    return tuple(replace(one, item=one.origin is not Origin.OWN) for one in told)


def _fits(told: Sequence[DraftSentence], unit: Unit, room: int) -> bool:
    return sum(len(one.text) + 1 for one in told) + len(unit.opening) + len(unit.text) + 2 <= room


def _named(standing: str) -> str:
    """Return a standing inside a sentence, with its article.

    >>> _named("målbild 2035"), _named("exempel")
    ('målbilden för 2035', 'exempel')
    """
    word, _, year = standing.partition(" ")
    definite = {"målbild": "målbilden", "mål": "målen", "prognos": "en prognos"}.get(word, word)
    return f"{definite} för {year}" if year else definite
