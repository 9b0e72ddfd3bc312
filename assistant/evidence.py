"""Which sentences of the ranked passages answer the question, and whether they do at all."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from assistant.abbreviations import spells_out
from assistant.questions import Aim, defines
from assistant.ranking import Ranked
from assistant.structure import MOST_WORDS_OF_A_LABEL, Group, Line, groups, is_label, label_of, runs, words_of
from assistant.terms import Terms
from ingest.catalogue import NATIONAL
from ingest.documents import Block, BlockKind, Sentence
from ingest.language import lemmas, words
from ingest.library import Library, StoredText
from ingest.masking import MASK

PASSAGES = 6
"""Ranked passages whose sentences are considered."""

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
PHRASE, EMPTY = 0.8, 0.7
"""Added for what holds the question's quotation; taken from what says no more than the question, or only an address."""
LISTED, ANNOUNCED, LEAST_ANNOUNCED = 0.3, 0.3, 0.5
"""Added for a list that is asked for; for what announces it; and least that must announce it otherwise."""

TOLD_STANDINGS = frozenset({"målbild 2035", "exempel", "prognos"})
"""Standings that are told beside the words: neither a target nor an example is today's routine."""

OWN = 0.4
"""Added for what the asker's own region or municipality says."""
COUNTED = 0.5
"""Added for an enumeration of as many as were asked for, taken from a list of another length."""
COUNTED_LIST = 8.0
"""Added for a list of as many as were asked for, times what it and its heading hold of the question."""
MOST_OF_AN_ITEM = 15
"""Words an item may have on average in a list that nothing announces: longer ones are statements of their own."""

NEGATIONS = frozenset({"inte", "ingen", "inget", "inga", "ej", "aldrig"})
_SEPARATOR = re.compile(r",(?!\s+(?:och|samt)\b)|\b(?:och|samt)\b")
_NUMBERED = re.compile(r"(?:^|\n)(\d{2,3})[.)]\s*$")
_FEWEST = 3
"""Words: fewer say nothing outside their list."""
_LEAST_OF_A_HEADING = 3
"""Words; a single word among items is an item."""


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
    """The line that a member stands under: whose statement it is, or how it begins."""
    lead: str | None = None
    """The line that announces the list; None for a sentence, and for a list that nothing announces."""
    items: int = 0
    """How many items the list has in the source; 0 for a sentence."""
    before: int = 0
    """How many of them stand before those that are quoted, where a long list begins in another passage."""
    score: float

    @property
    def voice(self) -> str:
        """Who speaks, as shown before the quotation: whose words they are, and what they are worth."""
        provenance, first = self.source.document.provenance, self.sentences[0]
        if provenance.guide:
            return "Handboken"
        heard = provenance.publisher
        who = f"{first.originator} (via {heard})" if first.originator not in {None, heard} else heard
        return f"{who}, {first.standing}" if first.standing in TOLD_STANDINGS else who

    @property
    def words(self) -> int:
        """How many words it takes to show."""
        return sum(len(text.split()) for text in (self.label or "", self.lead or "", *self.texts))

    @property
    def said(self) -> str:
        """All of it on one line."""
        return " ".join(text for text in (self.label, self.lead, *self.texts) if text)


def candidates(
    terms: Terms, ranked: Sequence[Ranked], library: Library, *, profile: str = NATIONAL
) -> tuple[Candidate, ...]:
    """Return what may be quoted of ranked passages, best first; what the asker's own region says at an advantage."""
    best = max((found.score for found in ranked), default=1.0) or 1.0
    nearness = _nearness(ranked[:PASSAGES])
    texts = {id_: library.text(id_) for id_ in {source.passage.document_id for source in ranked}}
    found = [
        replace(candidate, score=candidate.score + OWN * (_profile(source) == profile != NATIONAL))
        for source in ranked
        if (stored := texts[source.passage.document_id]) is not None
        for candidate in _of_passage(terms, source, stored, share=source.score / best, nearness=nearness)
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def leading(found: Sequence[Candidate], ranked: Sequence[Ranked], terms: Terms) -> tuple[Candidate, ...]:
    """Return what an answer is made of.

    That is the candidates of the best passages, and from those behind them what defines the term that is asked about
    and lists of as many as are asked for.
    """
    best = {one.passage.id for one in ranked[:PASSAGES]}
    count = terms.reading.count
    return tuple(
        one
        for one in found
        if one.source.passage.id in best
        or _definition(one, terms.reading.subject)
        or (count is not None and one.items == count)
    )


def _profile(source: Ranked) -> str:
    return source.document.provenance.profile


def _nearness(ranked: Sequence[Ranked]) -> Callable[[float], float]:
    """Return how a sentence's cosine counts, 0–1 between the farthest and the nearest of the best passages."""
    every = [similarity for found in ranked for similarity in found.similarities]
    low, high = min(every, default=0.0), max(every, default=1.0)
    return lambda cosine: max(0.0, (cosine - low) / (high - low)) if high > low else 0.0


def _of_passage(
    terms: Terms, source: Ranked, stored: StoredText, *, share: float, nearness: Callable[[float], float]
) -> Iterable[Candidate]:
    passage = source.passage
    cosines = dict(zip(passage.sentences, source.similarities, strict=False))
    likeness = source.channels.get("title", 0.0)
    subject = terms.reading.subject
    for group in groups(passage.sentences, stored.text):
        for candidate in _candidates_of(group, source, stored, terms):
            near = max(nearness(cosines.get(sentence, 0.0)) for sentence in candidate.sentences)
            score = terms.cover(candidate.said) + NEAR * near + HEADING * likeness + SHARE * share
            score += LABEL * terms.likeness(label_of(candidate.texts[0]) or candidate.label or "")
            score += PHRASE * terms.quotes(candidate.said) - EMPTY * terms.says_nothing_new(candidate.said)
            score -= EMPTY * (not candidate.items and candidate.words < _FEWEST)
            score += _definition(candidate, subject) - (MIDDLE if candidate.before else 0.0)
            score += _counted(candidate, terms)
            whole = _whole(candidate, terms, likeness)
            if whole is not None and MASK not in candidate.quote:
                yield replace(candidate, score=score + whole)


def _whole(candidate: Candidate, terms: Terms, likeness: float) -> float | None:
    """Say how well a list answers as a whole: what announces it asks the same, or a list was asked for; None if neither."""
    if not candidate.items:
        return 0.0
    announced = max(likeness, terms.cover(candidate.lead or ""))
    if candidate.lead is None and candidate.words > MOST_OF_AN_ITEM * len(candidate.texts):
        return None
    if terms.reading.aim is Aim.LIST:
        return LISTED + ANNOUNCED * announced
    if candidate.lead is None and candidate.words < _FEWEST * len(candidate.texts):
        return None
    return ANNOUNCED * announced if announced >= LEAST_ANNOUNCED else None


def _counted(candidate: Candidate, terms: Terms) -> float:
    """Say how well a list, or an enumeration in a sentence, has as many members as were asked for."""
    count = terms.reading.count
    if count is None:
        return 0.0
    if candidate.items:
        about = terms.cover(f"{candidate.source.passage.heading} {candidate.said}")
        return COUNTED_LIST * about if candidate.items == len(candidate.texts) == count else -COUNTED
    named = max((len(_SEPARATOR.findall(part)) + 1 for part in re.split(r"[:.;]", candidate.said)), default=1)
    return COUNTED if named == count else 0.0


def _definition(candidate: Candidate, subject: tuple[str, ...]) -> float:
    """Say how well a candidate defines the subject: what it is before what it is not."""
    if len(subject) == 1 and spells_out(
        subject[0], (candidate.lead or "") if candidate.items else candidate.said
    ):
        return DEFINES
    if not subject or not any(defines(text, subject) for text in candidate.texts):
        return 0.0
    first = candidate.quote[: candidate.sentences[0].end - candidate.sentences[0].start]
    negated = not NEGATIONS.isdisjoint(words(first))
    return DEFINES + (0.0 if negated else 0.5)


def _candidates_of(group: Group, source: Ranked, stored: StoredText, terms: Terms) -> Iterator[Candidate]:
    """Yield what may be quoted of a group: its members one by one, and a list as a whole or from what is asked for."""
    if not group.is_list:
        for line in group.members:
            yield from (_single(run, source, stored) for run in runs(line, stored.text))
        return
    for line in group.members:
        yield _single(line, source, stored, label=_label(group, line, stored.text))
    yield _list(group, source, stored, terms)
    for number, line in enumerate(group.members[:-1]):
        if not group.lead and _announces(words_of(line, stored.text), terms):
            inner = Group(lead=line, members=group.members[number + 1 :], is_list=True)
            yield replace(_list(inner, source, stored, terms), before=0, items=len(inner.members))


def _announces(line: str, terms: Terms) -> bool:
    """Tell whether an item is a heading over those after it, and the one that is asked for."""
    return (
        len(line.split()) >= _LEAST_OF_A_HEADING and is_label(line) and terms.cover(line) >= LEAST_ANNOUNCED
    )


def _label(group: Group, line: Line, text: str) -> str | None:
    """Return what a member needs before it: the bare label that tells whose it is, or the words that an item goes on from."""
    lead = words_of(group.lead, text) if group.lead else ""
    goes_on = words_of(line, text)[:1].islower() and len(lead.split()) <= MOST_WORDS_OF_A_LABEL
    return lead.removesuffix(":") if lead and (is_label(lead) or goes_on) else None


def _single(line: Line, source: Ranked, stored: StoredText, *, label: str | None = None) -> Candidate:
    quote = words_of(line, stored.text)
    return Candidate(
        source=source,
        sentences=line,
        quote=quote,
        texts=(quote,),
        label=label or _number(line[0], stored.text),
        score=0.0,
    )  # fmt: skip


def _number(first: Sentence, text: str) -> str | None:
    """Return the number that a list's item carries as its name, as “34” of a congress's goals; list counters are none."""
    found = _NUMBERED.search(text[max(0, first.start - 6) : first.start])
    return found[1] if found and first.kind is BlockKind.ITEM else None


def _list(group: Group, source: Ranked, stored: StoredText, terms: Terms) -> Candidate:
    text = stored.text
    over = group.lead or _heading_over(group.members[0][0], source, text, listed=terms.reading.listed)
    lead = words_of(over, text) if over else None
    texts = tuple(words_of(line, text) for line in group.members)
    kept = _fitting(texts, room=LIST_WORDS - len((lead or "").split()))
    sentences = (*over, *(sentence for line in group.members[:kept] for sentence in line))
    before, items = _extent(group.members[0][0], stored.blocks)
    return Candidate(
        source=source, sentences=sentences, quote=text[sentences[0].start : sentences[-1].end], texts=texts[:kept],
        lead=lead, items=max(items, len(texts)), before=before, score=0.0,
    )  # fmt: skip


def names(listed: str | None, line: str) -> bool:
    """Tell whether a line names what a list is asked of, itself or as a compound: “fokusområden” of “områden”."""
    return listed is not None and any(one.endswith(listed) for one in lemmas(line))


def _heading_over(first: Sentence, source: Ranked, text: str, *, listed: str | None) -> Line:
    """Return the heading right over a list, as what announces it, where it names what a list is asked of."""
    passage = source.passage
    between = text[passage.start : first.start]
    if not between.strip() or between.strip() != passage.heading or not names(listed, passage.heading):
        return ()
    start = passage.start + len(between) - len(between.lstrip())
    return (replace(first, start=start, end=start + len(between.strip()), kind=BlockKind.HEADING),)


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
