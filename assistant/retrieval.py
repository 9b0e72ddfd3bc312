"""From a question to ranked passages: several views of the question, each scaled, weighted and added."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from assistant import mentions
from ingest.catalogue import UNKNOWN_PUBLISHER, Catalogue
from ingest.dense import PassageIndex
from ingest.documents import Passage
from ingest.embedding import Embedder, Vector
from ingest.language import content_lemmas, lemmas
from ingest.library import Library
from ingest.records import StoredDocument

DEPTH = 60
"""Passages taken from each channel, and kept for the costlier ones."""

_QUOTED = re.compile(r"[\"”“„»«]([^\"”“„»«]{3,})[\"”“»«]")
_WORD = re.compile(r"[\w-]+")
_SPEAKS = 0.5
"""Least share of the question's information that an original must hold to speak before the handbook."""
_STEP = 0.001
_LEAST_WORTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each channel counts. Chosen on our own questions: docs/decisions/004 tells what each is worth."""

    dense: float = 0.5
    """Cosine of question and passage."""
    sentence: float = 1.0
    """Cosine of question and the passage's nearest sentence: a long passage is not drowned by what surrounds it."""
    lemma: float = 1.0
    """BM25 over lemmas."""
    gram: float = 1.0
    """BM25 over character grams: compounds, inflection that the lemmatiser misses, misspellings."""
    heading: float = 0.5
    """BM25 over headings alone, where rarity counts among headings."""
    cover: float = 1.0
    """Share of the question's information that the passage holds, whatever its length."""
    phrase: float = 1.0
    """For a passage that holds what the question puts in quotation marks."""
    mention: float = 0.6
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


class HybridRetriever:
    """Ranks passages by several views of the question.

    Each channel's scores are scaled to 0–1 between the last and the first that it returned, weighted and added:
    plain reciprocal rank fusion, which forgets how sure a channel is, gained nothing on Swedish questions.
    """

    def __init__(
        self,
        *,
        library: Library,
        index: PassageIndex,
        embedder: Embedder,
        catalogue: Catalogue,
        weights: Weights | None = None,
    ) -> None:
        self._library = library
        self._index = index
        self._embedder = embedder
        self._catalogue = catalogue
        self._weights = weights or Weights()
        self._documents: tuple[int, Mapping[str, StoredDocument]] = (-1, {})

    def retrieve(self, question: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Ranked, ...]:
        """Return the best passages, best first; fewer when the record holds fewer."""
        documents = self._known_documents()
        named = mentions.find(question, documents.values(), self._catalogue)
        terms = _terms(question, named)
        vector = self._embedder.embed_question(question)
        channels = self._search(question, terms, vector)
        ids = _best(fuse(channels, self._weights), DEPTH)
        channels["sentence"] = scaled(self._nearest_sentences(ids, vector))
        channels["cover"] = self._covers(ids, terms)
        fused = fuse(channels, self._weights)
        found = self._library.passages(ids)
        channels["mention"] = {p.id: named.documents.get(p.document_id, 0.0) for p in found}
        ranked = [
            Ranked(
                passage=passage,
                document=documents[passage.document_id],
                score=fused[passage.id] + self._preference(documents[passage.document_id], profile, named),
                cover=channels["cover"].get(passage.id, 0.0),
                channels={
                    name: scores[passage.id] for name, scores in channels.items() if passage.id in scores
                },
            )
            for passage in found
            if passage.document_id in documents
        ]
        return tuple(sorted(originals_first(ranked), key=lambda one: (-one.score, one.passage.id))[:limit])

    def _search(self, question: str, terms: Sequence[str], vector: Vector) -> dict[str, Mapping[str, float]]:
        """Ask every channel that searches the whole record."""
        words = self._library.words
        phrases = [lemmas(phrase) for phrase in _QUOTED.findall(question)]
        return {
            "dense": scaled(dict(self._index.search(vector, limit=DEPTH))),
            "lemma": scaled(dict(words.match_lemmas(terms, limit=DEPTH))),
            "gram": scaled(dict(words.match_grams(terms, limit=DEPTH))),
            "heading": scaled(dict(words.match_headings(terms, limit=DEPTH))),
            "phrase": dict.fromkeys((id_ for id_, _ in words.match_phrases(phrases, limit=DEPTH)), 1.0),
        }

    def _nearest_sentences(self, ids: Sequence[str], vector: Vector) -> Mapping[str, float]:
        owners, matrix = self._library.sentence_vectors(
            self._embedder.fingerprint, ids, self._embedder.dimension
        )
        nearest: dict[str, float] = {}
        for owner, similarity in zip(owners, np.asarray(matrix @ vector).tolist(), strict=True):
            nearest[owner] = max(similarity, nearest.get(owner, -1.0))
        return nearest

    def _covers(self, ids: Sequence[str], terms: Sequence[str]) -> Mapping[str, float]:
        worth = worths(self._library, terms)
        total = sum(worth.values()) or 1.0
        have = self._library.words.lemma_sets(ids)
        return {id_: sum(worth[term] for term in terms if term in own) / total for id_, own in have.items()}

    def _preference(self, document: StoredDocument, profile: str, named: mentions.Mentions) -> float:
        provenance, weights = document.provenance, self._weights
        own = weights.own_profile if provenance.profile == profile != "nationell" else 0.0
        mentioned = weights.mention * named.documents.get(document.id, 0.0)
        guide = weights.guide if provenance.guide and self._holds_originals() else 0.0
        unsigned = weights.unsigned if provenance.publisher == UNKNOWN_PUBLISHER else 0.0
        return own + mentioned + guide + unsigned

    def _holds_originals(self) -> bool:
        return any(not document.provenance.guide for document in self._known_documents().values())

    def _known_documents(self) -> Mapping[str, StoredDocument]:
        version = self._library.version
        if self._documents[0] != version:
            self._documents = (version, {document.id: document for document in self._library.documents()})
        return self._documents[1]


def worths(library: Library, terms: Sequence[str]) -> Mapping[str, float]:
    """Return what each lemma is worth: the rarer, the more; one that stands everywhere still tells something.

    In a record of one publication its own title stands in every passage.
    """
    return {term: max(weight, _LEAST_WORTH) for term, weight in library.words.rarity(terms).items()}


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


def _terms(question: str, named: mentions.Mentions) -> tuple[str, ...]:
    """Return the lemmas to look for, without those that only say where; all of them when nothing is left."""
    every = tuple(dict.fromkeys(content_lemmas(question)))
    where = frozenset(lemma for word in named.words for lemma in lemmas(word))
    return tuple(term for term in every if term not in where) or every


def _best(fused: Mapping[str, float], limit: int) -> list[str]:
    return sorted(fused, key=lambda id_: (-fused[id_], id_))[:limit]
