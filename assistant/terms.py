"""A question's words weighed by what each is worth, and how much of them a text holds."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.mentions import Mentions
from assistant.questions import Reading, read
from assistant.retrieval import quotations, terms_of, worths
from assistant.thesaurus import DISCOUNT, neighbours
from ingest.language import STOP_LEMMAS, content_lemmas, grams, lemmas
from ingest.library import Library

FIRST_PART = 0.5
"""What a compound counts that begins alike, as “sjukhusberoende” for “sjukhusvård”."""
_PREFIX = 7
LEANING = 0.5
"""What a word of the question before counts in a follow-up."""

_ADDRESS = re.compile(r"(?:\S+\s)?\S*(?:@|://|www\.)\S*|(?:\w+:?\s)?[\d\s()+-]{6,}")
_GRAM_MATCH = 0.6
"""Share of a lemma's grams by which it is part of a compound, or misspelt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The question as evidence is measured against it: its lemmas, and what each is worth."""

    weights: Mapping[str, float]
    """Inverse document frequency by lemma; one that stands everywhere is worth next to nothing."""
    reading: Reading
    """What the question asks for."""
    phrases: tuple[str, ...] = ()
    """Lemmas of each quotation in the question, joined by blanks."""
    asked: frozenset[str] = frozenset()
    """Every lemma of the question."""

    @property
    def total(self) -> float:
        """What a text that holds every lemma would be worth."""
        return sum(self.weights.values()) or 1.0

    def leaning_on(self, before: "Terms") -> "Terms":
        """Return these terms with those of the question before at a discount, where this one leans on it."""
        own = {lemma: weight for lemma, weight in self.weights.items() if lemma not in STOP_LEMMAS}
        discount = LEANING if own else 1.0
        return replace(self, weights={k: weight * discount for k, weight in before.weights.items()} | own)

    def within(self, part: str) -> "Terms":
        """Return these terms with those alone that stand in a part of the question; all where none does."""
        own = frozenset(lemmas(part))
        weights = {lemma: weight for lemma, weight in self.weights.items() if lemma in own}
        return replace(self, weights=weights or self.weights)

    def without(self, left_out: Collection[str | None]) -> "Terms":
        """Return these terms without some lemmas."""
        return replace(self, weights={k: weight for k, weight in self.weights.items() if k not in left_out})

    def cover(self, text: str) -> float:
        """Return the share of the question's information that a text holds, 0–1; compounds count by their grams."""
        return self.cover_of(_lemma_set(text))

    def quotes(self, text: str) -> bool:
        """Tell whether a text holds what the question puts in quotation marks."""
        own = " ".join(lemmas(text))
        return any(phrase in own for phrase in self.phrases)

    def says_nothing_new(self, text: str) -> bool:
        """Tell whether a text only repeats the question's words, or is an address."""
        return bool(_ADDRESS.fullmatch(text.strip())) or frozenset(content_lemmas(text)) <= self.asked

    def holds(self, lemma: str, text: str) -> bool:
        """Tell whether a text holds one of the lemmas, itself, in a compound or by a neighbour."""
        return stands(lemma, text)

    def likeness(self, heading: str) -> float:
        """Return how near a heading comes to asking the same: what it holds of the question, less what it adds, 0–1."""
        own = frozenset(content_lemmas(heading))
        shared = sum(lemma in self.weights for lemma in own) / len(own) if own else 0.0
        return self.cover(heading) * shared

    def cover_of(self, have: frozenset[str]) -> float:
        """Return the share of the question's information that a set of lemmas holds, 0–1."""
        return sum(weight * _stands(lemma, have) for lemma, weight in self.weights.items()) / self.total


def weighed(question: str, named: Mentions, library: Library) -> Terms:
    """Weigh the question's lemmas by how rare they are; words that name a source say where to look, not what for."""
    return Terms(
        weights=worths(library, terms_of(question, named)),
        reading=read(question),
        phrases=tuple(" ".join(lemmas(phrase)) for phrase in quotations(question)),
        asked=frozenset(lemmas(question)),
    )


def stands(lemma: str, text: str) -> bool:
    """Tell whether a text holds a lemma: itself, in a compound or by a neighbour."""
    return _stands(lemma, _lemma_set(text)) > 0


@lru_cache(maxsize=20_000)
def _lemma_set(text: str) -> frozenset[str]:
    return frozenset(lemmas(text))


def _stands(lemma: str, have: frozenset[str]) -> float:
    """Return how far a lemma stands in a text, 0–1: itself or as part of a compound, or by a neighbour."""
    if lemma in have or _in_compound(lemma, have):
        return 1.0
    is_head = any(len(other) >= 5 and lemma.endswith(other) for other in have)  # noqa: PLR2004  # “nämnd” of “samverkansnämnd”
    if is_head or neighbours(lemma) & have:
        return DISCOUNT
    return (
        FIRST_PART
        if any(
            other[:_PREFIX] == lemma[:_PREFIX] and len(other) > _PREFIX
            for other in have
            if len(lemma) > _PREFIX
        )
        else 0.0
    )


def _in_compound(lemma: str, have: frozenset[str]) -> bool:
    if len(lemma) < 5:  # noqa: PLR2004  # shorter words are part of too many others, save as what a compound is
        return len(lemma) == 4 and any(other.endswith(lemma) and len(other) > 6 for other in have)  # noqa: PLR2004
    own = set(grams(lemma))
    return any(
        len(other) >= 5 and len(own & set(grams(other))) / len(own) >= _GRAM_MATCH  # noqa: PLR2004  # as above
        for other in have
        if other[:3] == lemma[:3] or lemma in other
    )
