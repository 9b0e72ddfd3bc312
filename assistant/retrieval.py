"""From a question to ranked passages: several views of the question, each scaled, weighted and added."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from assistant import mentions
from assistant.abbreviations import long_forms
from assistant.questions import read, slides_named, subject_lemmas
from assistant.ranking import Ranked, Weights, alternated, fuse, originals_first, scaled
from assistant.spelling import Vocabulary
from assistant.structure import labels
from assistant.thesaurus import DISCOUNT, further, neighbours
from ingest.catalogue import UNKNOWN_PUBLISHER, Catalogue
from ingest.dense import PassageIndex
from ingest.documents import Passage
from ingest.embedding import Embedder, Vector
from ingest.language import content_lemmas, lemma, lemmas
from ingest.library import Library
from ingest.records import Role, StoredDocument

DEPTH = 60
"""Passages taken from each channel, and kept for the costlier ones."""

WIDE = 600
"""The same where sources are compared: each must be found, however far behind the other it stands."""

MEANT = 2.0
"""Likeness of a section that the question names by its heading; one that only shares its words comes to 1 at most."""

_QUOTED = re.compile(r"[\"”“„»«]([^\"”“„»«]{3,})[\"”“»«]")
_LEAST_WORTH = 0.1
_HANDLING = re.compile(
    r"\b(?:presentation(?:en|ens)?|bildspel\w*|presentera\w*|bilderna|bild(?:erna)?\s+\d+\s*(?:[-–]|till)\s*\d+|talmanus\w*|animer\w*|teams)\b",
    re.IGNORECASE,
)
"""Words of a question that may be about how a deck is used or put together."""


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
        self._vocabulary: tuple[int, Vocabulary] = (-1, Vocabulary(frozenset()))
        self._abbreviations: tuple[int, Mapping[str, tuple[str, ...]]] = (-1, {})

    def retrieve(self, question: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Ranked, ...]:
        """Return the best passages, best first; fewer when the record holds fewer."""
        named = self.named_in(question)
        ranked = self._rank(question, named, profile, depth=WIDE if named.sides else DEPTH)
        return alternated(ranked, named.sides)[:limit]

    def named_in(self, question: str) -> mentions.Mentions:
        """Return the sources that a question names."""
        return mentions.find(question, tuple(self._known_documents().values()), self._catalogue)

    def vocabulary(self) -> Vocabulary:
        """Return what words the record holds, at its present version."""
        version = self._library.version
        if self._vocabulary[0] != version:
            self._vocabulary = (version, Vocabulary(self._library.words.vocabulary()))
        return self._vocabulary[1]

    def _rank(
        self, question: str, named: mentions.Mentions, profile: str, *, depth: int
    ) -> tuple[Ranked, ...]:
        documents = self._known_documents()
        terms = terms_of(question, named)
        vector = self._embedder.embed_question(_bare(question, named) if named.sides else question)
        channels = self._search(question, terms, vector, depth=depth)
        slides = slides_named(question)
        spelling_out = self._spelling_out(question)
        ids = list(
            dict.fromkeys(
                [
                    *_best(fuse(channels, self._weights), depth),
                    *self._on(slides),
                    *self._guidance(question),
                    *spelling_out,
                ]
            )
        )
        similarities = self._sentence_similarities(ids, vector)
        channels["sentence"] = scaled({id_: max(every) for id_, every in similarities.items()})
        channels["cover"] = self._covers(ids, terms)
        found = self._library.passages(ids)
        channels["title"] = {**self._likenesses(found, question, terms), **dict.fromkeys(spelling_out, MEANT)}
        channels["slide"] = {p.id: float(p.place.slide in slides) for p in found}
        fused = fuse(channels, self._weights)
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
                similarities=similarities.get(passage.id, ()),
            )
            for passage in found
            if passage.document_id in documents
        ]
        return tuple(sorted(originals_first(ranked), key=lambda one: (-one.score, one.passage.id)))

    def _search(
        self, question: str, terms: Sequence[str], vector: Vector, *, depth: int
    ) -> dict[str, Mapping[str, float]]:
        """Ask every channel that searches the whole record."""
        words = self._library.words
        phrases = [lemmas(phrase) for phrase in quotations(question)]
        return {
            "dense": scaled(dict(self._index.search(vector, limit=depth))),
            "lemma": scaled(dict(words.match_lemmas(terms, limit=depth))),
            "gram": scaled(dict(words.match_grams(terms, limit=depth))),
            "phrase": dict.fromkeys((id_ for id_, _ in words.match_phrases(phrases, limit=depth)), 1.0),
        }

    def _sentence_similarities(self, ids: Sequence[str], vector: Vector) -> Mapping[str, tuple[float, ...]]:
        owners, matrix = self._library.vectors.of_sentences(
            self._embedder.fingerprint, ids, self._embedder.dimension
        )
        similarities: dict[str, list[float]] = {}
        for owner, similarity in zip(owners, np.asarray(matrix @ vector).tolist(), strict=True):
            similarities.setdefault(owner, []).append(similarity)
        return {owner: tuple(every) for owner, every in similarities.items()}

    def _covers(self, ids: Sequence[str], terms: Sequence[str]) -> Mapping[str, float]:
        worth = worths(self._library, terms)
        total = sum(worth.values()) or 1.0
        have = self._library.words.lemma_sets(ids)
        return {
            id_: sum(worth[term] * _held(term, own) for term in terms) / total for id_, own in have.items()
        }

    def _on(self, slides: frozenset[int]) -> Iterator[str]:
        """Yield the passages of these slides, in every deck."""
        decks = [one for one in self._known_documents().values() if slides and one.slides]
        for deck in decks:
            if deck.role is Role.SEARCHED:
                yield from (p.id for p in self._library.passages_of(deck.id) if p.place.slide in slides)

    def _guidance(self, question: str) -> Iterator[str]:
        """Yield what tells how to use a deck, for a question of that: other questions are not to meet it."""
        if _HANDLING.search(question):
            for document in self._known_documents().values():
                if document.slides and document.role is Role.SEARCHED:
                    yield from (p.id for p in self._library.passages_of(document.id) if p.instruction)

    def _spelling_out(self, question: str) -> tuple[str, ...]:
        """Return the passages that say what an abbreviation stands for, where the question is what it is."""
        subject = read(question).subject
        version = self._library.version
        if self._abbreviations[0] != version:
            found: dict[str, list[str]] = {}
            for document in self._known_documents().values():
                for passage in (
                    self._library.passages_of(document.id) if document.role is Role.SEARCHED else ()
                ):
                    for short, _ in long_forms(passage.text):
                        found.setdefault(lemma(short.lower()), []).append(passage.id)
            self._abbreviations = (
                version,
                {short: tuple(dict.fromkeys(ids)) for short, ids in found.items()},
            )
        return self._abbreviations[1].get(subject[0], ()) if len(subject) == 1 else ()

    def _likenesses(
        self, passages: Sequence[Passage], question: str, terms: Sequence[str]
    ) -> Mapping[str, float]:
        """Return how near each heading comes to the question: what it holds of it, times the share of it that is asked.

        What a label inside the passage says that its lines are about counts as a heading. A heading that holds half of the
        question is worth less than half: exponent 1.5.

        A section or slide whose heading stands in the question as a name, capital and all, is meant itself.
        """
        worth = worths(self._library, terms)
        total = sum(worth.values()) or 1.0
        meant = {*terms, *further(terms)}

        def likeness(name: str) -> float:
            have = _heading_lemmas(name)
            shared = sum(worth[term] * _held(term, have) for term in terms) / total
            return float(shared**1.5) * len(have & meant) / len(have) if have else 0.0

        return {
            p.id: MEANT if _is_named(p, question) else max(map(likeness, (p.heading, *labels(p.text))))
            for p in passages
        }

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


def quotations(question: str) -> tuple[str, ...]:
    """Return what a question puts in quotation marks.

    >>> quotations("Var står ”leva i världen”?")
    ('leva i världen',)
    """
    return tuple(_QUOTED.findall(question))


def terms_of(question: str, named: mentions.Mentions) -> tuple[str, ...]:
    """Return the lemmas to look for, without those that only say where; all of them when nothing is left."""
    every = subject_lemmas(question)
    where = frozenset(lemma for word in named.words for lemma in lemmas(word))
    return tuple(term for term in every if term not in where) or every


@lru_cache(maxsize=20_000)
def _heading_lemmas(heading: str) -> frozenset[str]:
    return frozenset(content_lemmas(heading))


def _is_named(passage: Passage, question: str) -> bool:
    """Tell whether the question names a slide or section by its heading, in the middle of a sentence."""
    heading = passage.place.headings[-1] if passage.place.headings else passage.heading
    opens_document = passage.place.slide is None and not passage.place.headings
    if opens_document or not heading or heading.islower():
        return False
    return re.search(rf"(?<=\S\s){re.escape(heading)}(?!\w)(?!\s+(?:vård|hälsa)\b)", question) is not None


def _held(term: str, have: frozenset[str]) -> float:
    """Return what a text's lemmas hold of one lemma: all of it, less for a neighbour, or nothing."""
    if term in have:
        return 1.0
    return DISCOUNT if neighbours(term) & have else 0.0


def _best(fused: Mapping[str, float], limit: int) -> list[str]:
    return sorted(fused, key=lambda id_: (-fused[id_], id_))[:limit]


def _bare(question: str, named: mentions.Mentions) -> str:
    """Return a question without the words that name sources."""
    return re.sub(r"\w+", lambda match: "" if match[0].lower() in named.words else match[0], question)
