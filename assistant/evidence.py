"""Which sentences of the ranked passages answer the question, and whether they do at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from assistant.questions import Aim, Reading, defines, read
from assistant.retrieval import Ranked, worths
from ingest.documents import Block, BlockKind, Sentence
from ingest.language import content_lemmas, grams, lemmas, words
from ingest.library import Library, StoredText

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
        return sum(len(text.split()) for text in (self.lead or "", *self.texts))

    @property
    def said(self) -> str:
        """All of it on one line."""
        return " ".join(text for text in (self.lead, *self.texts) if text)


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
        return sum(weight for lemma, weight in self.weights.items() if _stands(lemma, have)) / self.total


def terms_of(question: str, library: Library) -> Terms:
    """Weigh the question's lemmas by how rare they are among the passages."""
    found = tuple(dict.fromkeys(content_lemmas(question)))
    return Terms(weights=worths(library, found), reading=read(question))


def is_answerable(ranked: Sequence[Ranked]) -> bool:
    """Tell whether any of the best passages holds enough of what was asked."""
    return any(found.cover >= LEAST_COVER for found in ranked[:PASSAGES])


def candidates(terms: Terms, ranked: Sequence[Ranked], library: Library) -> tuple[Candidate, ...]:
    """Return what may be quoted of the best passages, best first."""
    best = max((found.score for found in ranked), default=1.0) or 1.0
    found = [
        candidate
        for rank, source in enumerate(ranked)
        for candidate in _of_passage(terms, source, library, share=source.score / best)
        if rank < PASSAGES or candidate.score >= DEFINES
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _of_passage(terms: Terms, source: Ranked, library: Library, *, share: float) -> Iterable[Candidate]:
    stored = library.text(source.passage.document_id)
    if stored is None:
        return
    context = 0.5 * terms.likeness(source.passage.heading) + share
    subject = terms.reading.subject
    for run in _runs(source.passage.sentences, stored.text, together=terms.reading.aim is Aim.LIST):
        candidate = _candidate(run, source, stored)
        score = terms.cover(candidate.said) + context + _definition(candidate, subject)
        score -= MIDDLE if candidate.before else 0.0
        yield replace(candidate, score=score)


def _definition(candidate: Candidate, subject: tuple[str, ...]) -> float:
    """Say how well a candidate defines the subject: what it is before what it is not."""
    if not subject or not any(defines(text, subject) for text in candidate.texts):
        return 0.0
    negated = not NEGATIONS.isdisjoint(words(candidate.said))
    return DEFINES + (0.0 if negated else 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Sentences that are quoted together: one, or a list with the line that announces it."""

    lead: Sentence | None = None
    items: tuple[tuple[Sentence, ...], ...] = ()
    """Each item's sentences; a sentence that is no list is one item."""
    is_list: bool = False


def _candidate(run: _Run, source: Ranked, stored: StoredText) -> Candidate:
    text = stored.text
    lead = text[run.lead.start : run.lead.end] if run.lead else None
    texts = tuple(text[item[0].start : item[-1].end] for item in run.items)
    kept = _fitting(texts, room=LIST_WORDS - len((lead or "").split())) if run.is_list else 1
    sentences = (
        *([run.lead] if run.lead else []),
        *(sentence for item in run.items[:kept] for sentence in item),
    )
    before, items = _extent(run.items[0][0], stored.blocks) if run.is_list else (0, 0)
    return Candidate(
        source=source, sentences=sentences, quote=text[sentences[0].start : sentences[-1].end], texts=texts[:kept],
        lead=lead, items=max(items, len(texts)) if run.is_list else 0, before=before, score=0.0,
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


def _runs(sentences: Sequence[Sentence], text: str, *, together: bool) -> Iterator[_Run]:
    """Yield single sentences, and lists: those that a line with a colon announces, or all when a list is asked for."""
    lead: Sentence | None = None
    for (is_item, place), group in groupby(
        sentences, key=lambda one: (one.kind is BlockKind.ITEM, one.place)
    ):
        run = tuple(group)
        if is_item and (together or lead is not None) and (lead is None or lead.place == place):
            yield _Run(lead=lead, items=_items(run, text), is_list=True)
            lead = None
            continue
        singles = run if lead is None else (lead, *run)
        lead = singles[-1] if not is_item and text[: singles[-1].end].endswith(":") else None
        yield from (_Run(items=((sentence,),)) for sentence in (singles if lead is None else singles[:-1]))
    if lead is not None:
        yield _Run(items=((lead,),))


def _items(sentences: Sequence[Sentence], text: str) -> tuple[tuple[Sentence, ...], ...]:
    """Gather the sentences of each item: items are divided by a line break."""
    items: list[tuple[Sentence, ...]] = []
    for sentence in sentences:
        if items and "\n" not in text[items[-1][-1].end : sentence.start]:
            items[-1] = (*items[-1], sentence)
        else:
            items.append((sentence,))
    return tuple(items)


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
