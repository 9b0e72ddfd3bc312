"""Which candidates an answer shows: the best, then what comes near it, within the space and without saying a thing twice."""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.evidence import Candidate, names
from assistant.terms import Terms
from ingest.language import content_lemmas, lemmas

MOST_WORDS = 120
"""Labels and marks counted."""
MOST_SOURCES = 3
MOST_SENTENCES = 7
RELATIVE, BRIEF = 0.6, 0.85
"""A sentence must score at least this share of the best one's; more where a figure, a date or somebody is asked for."""
OTHER_SOURCE = 0.6
"""The same for the first sentence of a further source."""
COMPLEMENT, LEFT_OUT, HALF = 0.5, 0.2, 0.5
"""What complements the best: least share of its score, of the question that the best leaves out, and of that which it holds."""
TO_THE_POINT = 0.35
"""Least share of the best source's cover at which a compared source is heard."""
ROOM_OF_ONE = 1.6
"""Most of its even share of the words that one compared source's quotation may take."""
NAMED = 0.6
"""Least share of the best score for a named source to speak alone."""
SHORT_ITEM = 6
"""Words that an item has on average in a list that only names things."""
_ALIKE = 0.8
"""Share of the shorter one's words at which two say nearly the same."""
_MARKUP = 4
"""Words that a list's numbers and marks take beside its items."""


def select(
    found: Sequence[Candidate],
    *,
    terms: Terms,
    profile: str,
    sides: Sequence[frozenset[str]] = (),
    named: Collection[str] = (),
    most_words: int = MOST_WORDS,
    brief: bool = False,
) -> tuple[Candidate, ...]:
    """Choose what is quoted.

    Args:
        found: Candidates, best first; at least one.
        terms: The question's lemmas, weighed.
        profile: The asker's: what another region says in nearly the same words is left out.
        sides: Document ids of each source that is compared: each that says something to the point is heard.
        named: Documents that the question names: where they say something to the point, they speak alone.
        most_words: Most words in all; more only when the shortest candidate is longer.
        brief: True where one fact is asked for.
    """
    least = BRIEF if brief else RELATIVE
    shares = _to_the_point(found, sides, terms)
    if len(shares) > 1:
        return _in_turn(shares, most_words)
    asked = [one for one in found if one.source.document.id in named]
    if asked and asked[0].score >= NAMED * found[0].score:
        return _choose(asked, terms, most_words, least=least)
    return _choose(_own_first(found, profile, least), terms, most_words, least=least)


def _to_the_point(
    found: Sequence[Candidate], sides: Sequence[frozenset[str]], terms: Terms
) -> list[list[Candidate]]:
    """Return what each compared source says, best source first, without those that do not come near the question."""
    shares = [[one for one in found if one.source.document.id in side] for side in sides]
    speaking = [
        sorted(share, key=lambda one: -one.score - terms.cover(one.said)) for share in shares if share
    ]
    covers = [max(terms.cover(one.said) for one in share) for share in speaking]
    least = TO_THE_POINT * max(covers, default=0.0)
    near = [share for share, cover in zip(speaking, covers, strict=True) if cover >= least]
    return sorted(near if len(near) > 1 else speaking, key=lambda share: -share[0].score)


def _in_turn(shares: Sequence[Sequence[Candidate]], most_words: int) -> tuple[Candidate, ...]:
    """Let each source say its best, then each its next best, while there is room; side by side in the result."""
    room = ROOM_OF_ONE * most_words / len(shares)
    queues = [
        deque(one for one in share if one.score >= RELATIVE * share[0].score and cost(one) <= room)
        or deque([min(share, key=cost)])
        for share in shares
    ]
    chosen: list[list[Candidate]] = [[] for _ in queues]
    words = 0
    while any(queues):
        for own, queue in zip(chosen, queues, strict=True):
            one = queue.popleft() if queue else None
            if one is None or any(_same(one, other) for other in own) or len(own) == MOST_SENTENCES:
                continue
            if words + cost(one) <= most_words or not own:
                own.append(one)
                words += cost(one)
    return tuple(one for own in chosen for one in own)


def is_own(candidate: Candidate, profile: str) -> bool:
    """Tell whether the asker's own region or municipality speaks."""
    return candidate.source.document.provenance.profile == profile != "nationell"


def _own_first(found: Sequence[Candidate], profile: str, least: float) -> Sequence[Candidate]:
    """Leave out what the asker's own region says in nearly the same words."""
    own = [one for one in found if is_own(one, profile) and one.score >= least * found[0].score]
    return [one for one in found if is_own(one, profile) or not any(_same(one, mine) for mine in own)]


def _choose(
    found: Sequence[Candidate], terms: Terms, most_words: int, *, least: float
) -> tuple[Candidate, ...]:
    fitting = [one for one in found if cost(one) <= most_words] or found[:1]
    best = max(one.score for one in fitting)
    chosen: list[Candidate] = []
    documents: set[str] = set()
    words = 0
    for one in _complementing_first(fitting, terms, best):
        document = one.source.document.id
        threshold = least if document in documents else min(least, OTHER_SOURCE)
        if chosen and (
            one.score < threshold * best
            or words + cost(one) > most_words
            or (document not in documents and len(documents) >= MOST_SOURCES)
            or any(_same(one, other) for other in chosen)
        ):
            continue
        chosen.append(one)
        documents.add(document)
        words += cost(one)
        if len(chosen) == MOST_SENTENCES:
            break
    return tuple(chosen)


def _complementing_first(found: Sequence[Candidate], terms: Terms, best: float) -> Sequence[Candidate]:
    """Put second what holds the part of the question that the first leaves out: “målbilden respektive principerna”."""
    first, *others = found
    near = [one for one in others if one.score >= COMPLEMENT * best]
    second = (
        _other_alternative(first, others, terms)
        or _other_list(first, others, terms)
        or _left_out(first, near, terms)
    )
    if second is None:
        return found
    lifted = replace(second, score=max(second.score, best))
    return (first, lifted, *(one for one in others if one is not second))


def _other_alternative(first: Candidate, others: Sequence[Candidate], terms: Terms) -> Candidate | None:
    """Return what tells most of the one of two things, set beside each other, that the first does not tell of."""
    for side in terms.reading.alternatives:
        telling = [one for one in others if _names(one, side)]
        if telling and not _names(first, side):
            return max(telling, key=lambda one: terms.cover(one.said))
    return None


def _other_list(first: Candidate, others: Sequence[Candidate], terms: Terms) -> Candidate | None:
    """Return another source's list of what the first lists otherwise: its “fokusområden” beside “prioriterade områden”."""
    listed = terms.reading.listed
    if listed is None or not first.items:
        return None
    mine = frozenset(content_lemmas(" ".join(first.texts)))
    return next(
        (
            one
            for one in others
            if one.items > 1
            and one.source.document.id != first.source.document.id
            and sum(len(text.split()) for text in one.texts) <= SHORT_ITEM * len(one.texts)
            and names(listed, one.lead or one.source.passage.heading)
            and mine.isdisjoint(content_lemmas(" ".join(one.texts)))
        ),
        None,
    )


def _names(one: Candidate, thing: tuple[str, ...]) -> bool:
    return f" {' '.join(thing)} " in f" {' '.join(lemmas(one.said))} "


def _left_out(first: Candidate, near: Sequence[Candidate], terms: Terms) -> Candidate | None:
    """Return what holds most of the question's words that the first lacks, where they are worth enough."""
    rest = terms.without([lemma for lemma in terms.weights if terms.holds(lemma, first.said)])
    share = sum(rest.weights.values()) / terms.total
    second = max(near, key=lambda one: rest.cover(one.said), default=None)
    if share < LEFT_OUT or second is None or rest.cover(second.said) < HALF:
        return None
    return second


def cost(candidate: Candidate) -> int:
    """Return how many words a candidate takes with its label, its mark, and its items' numbers."""
    items = len(candidate.texts) + _MARKUP if candidate.items else 0
    return candidate.words + len(candidate.voice.split()) + 1 + items


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = (set(candidate.said.lower().split()) for candidate in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) > _ALIKE
