"""Which of the gathered units a draft takes: how the room is shared, and how one variant differs from another."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.choosing import FLOOR, Room, choose
from assistant.drafting.composing import Plan
from assistant.drafting.gathering import Gathered
from assistant.drafting.telling import by_publisher
from assistant.drafting.units import Key, Unit

THIN = 3
"""Fewer own units let in what is told under its standing, though the topic does not ask for it."""
BESIDE_TOLD = 3
"""Where the topic asks for what has a standing, the share of the room that the rest gets: one in so many."""
ASKED_FLOOR = 0.2
"""Least share of the best score of what has a standing: whatever has it is what the topic asks for."""
OWN_IS_ENOUGH = 0.6
"""Share of the ordered sentences from which the profile needs nobody else's words."""
OTHERS = 0.45
"""Share of the room that other publishers get at most, where the profile has words of its own."""
PUBLISHERS = 3
"""Other publishers that speak where the profile has no words of its own."""
ENOUGH = 0.5
"""Share of the ordered sentences below which a draft is called short."""

_Pick = Callable[[Sequence[Unit], Room, Sequence[Unit]], tuple[Unit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A plan with its units, and what is to be said of it."""

    plan: Plan
    new: bool
    """False where an earlier variant took the same units: there is nothing else that is as good."""

    @property
    def is_short(self) -> bool:
        """True when the sources give much less than was ordered."""
        most, _ = self.plan.channel.lengths[self.plan.length]
        return told_sentences(self.plan.units) < ENOUGH * most


def filled(plan: Plan, gathered: Gathered, *, barred: Collection[Key]) -> Filled:
    """Return the plan with the units of its variant: each variant takes others than those before it, where it can.

    Args:
        plan: Without units.
        gathered: What there is.
        barred: Keys of units that the check has taken out.
    """
    used: Counter[Key] = Counter()
    seen: set[frozenset[Key]] = set()
    new = True
    for _ in range(plan.brief.variant):
        plan = _chosen(plan, gathered, used, barred)
        keys = frozenset(unit.key for unit in plan.units)
        new = keys not in seen
        seen.add(keys)
        used.update(keys)
    return Filled(plan=plan, new=new)


def _chosen(plan: Plan, gathered: Gathered, used: Counter[Key], barred: Collection[Key]) -> Plan:
    most_sentences, most_words = plan.channel.lengths[plan.length]
    room = Room(sentences=most_sentences, words=most_words)

    def pick(
        units: Sequence[Unit], room: Room, taken: Sequence[Unit] = (), floor: float = FLOOR
    ) -> tuple[Unit, ...]:
        allowed = [one for one in units if one.key not in barred]
        return choose(allowed, room, used=used, taken=taken, floor=floor) if room.sentences > 0 else ()

    beside = Room(sentences=max(1, most_sentences // BESIDE_TOLD), words=most_words // BESIDE_TOLD)
    own = pick(gathered.own, beside if gathered.asked else room)
    waiting = gathered.waiting if len(gathered.own) < THIN else ()
    told = pick(gathered.asked or waiting, _rest(room, own), own, ASKED_FLOOR)
    rest = _beside_own(room, (*own, *told))
    others = _in_turn(gathered.others, rest, pick, taken=(*own, *told))
    inside = plan.channel.form == "text" and plan.channel.id != "pressmeddelande"
    return replace(plan, own=own, told=told, others=others, next_step=gathered.next_step if inside else None)


def _beside_own(room: Room, own: Sequence[Unit]) -> Room:
    """Return the room that other publishers get beside the profile's own words."""
    rest = _rest(room, own)
    if not own:
        return rest
    if told_sentences(own) >= OWN_IS_ENOUGH * room.sentences:
        return Room(sentences=0, words=0)
    return Room(
        sentences=min(rest.sentences, int(room.sentences * OTHERS)),
        words=min(rest.words, int(room.words * OTHERS)),
    )


def _rest(room: Room, taken: Sequence[Unit]) -> Room:
    return Room(
        sentences=room.sentences - told_sentences(taken),
        words=room.words - sum(unit.words for unit in taken),
    )


def _in_turn(units: Sequence[Unit], room: Room, pick: _Pick, *, taken: Sequence[Unit]) -> tuple[Unit, ...]:
    """Let the best publishers speak, each within its share of the room; one only beside the profile's own words."""
    groups = by_publisher(units)[: 1 if taken else PUBLISHERS]
    if not groups or room.sentences <= 0:
        return ()
    share = Room(sentences=max(1, room.sentences // len(groups)), words=room.words // len(groups))
    said: list[Unit] = []
    for group in groups:
        said += pick(group, share, (*taken, *said))
    return tuple(said)


def told_sentences(units: Sequence[Unit]) -> int:
    """Return how many sentences and items units make."""
    return sum(len(unit.parts) for unit in units)
