"""Where the sources explain a term: in a sentence that defines it, or below a heading that names it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.abbreviations import long_forms
from assistant.concepts import patterns
from assistant.concepts.frames import Frame, frame_of
from assistant.concepts.names import Name, is_within, name_of, places
from assistant.concepts.reading import Leaf, Row, Said, Shelf
from assistant.concepts.runs import (
    MOST_OF_A_LIST,
    MOST_WORDS,
    Run,
    count,
    explained,
    same_voice,
    told_next,
    without_credit,
)
from assistant.concepts.values import Strength
from assistant.structure import groups, is_label
from ingest.documents import BlockKind, Sentence
from ingest.language import words

_ADDRESS = re.compile(r"://|www\.|\b\w+\.(?:se|tv|com|org|nu|fm|eu)\b")
_DEFINING_LABEL = re.compile(r"\b(?:definition|innebörd|betyd|innebär|förklaring)", re.IGNORECASE)
_EXAMPLES = re.compile(r"\W*(?:några\s+)?exempel\b", re.IGNORECASE)
_FEWEST = 6
"""Words that a line needs to explain by itself."""
_FEWEST_ON_A_SLIDE = 3
_EXAMPLE = "exempel"
"""A standing: an example below a heading is no explanation of it."""


def find(shelf: Shelf, names: Sequence[Name], *, foreign: Sequence[Name] = ()) -> tuple[Run, ...]:
    """Return every run that explains a term, in reading order.

    Args:
        shelf: What is searched.
        names: The term's names.
        foreign: Names of other terms: a name that stands inside one of these there means the other term.
    """
    longer = tuple(one for one in foreign if one not in names and any(is_within(name, one) for name in names))
    leaves = {id(leaf): leaf for name in names for leaf in shelf.holding(name)}
    found = [run for leaf in leaves.values() for run in _in_leaf(leaf, names, longer)]
    return tuple(_best(_settled(found)))


def _in_leaf(leaf: Leaf, names: Sequence[Name], foreign: Sequence[Name]) -> Iterator[Run]:
    for row, line in enumerate(leaf.rows):
        for column, said in enumerate(line):
            strength, reach = _strength(said, names, foreign)
            if strength is None or said.is_question or _ADDRESS.search(said.text):
                continue
            kept = without_credit(explained(leaf, row, column, names=names, reach=reach))
            if len(kept) == 1 and _says_too_little(said, names):
                continue
            yield Run(leaf=leaf, said=kept, strength=_weighed(kept, strength))
            following = told_next(leaf, row) if _only_brings_up(kept, line, reach) else ()
            if following:
                yield Run(leaf=leaf, said=following, strength=strength)
    yield from _headed(leaf, names, foreign)


def _only_brings_up(kept: Sequence[Said], line: Row, reach: patterns.Reach) -> bool:
    """Tell whether a block is one sentence that leaves the telling to the next."""
    return reach is patterns.Reach.ON and len(kept) == len(line) == 1


def _weighed(kept: Sequence[Said], strength: Strength) -> Strength:
    """Return what a run is worth: a list that is announced tells what the term is made of, an example does not."""
    if _EXAMPLES.match(kept[0].text):
        return Strength.SPEAKS
    return Strength.DEFINES if kept[0].text.endswith(":") else strength


def _says_too_little(said: Said, names: Sequence[Name]) -> bool:
    """Tell whether a sentence by itself holds only the name, or announces what is not there."""
    if tuple(token.lemma for token in said.words) in names:
        return True
    return said.text.endswith(":") and len(said.words) < _FEWEST


def _strength(
    said: Said, names: Sequence[Name], foreign: Sequence[Name]
) -> tuple[Strength | None, patterns.Reach]:
    """Return how plainly a sentence explains a term, and how far the explanation goes on."""
    best, reach = None, patterns.Reach.SENTENCE
    if _spells_out(said, names):
        return Strength.DEFINES, reach
    if said.sentence.kind is BlockKind.PARAGRAPH and tuple(token.lemma for token in said.words) in names:
        return Strength.HEADED, reach
    own = [place for name in names for place in places(name, said.words)]
    others = [place for name in foreign for place in places(name, said.words)] if own else []
    for start, end in own:
        if any(first <= start and end <= last and last - first > end - start for first, last in others):
            continue
        before, after = said.text[: said.words[start].start], said.text[said.words[end - 1].end :]
        found = patterns.strength(before, after)
        if found is not None and (best is None or found > best):
            best, reach = found, patterns.reach(before, after)
    return best, reach


def _spells_out(said: Said, names: Sequence[Name]) -> bool:
    """Tell whether a sentence says what an abbreviation of the term stands for, or is."""
    if "(" not in said.text and "," not in said.text:
        return False
    return any(
        name_of(short) in names or any(name_of(long)[-len(name) :] == name for name in names)
        for short, long in _spelled(said.text)
    )


@lru_cache(maxsize=20_000)
def _spelled(sentence: str) -> tuple[tuple[str, str], ...]:
    return tuple(long_forms(sentence))


def _headed(leaf: Leaf, names: Sequence[Name], foreign: Sequence[Name]) -> Iterator[Run]:
    """Yield what explains a term by standing below its heading."""
    frames = {frame_of(_heading(leaf), name, foreign) for name in names} - {None}
    if not frames:
        return
    asks = Frame.ASKS in frames
    known = {said.sentence: said for said in leaf.sentences}
    seen: set[tuple[bool, BlockKind]] = set()
    for group in groups(tuple(known), leaf.text):
        lead, lines = group.lead, group.members
        if lead and not asks and not _is_about(lead, known, names):
            continue
        whole = without_credit(_said((*lead, *(one for line in lines for one in line)), known))
        first = (whole[0].sentence.place.notes, whole[0].sentence.kind) not in seen
        seen.add((whole[0].sentence.place.notes, whole[0].sentence.kind))
        for kept in _pieces(whole, [_said(line, known) for line in lines], is_list=group.is_list):
            if _explains(kept, names, asks=asks or (first and kept[0] is whole[0])):
                yield Run(leaf=leaf, said=kept, strength=Strength.HEADED)


def _heading(leaf: Leaf) -> str:
    """Return the heading right above a passage; the document's title at its opening."""
    place = leaf.passage.place
    if place.headings:
        return place.headings[-1]
    return leaf.passage.heading or (leaf.passage.title if place.slide is None else "")


def _said(sentences: Iterable[Sentence], known: dict[Sentence, Said]) -> tuple[Said, ...]:
    return tuple(known[sentence] for sentence in sentences)


def _is_about(lead: Sequence[Sentence], known: dict[Sentence, Said], names: Sequence[Name]) -> bool:
    """Tell whether a line that announces others speaks of the term, and not of goals or a purpose."""
    said = _said(lead, known)
    return any(
        _DEFINING_LABEL.search(one.text) or any(True for name in names for _ in places(name, one.words))
        for one in said
    )


def _pieces(
    whole: Sequence[Said], lines: Sequence[Sequence[Said]], *, is_list: bool
) -> Iterator[tuple[Said, ...]]:
    """Yield a list as one where it is short, else line by line; a line by its first sentences."""
    if is_list and count(whole) <= MOST_OF_A_LIST and all(same_voice(whole[0], said) for said in whole):
        yield tuple(whole)
        return
    for line in lines:
        kept: list[Said] = []
        for said in line:
            if kept and (count((*kept, said)) > MOST_WORDS or not same_voice(kept[0], said)):
                yield tuple(kept)
                kept = []
            kept.append(said)
        yield tuple(kept)


def _explains(kept: Sequence[Said], names: Sequence[Name], *, asks: bool) -> bool:
    """Tell whether what stands below a heading explains it: all of a question's, else the first and what names it."""
    text = " ".join(said.text for said in kept)
    if kept[0].sentence.standing == _EXAMPLE or _ADDRESS.search(text) or kept[-1].is_question:
        return False
    if len(kept) == 1 and _is_empty(kept[0]):
        return False
    named = {lemma for name in names for lemma in name} & {
        token.lemma for said in kept for token in said.words
    }
    return bool(words(text)) and (asks or bool(named))


def _is_empty(said: Said) -> bool:
    """Tell whether a line by itself explains nothing: a label, an announcement, a handful of words."""
    if said.sentence.kind is BlockKind.ITEM:
        return len(said.words) < _FEWEST_ON_A_SLIDE
    return said.text.endswith(":") or is_label(said.text) or len(said.words) < _FEWEST


def _settled(found: Sequence[Run]) -> list[Run]:
    """Return runs that do not overlap: the plainest are kept, and grow where another goes on from them."""
    kept: list[Run] = []
    for run in sorted(found, key=lambda run: (-run.strength, -(run.end - run.start))):
        over = [one for one in kept if _overlap(one, run)]
        if not over:
            kept.append(run)
        elif len(over) == 1 and _contains(run, over[0]) and count(run.said) <= MOST_WORDS:
            kept[kept.index(over[0])] = Run(leaf=run.leaf, said=run.said, strength=over[0].strength)
    return kept


def _overlap(one: Run, other: Run) -> bool:
    same = one.leaf.document.id == other.leaf.document.id
    return same and one.start < other.end and other.start < one.end


def _contains(outer: Run, inner: Run) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _best(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield runs in reading order, those that merely speak of the term only where the document has no better."""
    plain = {run.leaf.document.id for run in runs if run.strength > Strength.SPEAKS}
    ordered = sorted(runs, key=lambda run: (run.leaf.document.id, run.start))
    told: set[tuple[str, str]] = set()
    for run in ordered:
        key = (run.leaf.document.id, run.text)
        if key not in told and (run.strength > Strength.SPEAKS or run.leaf.document.id not in plain):
            told.add(key)
            yield run
