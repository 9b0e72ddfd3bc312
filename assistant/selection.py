"""Which candidates an answer shows: the best, then what comes near it, within the space and without saying a thing twice."""

from collections.abc import Collection, Sequence

from assistant.evidence import Candidate

MOST_WORDS = 120
"""Labels and marks counted."""
MOST_SOURCES = 3
MOST_SENTENCES = 5
RELATIVE, BRIEF = 0.7, 0.85
"""A sentence must score at least this share of the best one's; more where a figure, a date or somebody is asked for."""
NAMED = 0.6
"""Least share of the best score for a named source to speak alone."""
_ALIKE = 0.8
"""Share of the shorter one's words at which two say nearly the same."""
_MARKUP = 4
"""Words that a list's numbers and marks take beside its items."""


def select(
    found: Sequence[Candidate],
    *,
    profile: str,
    sides: Sequence[frozenset[str]] = (),
    named: Collection[str] = (),
    most_words: int = MOST_WORDS,
    brief: bool = False,
) -> tuple[Candidate, ...]:
    """Choose what is quoted.

    Args:
        found: Candidates, best first; at least one.
        profile: The asker's: what another region says in nearly the same words is left out.
        sides: Document ids of each source that is compared: the space is shared out among those that say something.
        named: Documents that the question names: where they say something to the point, they speak alone.
        most_words: Most words in all; more only when the shortest candidate is longer.
        brief: True where one fact is asked for.
    """
    least = BRIEF if brief else RELATIVE
    shares = [[one for one in found if one.source.document.id in side] for side in sides]
    speaking = [share for share in shares if share]
    if len(speaking) > 1:
        room = most_words // len(speaking)
        return tuple(one for share in speaking for one in _choose(share, room, least=RELATIVE))
    asked = [one for one in found if one.source.document.id in named]
    if asked and asked[0].score >= NAMED * found[0].score:
        return _choose(asked, most_words, least=least)
    return _choose(_own_first(found, profile, least), most_words, least=least)


def is_own(candidate: Candidate, profile: str) -> bool:
    """Tell whether the asker's own region or municipality speaks."""
    return candidate.source.document.provenance.profile == profile != "nationell"


def _own_first(found: Sequence[Candidate], profile: str, least: float) -> Sequence[Candidate]:
    """Leave out what the asker's own region says in nearly the same words."""
    own = [one for one in found if is_own(one, profile) and one.score >= least * found[0].score]
    return [one for one in found if is_own(one, profile) or not any(_same(one, mine) for mine in own)]


def _choose(found: Sequence[Candidate], most_words: int, *, least: float) -> tuple[Candidate, ...]:
    fitting = [one for one in found if cost(one) <= most_words] or found[:1]
    best = max(one.score for one in fitting)
    chosen: list[Candidate] = []
    documents: set[str] = set()
    words = 0
    for one in fitting:
        document = one.source.document.id
        if chosen and (
            one.score < least * best
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


def cost(candidate: Candidate) -> int:
    """Return how many words a candidate takes with its label, its mark, and its items' numbers."""
    items = len(candidate.texts) + _MARKUP if candidate.items else 0
    return candidate.words + len(candidate.voice.split()) + 1 + items


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = (set(candidate.said.lower().split()) for candidate in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) > _ALIKE
