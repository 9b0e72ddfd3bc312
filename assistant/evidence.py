"""Which sentences of the ranked passages answer the question, and whether they do at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.retrieval import Ranked
from ingest.documents import BlockKind, Sentence
from ingest.language import content_lemmas, grams, lemmas
from ingest.library import Library

PASSAGES = 6
"""Ranked passages whose sentences are considered."""

LEAST_COVER = 0.34
"""Least share of the question's information that the best passage must hold for an answer."""

_LIST_WORDS = frozenset({"vilken", "lista", "räkna", "ingå", "punkt", "kräva", "nämna"})
_GRAM_MATCH = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence, or the items of one list, that may be quoted as it stands."""

    source: Ranked
    sentences: tuple[Sentence, ...]
    """In reading order; several for a list."""
    texts: tuple[str, ...]
    """The sentences' characters, cut from the stored source."""
    score: float

    @property
    def words(self) -> int:
        """How many words it takes to show."""
        return sum(len(text.split()) for text in self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The question as evidence is measured against it: its lemmas, and what each is worth."""

    weights: Mapping[str, float]
    """Inverse document frequency by lemma; one that stands everywhere is worth next to nothing."""
    wants_list: bool

    @property
    def total(self) -> float:
        """What a text that holds every lemma would be worth."""
        return sum(self.weights.values()) or 1.0

    def cover(self, text: str) -> float:
        """Return the share of the question's information that a text holds, 0–1; compounds count by their grams."""
        return self.cover_of(frozenset(lemmas(text)))

    def cover_of(self, have: frozenset[str]) -> float:
        """Return the share of the question's information that a set of lemmas holds, 0–1."""
        return sum(weight for lemma, weight in self.weights.items() if _stands(lemma, have)) / self.total


def terms_of(question: str, library: Library) -> Terms:
    """Weigh the question's lemmas by how rare they are among the passages."""
    found = tuple(dict.fromkeys(content_lemmas(question)))
    every = frozenset(lemmas(question))
    weights = {lemma: max(weight, 0.1) for lemma, weight in library.words.rarity(found).items()}
    return Terms(weights=weights, wants_list=bool(every & _LIST_WORDS))


def is_answerable(ranked: Sequence[Ranked]) -> bool:
    """Tell whether any of the best passages holds enough of what was asked."""
    return any(found.cover >= LEAST_COVER for found in ranked[:PASSAGES])


def candidates(terms: Terms, ranked: Sequence[Ranked], library: Library) -> tuple[Candidate, ...]:
    """Return what may be quoted of the best passages, best first."""
    best = max((found.score for found in ranked), default=1.0) or 1.0
    found = [
        candidate
        for source in ranked[:PASSAGES]
        for candidate in _of_passage(terms, source, library, share=source.score / best)
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _of_passage(terms: Terms, source: Ranked, library: Library, *, share: float) -> Iterable[Candidate]:
    stored = library.text(source.passage.document_id)
    if stored is None:
        return
    heading = terms.cover(source.passage.heading)
    for run in _runs(source.passage.sentences, together=terms.wants_list):
        texts = tuple(stored.text[sentence.start : sentence.end] for sentence in run)
        score = terms.cover(" ".join(texts)) + 0.5 * heading + share
        yield Candidate(source=source, sentences=run, texts=texts, score=score)


def _runs(sentences: Sequence[Sentence], *, together: bool) -> Iterable[tuple[Sentence, ...]]:
    """Yield single sentences; when a list is asked for, the items of each list as one."""
    for is_item, group in groupby(
        sentences, key=lambda sentence: together and sentence.kind is BlockKind.ITEM
    ):
        if is_item:
            yield tuple(group)
        else:
            yield from ((sentence,) for sentence in group)


def _stands(lemma: str, have: frozenset[str]) -> bool:
    """Tell whether a lemma stands in a text, itself or as part of a compound."""
    if lemma in have:
        return True
    if len(lemma) < 5:  # noqa: PLR2004  # shorter words are part of too many others
        return False
    own = set(grams(lemma))
    return any(
        len(other) >= 5 and len(own & set(grams(other))) / len(own) >= _GRAM_MATCH  # noqa: PLR2004  # as above
        for other in have
        if other[:3] == lemma[:3] or lemma in other
    )
