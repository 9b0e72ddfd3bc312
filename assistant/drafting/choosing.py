"""Which units a draft is made of: how well each fits topic and audience, and what there is room for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from assistant.drafting.forms import Audience, Forms
from assistant.drafting.units import Key, Unit
from assistant.terms import Terms, stands
from ingest.language import content_lemmas, lemmas, words

ABOUT, HALF = 0.45, 0.55
"""Least share of the topic's information that a unit and its heading must hold, and least share of what the best holds."""
SAME, BEGINS = 0.8, 0.65
"""What a heading is worth that asks the same, and one that names what the topic begins with."""
TEXT, NEAR, HEADING, SHARE = 0.5, 0.6, 0.5, 0.4
"""What a unit's own words, its nearness in meaning, its heading and its passage's rank count, against 1 for both together."""
GUIDE, OWN, NOTES, ASKED = 0.6, 0.2, -0.25, 0.35
"""Added for recommended wording, for the profile's own sources, for what is spoken beside a slide, and for a heading
that asks the same question."""
PREFERRED, MOST_PREFERRED, AVOIDED, SECTION, LENGTHY = 0.12, 0.36, -1.6, 0.3, -0.35
"""Added for each word that the audience wants, at most; for one that it does not; for a heading; for a long sentence."""
FIRST = 0.1
"""Added for what opens a section: sources say first what matters most."""
USED = -0.45
"""Added for each earlier variant that a unit stands in."""
GENERIC = 0.25
"""What a word counts that says little of a topic, and a figure."""
REPEATED, OPENED = -0.05, -0.14
"""Added for each unit that is taken from the same section already, and for each that begins with the same two words."""
LOOSE, STEM = 0.5, 7
"""What is left of a cover that only kindred words give, and letters by which a word is known in another form."""
FLOOR = 0.45
"""Least share of the best score."""
ALIKE = 0.7
"""Share of the shorter one's content words at which two units say nearly the same."""
_VERBS = frozenset({"innebära", "behöva", "kunna", "skapa", "nå"})
"""Of a heading that asks: they say no more than its first word."""
_ASKING = re.compile(r"^(varför|hur|vad|vem|vilka|när)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much a draft may hold of the sources' words."""

    sentences: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is written about, and for whom."""

    topic: str
    terms: Terms
    """Its lemmas, weighed."""
    audience: Audience
    profile: str
    forms: Forms

    @classmethod
    def of(cls, topic: str, terms: Terms, *, audience: Audience, profile: str, forms: Forms) -> Self:
        """Weigh what says little of a topic for what it is."""
        generic = forms.topics.generic
        weights = {k: w * (GENERIC if k in generic or k.isdigit() else 1.0) for k, w in terms.weights.items()}
        return cls(
            topic=topic,
            terms=replace(terms, weights=weights),
            audience=audience,
            profile=profile,
            forms=forms,
        )


def scored(units: Sequence[Unit], wanted: Wanted) -> tuple[Unit, ...]:
    """Return the units that are about the topic, each with its score; what leans on one of them along with it."""
    terms = wanted.terms
    about_it = {unit.key: covers(unit, wanted) for unit in units}
    least = max(ABOUT, HALF * max(about_it.values(), default=0.0))
    best = max((unit.source.score for unit in units), default=1.0) or 1.0
    nearness = _nearness(units)
    found: list[Unit] = []
    opened: set[tuple[str, str]] = set()
    about = False
    for unit in units:
        about = about_it[unit.key] >= least or (unit.leans and about)
        score = about_it[unit.key] + TEXT * terms.cover(unit.text) + NEAR * nearness[unit.key]
        score += HEADING * min(1.0, unit.source.channels.get("title", 0.0)) + SHARE * unit.source.score / best
        score += _standing(unit, wanted) + _asks(wanted.topic, unit.section) + fit(unit, wanted.audience)
        score += 0.0 if unit.place in opened else FIRST
        opened.add(unit.place)
        if about:
            found.append(replace(unit, score=score))
    return tuple(found)


def covers(unit: Unit, wanted: Wanted) -> float:
    """Return how much of the topic a unit and its heading hold, 0–1; half of it where it is about another name than the topic.

    What stands under a heading that asks the same is about it all the same; so is, in a message guide, what stands under
    one that names what the topic begins with; and what has the standing that the topic asks for.
    """
    held = _held(unit, wanted) * (1.0 if _is_named(unit, wanted) else LOOSE)
    held = max(held, _asked_standing(unit, wanted), _under_heading(unit, wanted))
    return held / 2 if _names_another(unit, wanted) else held


def _held(unit: Unit, wanted: Wanted) -> float:
    """Return what the words hold: of a list, above all what announces it; a heading alone says little outside a guide."""
    terms = wanted.terms
    held = terms.cover(f"{unit.section} {unit.announced or unit.text}")
    if unit.announced is not None:
        return max(held, terms.cover(unit.text) / 2)
    guide = unit.source.document.provenance.kind in wanted.forms.sources.guides
    return held if guide or unit.labelled or terms.cover(unit.text) else held / 2


def _is_named(unit: Unit, wanted: Wanted) -> bool:
    """Tell whether a word that carries the topic stands there itself, or in a compound or another form.

    “Hälsa” is no “folkhälsa”, though a search may well show it.
    """
    weights = wanted.terms.weights
    most = max(weights.values(), default=0.0)
    have = frozenset(lemmas(f"{unit.section} {unit.text}"))
    carrying = (lemma for lemma, weight in weights.items() if 2 * weight >= most)
    return any(lemma[:STEM] in other for lemma in carrying for other in have)


def _asked_standing(unit: Unit, wanted: Wanted) -> float:
    """Return what a unit holds of the rest of a topic that asks for its standing, as “målbilden 2035” does."""
    terms, asking = wanted.terms, wanted.forms.sources.told.get((unit.standing or "").partition(" ")[0], ())
    if not any(word.startswith(one) for one in asking for word in words(wanted.topic)):
        return 0.0
    rest = terms.without([k for k in terms.weights if k.isdigit() or k.startswith(asking)])
    return rest.cover(f"{unit.section} {unit.text}") if rest.weights else SAME


def _under_heading(unit: Unit, wanted: Wanted) -> float:
    heading = frozenset(content_lemmas(unit.section)) if unit.section else frozenset()
    asks_the_same = heading and _asks(wanted.topic, unit.section) > 0
    if asks_the_same and all(stands(one, wanted.topic) for one in heading - _VERBS):
        return SAME
    guide = unit.source.document.provenance.kind in wanted.forms.sources.guides
    return BEGINS if guide and next(iter(wanted.terms.weights), "") in heading else 0.0


def _names_another(unit: Unit, wanted: Wanted) -> bool:
    """Tell whether the topic is about one of two names that must not stand in for each other, and a unit is not."""
    topics = wanted.forms.topics
    text, topic = f"{unit.section} {unit.text}".lower(), wanted.topic.lower()
    named = [one for one in topics.names if one in topic]
    if not named or any(one in text for one in named):
        return False
    nothing_else = set(wanted.terms.weights) <= {
        *topics.generic,
        *(lemma for one in named for lemma in lemmas(one)),
    }
    titled = any(one in unit.source.document.provenance.title.lower() for one in named)
    return (nothing_else and not titled) or any(one in text for one in topics.names)


def fit(unit: Unit, audience: Audience) -> float:
    """Say how well a unit suits an audience: the words it wants, those it does not, and the sentence's length."""
    text, section = unit.text.lower(), unit.section.lower()
    wanted = min(MOST_PREFERRED, PREFERRED * sum(_begins(one, text) for one in audience.prefer))
    avoided = AVOIDED * any(_begins(one, text) for one in audience.avoid)
    headed = SECTION * (
        any(_begins(one, section) for one in audience.sections)
        - any(_begins(one, section) for one in audience.others)
    )
    longest = max(len(part.text.split()) for part in unit.parts)
    return wanted + avoided + headed + (LENGTHY if longest > audience.longest else 0.0)


def choose(
    units: Sequence[Unit],
    room: Room,
    *,
    used: Mapping[Key, int],
    taken: Sequence[Unit] = (),
    floor: float = FLOOR,
) -> tuple[Unit, ...]:
    """Take the best units while there is room, none twice in other words, and what leans with what it leans on.

    Args:
        units: Scored, in reading order.
        room: What they may fill.
        used: By key, in how many earlier variants a unit stands.
        taken: What stands in the draft already.
        floor: Least share of the best score.

    Returns:
        The chosen units, in the order given.
    """
    before = supports(units)
    least = floor * max((unit.score for unit in units), default=0.0)
    chosen: list[Unit] = []
    left = [unit for unit in units if unit.score >= least]
    while left:
        unit = max(left, key=lambda one: _worth(one, chosen, used))
        left.remove(unit)
        needed = _with_support(unit, before, chosen)
        if needed is None or any(one.score < least for one in needed):
            continue
        if any(alike(one, other) for one in needed for other in (*taken, *chosen)):
            continue
        if _fits((*chosen, *needed), room):
            chosen += needed
            left = [one for one in left if one not in needed]
    return tuple(unit for unit in units if unit in chosen)


def _worth(unit: Unit, chosen: Sequence[Unit], used: Mapping[Key, int]) -> float:
    repeated = sum(one.place == unit.place for one in chosen)
    opened = sum(_opening(one) == _opening(unit) for one in chosen)
    return unit.score + USED * used.get(unit.key, 0) + REPEATED * repeated + OPENED * opened


def _opening(unit: Unit) -> tuple[str, ...]:
    return () if unit.frame else words(unit.text)[:2]


def _with_support(unit: Unit, before: Mapping[Key, Unit], chosen: Sequence[Unit]) -> list[Unit] | None:
    """Return a unit after those that it leans on; None where one of them is missing."""
    needed = [unit]
    while needed[0].leans:
        support = before.get(needed[0].key)
        if support is None:
            return None
        if support in chosen:
            return needed
        needed.insert(0, support)
    return needed


def supports(units: Sequence[Unit]) -> Mapping[Key, Unit]:
    """Return, by key, what each leaning unit leans on: the very sentence before it, where that is a unit too."""
    found = {}
    for before, unit in pairwise(units):
        ends = [one.end for one in unit.source.passage.sentences if one.end <= unit.first.start]
        if (
            unit.leans
            and unit.place == before.place
            and before.frame is None
            and ends[-1:] == [before.last.end]
        ):
            found[unit.key] = before
    return found


def _fits(units: Sequence[Unit], room: Room) -> bool:
    sentences = sum(len(unit.parts) if unit.frame is None else 0.5 for unit in units)
    return sentences <= room.sentences and sum(unit.words for unit in units) <= room.words


def alike(one: Unit, other: Unit) -> bool:
    """Tell whether two units say nearly the same."""
    mine, theirs = (frozenset(content_lemmas(unit.text)) for unit in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) >= ALIKE


def _standing(unit: Unit, wanted: Wanted) -> float:
    provenance = unit.source.document.provenance
    guide = GUIDE if provenance.kind in wanted.forms.sources.guides else 0.0
    own = OWN if provenance.profile == wanted.profile else 0.0
    return guide + own + (NOTES if unit.first.place.notes else 0.0)


def _asks(topic: str, section: str) -> float:
    asked, heading = _ASKING.match(topic.strip()), _ASKING.match(section)
    if asked is None or heading is None:
        return 0.0
    return ASKED if asked[1].lower() == heading[1].lower() else -ASKED / 2


def _nearness(units: Sequence[Unit]) -> Mapping[Key, float]:
    """Return how near each unit is in meaning, 0–1 between the farthest and the nearest."""
    found = {}
    for unit in units:
        every = dict(
            zip((one.end for one in unit.source.passage.sentences), unit.source.similarities, strict=False)
        )
        found[unit.key] = max((every.get(end, 0.0) for end in (unit.first.end, unit.last.end)), default=0.0)
    known = [one for one in found.values() if one]
    low, high = min(known, default=0.0), max(known, default=1.0)
    spread = (high - low) or 1.0
    return {key: max(0.0, (one - low) / spread) for key, one in found.items()}


def _begins(beginning: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(beginning.lower())}", text) is not None
