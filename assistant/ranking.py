"""What a ranking is made of: the channels' weights, how their scores are added, and the order that comes of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import zip_longest
from typing import Self

from assistant.answers import Evidence
from ingest.documents import Passage
from ingest.records import StoredDocument

_WORD = re.compile(r"[\w-]+")
_SPEAKS = 0.5
"""Least share of the question's information that an original must hold to speak before the handbook."""
_STEP = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each channel counts. Chosen on our own questions: docs/decisions/004 tells what each is worth."""

    dense: float = 0.5
    """Cosine of question and passage."""
    sentence: float = 1.0
    """Cosine of question and the passage's nearest sentence: a long passage is not drowned by what surrounds it."""
    lemma: float = 0.2
    """BM25 over lemmas."""
    gram: float = 0.75
    """BM25 over character grams: compounds, inflection that the lemmatiser misses, misspellings."""
    title: float = 1.2
    """Likeness of question and heading: a slide or section is asked for by what it is called."""
    cover: float = 1.2
    """Share of the question's information that the passage holds, whatever its length."""
    slide: float = 2.0
    """For a slide that the question names by its number."""
    phrase: float = 1.0
    """For a passage that holds what the question puts in quotation marks."""
    mention: float = 1.2
    """For a passage of a source that the question names."""
    own_profile: float = 0.05
    """For a passage of the asker's own region or municipality."""
    guide: float = -0.1
    """For the handbook where an original is loaded: the original speaks first."""
    unsigned: float = -1.2
    """For a file that names no publisher: what cannot be credited speaks after what can."""

    @classmethod
    def only(cls, channel: str) -> Self:
        """Return weights under which one channel decides alone: the baselines.

        Raises:
            ValueError: When there is no such channel.
        """
        if channel not in {field.name for field in fields(cls)}:
            raise ValueError(f"no channel {channel!r}")
        return cls(**{field.name: float(field.name == channel) for field in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage with its document and why it was found."""

    passage: Passage
    document: StoredDocument
    score: float
    """Weighted sum over the channels."""
    cover: float
    """Share of the question's information that the passage holds, 0–1."""
    channels: Mapping[str, float]
    """Each channel's scaled score, 0–1, before weighting; a channel that did not return the passage is absent."""
    similarities: tuple[float, ...] = ()
    """Cosine of question and each of the passage's sentences, in order; empty where vectors are missing."""


def originals_first(ranked: Sequence[Ranked]) -> Iterator[Ranked]:
    """Yield the passages, those of the handbook scored below the best passage that they rest on.

    Only an original that itself holds half of what was asked pushes the handbook back.
    """
    best: dict[str, float] = {}
    for one in ranked:
        id_ = one.document.provenance.catalogue_id
        if id_ is not None and not one.document.provenance.guide and one.cover >= _SPEAKS:
            best[id_] = max(one.score, best.get(id_, one.score))
    for one in ranked:
        named = _WORD.findall(one.passage.rests_on or "") if one.document.provenance.guide else ()
        originals = [best[id_] for id_ in named if id_ in best]
        yield replace(one, score=min(one.score, max(originals) - _STEP)) if originals else one


def alternated(ranked: Sequence[Ranked], sides: Sequence[frozenset[str]]) -> tuple[Ranked, ...]:
    """Let each compared source speak in turn, the best first; what belongs to none comes after.

    Scores fall along the new order: what was lifted carries the score of the place it took.
    """
    if not sides:
        return tuple(ranked)
    queues = [_each_first([one for one in ranked if one.document.id in side]) for side in sides]
    queues.sort(key=lambda queue: -queue[0].score if queue else 0.0)
    turns = [one for turn in zip_longest(*queues) for one in turn if one is not None]
    taken = {one.passage.id for one in turns}
    order = [*turns, *(one for one in ranked if one.passage.id not in taken)]
    return tuple(replace(one, score=place.score) for one, place in zip(order, ranked, strict=True))


def _each_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Put the best passage of each document before the others: a source of several texts speaks with all of them."""
    firsts = {one.document.id: one for one in reversed(ranked)}
    leading = [one for one in ranked if firsts[one.document.id] is one]
    return [*leading, *(one for one in ranked if one not in leading)]


def fuse(channels: Mapping[str, Mapping[str, float]], weights: Weights) -> dict[str, float]:
    """Add each channel's scores by its weight; a passage that a channel did not return gets nothing from it.

    >>> fuse({"dense": {"a": 1.0, "b": 0.0}, "lemma": {"b": 0.5}}, Weights(dense=1, lemma=1))
    {'a': 1.0, 'b': 0.5}
    """
    fused: dict[str, float] = {}
    for name, scores in channels.items():
        weight = getattr(weights, name)
        for id_, score in scores.items():
            fused[id_] = fused.get(id_, 0.0) + weight * score
    return fused


def scaled(scores: Mapping[str, float]) -> Mapping[str, float]:
    """Stretch scores to 0–1 between the lowest and the highest.

    >>> scaled({"a": 9.0, "b": 1.0, "c": 5.0})
    {'a': 1.0, 'b': 0.0, 'c': 0.5}
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {id_: (score - low) / (high - low) if high > low else 1.0 for id_, score in scores.items()}


def merged(first: Sequence[Ranked], second: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Join two rankings: a passage keeps its better score."""
    best: dict[str, Ranked] = {}
    for found in (*first, *second):
        known = best.get(found.passage.id)
        if known is None or found.score > known.score:
            best[found.passage.id] = found
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.passage.id)))


def as_evidence(found: Ranked) -> Evidence:
    """Return what is shown of a ranked passage."""
    passage, provenance = found.passage, found.document.provenance
    return Evidence(
        document=found.document.name, locator=passage.place.locator, text=passage.text, score=round(found.score, 4),
        passage_id=passage.id, title=provenance.title, profile=provenance.profile,
        document_id=found.document.id, start=passage.start, end=passage.end,
    )  # fmt: skip
