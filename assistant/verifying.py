"""A pasted definition against every source: word for word, nearly, or not there, and where.

Case, line breaks, dashes, quotation marks and commas may differ in a definition that is the source's word for word. A
definition is near when two thirds of the words that carry its meaning, two at least, stand in the same order in one place
of the source, when these are two thirds of what the source says there, and when half of all its words stand there: with
more than every third of them another, it is another definition. The term itself carries no meaning here: that both speak of
the same thing says nothing of what they say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import groupby

from assistant.alignment import Alignment, Difference, Kind, align, differences
from assistant.answers import QuoteStatus
from assistant.citations import verify as verify_quote
from assistant.concepts.names import Name
from assistant.concepts.reading import Leaf, Said, Shelf
from assistant.evidence import NEGATIONS
from assistant.verified import SECOND_HAND, Match, SourceVerdict, TooShort, Verification
from ingest.language import STOP_LEMMAS, lemma

LEAST_WORDS, MOST_WORDS = 3, 250
"""Words that a definition must have, and those that are read of it."""

NEAR = 2 / 3
"""Least share of the words that carry meaning, both ways."""

HALF = 1 / 2
"""Least share of all its words."""

_FEWEST_CARRYING = 2
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"^[ \t]*(?:[•·*–—-]|\d+\.)[ \t]+", re.MULTILINE)
_LINKS = frozenset("är innebär betyder".split())
_WINDOWS = 3
_NEGATIONS = NEGATIONS | frozenset("icke ingenting varken knappast".split())
_REACH = 3
"""Words before a run among which a negation still governs it."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a source and where it stands."""

    text: str
    start: int
    end: int
    said: Said
    leaf: Leaf


def verify(text: str, shelf: Shelf, *, term: str | None = None, names: Name = ()) -> Verification:
    """Compare a definition with every searched document.

    Args:
        text: As pasted, with or without the term before it.
        shelf: What is searched.
        term: The term it is said to define, as given.
        names: The term's lemmas: they do not count.

    Raises:
        TooShort: When it has too few words.
    """
    own = _WORD.findall(_BULLET.sub("", text))[:MOST_WORDS]
    if len(own) < LEAST_WORDS:
        raise TooShort(
            f"Texten är för kort för att jämföras. Klistra in en definition på minst {LEAST_WORDS} ord."
        )
    forms = [own, *_without_term(own, names)]
    found = []
    for _, leaves in groupby(shelf.leaves, key=lambda leaf: leaf.document.id):
        words = [word for leaf in leaves for word in _words(leaf)]
        if words:
            verdicts = [_in_source(form, words, names, text, opening=form is not own) for form in forms]
            found.append(max(verdicts, key=_rank))
    ordered = sorted(found, key=lambda verdict: (verdict.guide, *(-one for one in _rank(verdict))))
    best = max((verdict.status for verdict in ordered), key=_ORDER.index, default=Match.MISSING)
    return Verification(text=text, term=term, status=best, sources=tuple(ordered))


_ORDER = (Match.MISSING, Match.NEAR, Match.EXACT)


def _rank(verdict: SourceVerdict) -> tuple[int, float]:
    return _ORDER.index(verdict.status), verdict.share


def _without_term(own: Sequence[str], name: Name) -> Iterator[list[str]]:
    """Yield the definition without the term that it may have been pasted behind: “Term: …”, “Term är …”."""
    size = len(name)
    if size and tuple(lemma(word.lower()) for word in own[:size]) == name:
        rest = list(own[size:])
        links = bool(rest) and rest[0].lower() in _LINKS
        yield from (part for part in (rest, rest[1:] if links else []) if len(part) >= LEAST_WORDS)


def _words(leaf: Leaf) -> Iterator[_Word]:
    for said in leaf.sentences:
        for match in _WORD.finditer(said.text):
            offset = said.sentence.start
            yield _Word(match.group(), offset + match.start(), offset + match.end(), said, leaf)


def _in_source(
    own: Sequence[str], words: Sequence[_Word], name: Name, text: str, *, opening: bool
) -> SourceVerdict:
    """Place a definition in a source; one that its term was taken from only where a sentence begins with it."""
    mine = [word.lower() for word in own]
    theirs = [word.text.lower() for word in words]
    best, share = None, 0.0
    for start, end in _windows(mine, theirs, name):
        placed = align(mine, theirs[start:end], kin=_is_kin)
        if placed is not None:
            moved = _moved(placed, start)
            reached = _share(moved, mine, theirs, name)
            if reached > share and not (opening and _is_inside(words, moved.first)):
                best, share = moved, reached
    if best is None or share < NEAR:
        return _missing(words[0].leaf, share=share)
    return _told(_with_negation(best, words), own, words, share=share, text=text)


def _is_inside(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a word stands inside a sentence: what is before it may be another term."""
    return at > 0 and words[at - 1].said is words[at].said


def _windows(mine: Sequence[str], theirs: Sequence[str], name: Name) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source that share most of the text's words, the rare ones above all.

    Where the text stands there as it is, only that run.
    """
    whole = f" {' '.join(theirs)} ".find(f" {' '.join(mine)} ")
    if whole >= 0:
        start = f" {' '.join(theirs)} "[: whole + 1].count(" ") - 1
        yield start, start + len(mine)
        return
    wanted = {lemma(word) for word in mine} - STOP_LEMMAS - set(name) or {lemma(word) for word in mine}
    lemmas = [lemma(word) for word in theirs]
    worth = {word: 1 / count for word, count in Counter(lemmas).items() if word in wanted}
    width = len(mine) + len(mine) // 2 + 4

    def shared(at: int) -> float:
        return sum(worth[word] for word in worth.keys() & lemmas[at : at + width])

    for at in nlargest(_WINDOWS, range(0, len(theirs), max(1, width // 6)), key=shared):
        yield max(0, at - width // 3), min(len(theirs), at + width + width // 3)


def _moved(placed: Alignment, offset: int) -> Alignment:
    return Alignment(pairs=tuple((a, b if b is None else b + offset) for a, b in placed.pairs))


def _is_kin(word: str, other: str) -> bool:
    return word[:2] == other[:2] and lemma(word) == lemma(other)


def _share(placed: Alignment, mine: Sequence[str], theirs: Sequence[str], name: Name) -> float:
    """Return the share of the words with meaning that are the same in both, of the larger of the two."""
    own = [word for word in mine if _carries(word, name)]
    equal = sum(a is not None and b is not None and mine[a] == theirs[b] for a, b in placed.pairs)
    window = [word for word in theirs[placed.first : placed.last + 1] if _carries(word, name)]
    same = sum(
        a is not None and b is not None and _carries(mine[a], name) and _is_kin(mine[a], theirs[b])
        for a, b in placed.pairs
    )
    if equal < len(mine):
        if same < _FEWEST_CARRYING or equal < HALF * len(mine):
            return 0.0
    elif not own:
        return 1.0
    return same / max(len(own), len(window), 1)


def _carries(word: str, name: Name) -> bool:
    own = lemma(word)
    return own not in STOP_LEMMAS and own not in name


def _with_negation(placed: Alignment, words: Sequence[_Word]) -> Alignment:
    """Let a run that the source negates right before it begin with the negation: quoting the rest turns it round."""
    first = placed.first
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if words[at].said is not words[first].said:
            break
        if words[at].text.lower() in _NEGATIONS:
            return Alignment(pairs=(*((None, number) for number in range(at, first)), *placed.pairs))
    return placed


def _told(
    placed: Alignment, own: Sequence[str], words: Sequence[_Word], *, share: float, text: str
) -> SourceVerdict:
    steps = differences(
        placed, own, [word.text for word in words], same=lambda a, b: own[a].lower() == words[b].text.lower()
    )
    is_same = all(step.kind is Kind.EQUAL for step in steps)
    first, last = words[placed.first], words[placed.last]
    run = first.leaf.text[first.start : last.end]
    sentence, publisher = first.said.sentence, first.leaf.document.provenance.publisher
    return replace(
        _missing(first.leaf, share=share),
        status=Match.EXACT if is_same else Match.NEAR, text=run, differences=steps, negation=_negation(steps),
        typographic=is_same and verify_quote(run, text).status is not QuoteStatus.EXACT,
        originator=sentence.originator, standing=sentence.standing,
        second_hand=sentence.originator not in {None, publisher} or sentence.standing == SECOND_HAND,
        locator=sentence.place.locator, passage_id=first.leaf.passage.id, start=first.start, end=last.end,
    )  # fmt: skip


def _negation(steps: Sequence[Difference]) -> str | None:
    """Say which negation only one of the two has.

    >>> _negation([Difference(kind=Kind.MISSING, words="inte")])
    '”inte” står i källan men inte i din text, så texten säger motsatsen.'
    """
    for step in steps:
        found = next((word for word in _WORD.findall(step.words.lower()) if word in _NEGATIONS), None)
        if found is not None and step.kind is Kind.MISSING:
            return f"”{found}” står i källan men inte i din text, så texten säger motsatsen."
        if found is not None and step.kind is Kind.ADDED:
            return f"”{found}” står i din text men inte i källan, så texten säger motsatsen."
    return None


def _missing(leaf: Leaf, *, share: float) -> SourceVerdict:
    document, known = leaf.document, leaf.document.provenance
    return SourceVerdict(
        status=Match.MISSING, document=document.name, document_id=document.id, title=known.title,
        publisher=known.publisher, region=known.profile, year=known.year, dated=known.dated, guide=known.guide,
        share=round(share, 3),
    )  # fmt: skip
