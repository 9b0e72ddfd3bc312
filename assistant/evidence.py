"""Which sentences of the ranked passages answer the question, and whether they do at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from assistant.mentions import Mentions
from assistant.questions import Aim, Reading, defines, read
from assistant.retrieval import Ranked, terms_of, worths
from assistant.structure import Group, Line, groups, is_label, label_of, words_of
from assistant.thesaurus import DISCOUNT, neighbours
from ingest.documents import Block, BlockKind, Sentence
from ingest.language import content_lemmas, grams, lemmas, words
from ingest.library import Library, StoredText
from ingest.masking import MASK

PASSAGES = 6
"""Ranked passages whose sentences are considered."""

LEAST_COVER = 0.34
"""Least share of the question's information that the best passage must hold for an answer."""

LIST_WORDS = 100
"""Most words of a list that is quoted; a longer one is cut after an item, and the cut is said."""

DEFINES = 3.0
"""Added for a sentence that opens as a definition of the term that is asked about: more than all else can give."""

MIDDLE = 0.3
"""Taken from a list that begins in the middle: a list is read from its first item."""

NEAR = 0.5
"""What a sentence's nearness in meaning counts, against 1 for the words that it shares with the question."""
HEADING, SHARE, LABEL = 0.75, 2.0, 0.5
"""The same for a heading that asks the same, for the passage's rank, and for what a line says that it is about."""
LISTED, ANNOUNCED, LEAST_ANNOUNCED = 0.3, 0.3, 0.5
"""Added for a list that is asked for; for what announces it; and least that must announce it otherwise."""

NEGATIONS = frozenset({"inte", "ingen", "inget", "inga", "ej", "aldrig"})
_GRAM_MATCH = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence, or the items of one list, that may be quoted as it stands."""

    source: Ranked
    sentences: tuple[Sentence, ...]
    """In reading order; several for a list."""
    quote: str
    """The stored source's characters from the first sentence to the last."""
    texts: tuple[str, ...]
    """The sentence, or the items of the list, each cut from the stored source."""
    label: str | None = None
    """The bare line that a member stands under, as the name of a group: whose statement it is."""
    lead: str | None = None
    """The line that announces the list; None for a sentence, and for a list that nothing announces."""
    items: int = 0
    """How many items the list has in the source; 0 for a sentence."""
    before: int = 0
    """How many of them stand before those that are quoted, where a long list begins in another passage."""
    score: float

    @property
    def words(self) -> int:
        """How many words it takes to show."""
        return sum(len(text.split()) for text in (self.label or "", self.lead or "", *self.texts))

    @property
    def said(self) -> str:
        """All of it on one line."""
        return " ".join(text for text in (self.label, self.lead, *self.texts) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The question as evidence is measured against it: its lemmas, and what each is worth."""

    weights: Mapping[str, float]
    """Inverse document frequency by lemma; one that stands everywhere is worth next to nothing."""
    reading: Reading
    """What the question asks for."""

    @property
    def total(self) -> float:
        """What a text that holds every lemma would be worth."""
        return sum(self.weights.values()) or 1.0

    def cover(self, text: str) -> float:
        """Return the share of the question's information that a text holds, 0–1; compounds count by their grams."""
        return self.cover_of(frozenset(lemmas(text)))

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
    return Terms(weights=worths(library, terms_of(question, named)), reading=read(question))


def is_answerable(ranked: Sequence[Ranked]) -> bool:
    """Tell whether any of the best passages holds enough of what was asked."""
    return any(found.cover >= LEAST_COVER for found in ranked[:PASSAGES])


def candidates(terms: Terms, ranked: Sequence[Ranked], library: Library) -> tuple[Candidate, ...]:
    """Return what may be quoted of the best passages, best first."""
    best = max((found.score for found in ranked), default=1.0) or 1.0
    nearness = _nearness(ranked[:PASSAGES])
    found = [
        candidate
        for rank, source in enumerate(ranked)
        for candidate in _of_passage(terms, source, library, share=source.score / best, nearness=nearness)
        if rank < PASSAGES or candidate.score >= DEFINES
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _nearness(ranked: Sequence[Ranked]) -> Callable[[float], float]:
    """Return how a sentence's cosine counts, 0–1 between the farthest and the nearest of the best passages."""
    every = [similarity for found in ranked for similarity in found.similarities]
    low, high = min(every, default=0.0), max(every, default=1.0)
    return lambda cosine: max(0.0, (cosine - low) / (high - low)) if high > low else 0.0


def _of_passage(
    terms: Terms, source: Ranked, library: Library, *, share: float, nearness: Callable[[float], float]
) -> Iterable[Candidate]:
    stored = library.text(source.passage.document_id)
    if stored is None:
        return
    passage = source.passage
    cosines = dict(zip(passage.sentences, source.similarities, strict=False))
    likeness = source.channels.get("title", 0.0)
    subject = terms.reading.subject
    for group in groups(passage.sentences, stored.text):
        for candidate in _candidates_of(group, source, stored):
            near = max(nearness(cosines.get(sentence, 0.0)) for sentence in candidate.sentences)
            score = terms.cover(candidate.said) + NEAR * near + HEADING * likeness + SHARE * share
            score += LABEL * terms.likeness(label_of(candidate.texts[0]) or candidate.label or "")
            score += _definition(candidate, subject) - (MIDDLE if candidate.before else 0.0)
            whole = _whole(candidate, terms, likeness)
            if whole is not None and MASK not in candidate.quote:
                yield replace(candidate, score=score + whole)


def _whole(candidate: Candidate, terms: Terms, likeness: float) -> float | None:
    """Say how well a list answers as a whole: what announces it asks the same, or a list was asked for; None if neither."""
    if not candidate.items:
        return 0.0
    announced = max(likeness, terms.cover(candidate.lead or ""))
    if terms.reading.aim is Aim.LIST:
        return LISTED + ANNOUNCED * announced
    return ANNOUNCED * announced if announced >= LEAST_ANNOUNCED else None


def _definition(candidate: Candidate, subject: tuple[str, ...]) -> float:
    """Say how well a candidate defines the subject: what it is before what it is not."""
    if not subject or not any(defines(text, subject) for text in candidate.texts):
        return 0.0
    negated = not NEGATIONS.isdisjoint(words(candidate.said))
    return DEFINES + (0.0 if negated else 0.5)


def _candidates_of(group: Group, source: Ranked, stored: StoredText) -> Iterator[Candidate]:
    """Yield what may be quoted of a group: its members one by one, and a list as a whole."""
    if not group.is_list:
        for line in group.members:
            yield from (_single((sentence,), source, stored) for sentence in line)
        return
    for line in group.members:
        yield _single(line, source, stored, label=_label(group, stored.text))
    yield _list(group, source, stored)


def _label(group: Group, text: str) -> str | None:
    """Return the bare label that tells whose a member is; a sentence with a colon is none."""
    lead = words_of(group.lead, text) if group.lead else ""
    return lead if lead and is_label(lead) else None


def _single(line: Line, source: Ranked, stored: StoredText, *, label: str | None = None) -> Candidate:
    quote = words_of(line, stored.text)
    return Candidate(
        source=source, sentences=line, quote=quote, texts=(quote,), label=label, score=0.0
    )  # fmt: skip


def _list(group: Group, source: Ranked, stored: StoredText) -> Candidate:
    text = stored.text
    lead = words_of(group.lead, text) if group.lead else None
    texts = tuple(words_of(line, text) for line in group.members)
    kept = _fitting(texts, room=LIST_WORDS - len((lead or "").split()))
    sentences = (*group.lead, *(sentence for line in group.members[:kept] for sentence in line))
    before, items = _extent(group.members[0][0], stored.blocks)
    return Candidate(
        source=source, sentences=sentences, quote=text[sentences[0].start : sentences[-1].end], texts=texts[:kept],
        lead=lead, items=max(items, len(texts)), before=before, score=0.0,
    )  # fmt: skip


def _extent(first: Sentence, blocks: Sequence[Block]) -> tuple[int, int]:
    """Return how many items stand before one in its list, and how many the list has, over all passages."""
    for key, group in groupby(blocks, key=lambda block: (block.kind, block.place)):
        items = tuple(group)
        if key == (BlockKind.ITEM, first.place) and items[0].start <= first.start < items[-1].end:
            return sum(item.end <= first.start for item in items), len(items)
    return 0, 0


def _fitting(texts: Sequence[str], *, room: int) -> int:
    """Return how many of the first texts fit into so many words; at least one."""
    used = accumulate(len(text.split()) for text in texts)
    return max(1, sum(words <= room for words in used))


def _stands(lemma: str, have: frozenset[str]) -> float:
    """Return how far a lemma stands in a text, 0–1: itself or as part of a compound, or by a neighbour."""
    if lemma in have or _in_compound(lemma, have):
        return 1.0
    return DISCOUNT if neighbours(lemma) & have else 0.0


def _in_compound(lemma: str, have: frozenset[str]) -> bool:
    if len(lemma) < 5:  # noqa: PLR2004  # shorter words are part of too many others
        return False
    own = set(grams(lemma))
    return any(
        len(other) >= 5 and len(own & set(grams(other))) / len(own) >= _GRAM_MATCH  # noqa: PLR2004  # as above
        for other in have
        if other[:3] == lemma[:3] or lemma in other
    )
