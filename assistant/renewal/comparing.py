"""Two generations of a document laid beside each other, sentence by sentence.

A sentence that only moved is unchanged. Of the rest, those that share most words are taken for one sentence that was edited;
what finds no partner is gone, or new. A sentence is compared with the few that share its rarest words, not with every other:
the time grows with the length of the document, not with its square.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from assistant.alignment import Alignment, Difference, align, differences
from assistant.renewal.values import Change, Stated
from ingest.language import lemma, normalise
from ingest.masking import MASK
from ingest.records import StoredGeneration

ALIKE = 0.5
"""Least share of words that two sentences have in common in the same order, to be versions of one (difflib's ratio)."""
_SHARED = 0.3
"""Least share of the smaller one's words, to be compared at all."""
_MET = 64
"""Sentences that are met by the rarest words of one, the nearest of those that hold a word."""
_TRIED = 8
"""Of those, the ones sharing most words, whose order is compared."""
_WORD = re.compile(r"\w+")
_EDGES = re.compile(r"^[^\w]+|[^\w+%]+$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Line:
    """A sentence with its words."""

    stated: Stated

    @cached_property
    def words(self) -> tuple[str, ...]:
        """As they are written, with their signs: “< 5” is not “> 5”."""
        return tuple(self.stated.text.split())

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """In lower case and without signs at their ends, for finding what is alike."""
        return tuple(_EDGES.sub("", word).lower() or word for word in self.words)


def lines_of(generation: StoredGeneration) -> tuple[Line, ...]:
    """Return the sentences that may be quoted, once each, in reading order; what holds personal data is left out."""
    found: dict[int, Line] = {}
    for passage in generation.passages:
        for sentence in passage.sentences:
            text = generation.text[sentence.start : sentence.end]
            if _WORD.search(text) and MASK not in text and not passage.instruction:
                place = sentence.place.locator
                stated = Stated(text=text, locator=place, start=sentence.start, end=sentence.end)
                found.setdefault(sentence.start, Line(stated))
    return tuple(found[start] for start in sorted(found))


def compare(old: Sequence[Line], new: Sequence[Line]) -> tuple[tuple[Change, ...], int]:
    """Return what differs, in reading order, and how many sentences are the same."""
    gone, come = _without_common(old, new)
    pairs = dict(_paired(gone, come))
    edited = {after: before for before, after in pairs.items()}
    changes = [
        *(_edited(gone[edited[at]], line) if at in edited else _put_in(line) for at, line in enumerate(come)),
        *(Change(before=line.stated, after=None) for at, line in enumerate(gone) if at not in pairs),
    ]
    return _in_order(changes, old, new), len(new) - len(come)


def figures_differ(change: Change) -> bool:
    """Tell whether a number was changed, taken out or put in."""
    before, after = (
        Counter(_NUMBER.findall(normalise(stated.text))) if stated is not None else Counter[str]()
        for stated in (change.before, change.after)
    )
    return before != after


def _without_common(old: Sequence[Line], new: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return both without the sentences that stand in the other too, as often as they do."""
    common = Counter(line.words for line in old) & Counter(line.words for line in new)
    return list(_rest(old, common)), list(_rest(new, common))


def _rest(lines: Iterable[Line], common: Counter[tuple[str, ...]]) -> Iterator[Line]:
    left = common.copy()
    for line in lines:
        if left[line.words]:
            left[line.words] -= 1
        else:
            yield line


def _paired(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of sentences that are versions of one, the most alike first, each once."""
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, at, to in sorted(_alike(gone, come)):
        if at not in taken and to not in given:
            taken.add(at)
            given.add(to)
            yield at, to


def _alike(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[tuple[float, int, int, int]]:
    """Yield what is alike enough: the likeness with its sign turned, the distance, and the numbers of both."""
    vocabularies = [frozenset(line.lowered) for line in gone]
    holding: dict[str, list[int]] = {}
    for at, words in enumerate(vocabularies):
        for word in words:
            holding.setdefault(word, []).append(at)
    for to, line in enumerate(come):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(line.lowered)
        for at in _candidates(frozenset(line.lowered), to, vocabularies, holding):
            matcher.set_seq1(gone[at].lowered)
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE <= matcher.ratio():
                yield -matcher.ratio(), abs(at - to), at, to


def _candidates(
    words: frozenset[str],
    to: int,
    vocabularies: Sequence[frozenset[str]],
    holding: Mapping[str, Sequence[int]],
) -> Sequence[int]:
    """Return the sentences that share most words with one, found by its rarest; among equals the nearest."""
    met: dict[int, int] = {}
    for word in sorted(words & holding.keys(), key=lambda word: (len(holding[word]), word)):
        around = bisect_left(holding[word], to)
        near = holding[word][max(0, around - _MET // 2) : around + _MET // 2]
        met.update((at, len(words & vocabularies[at])) for at in near if at not in met)
        if len(met) >= _MET:
            break
    enough = [at for at, shared in met.items() if shared >= _SHARED * min(len(words), len(vocabularies[at]))]
    return sorted(enough, key=lambda at: (-met[at], abs(at - to)))[:_TRIED]


def _edited(before: Line, after: Line) -> Change:
    return Change(before=before.stated, after=after.stated, differences=_told(before, after))


def _put_in(line: Line) -> Change:
    return Change(before=None, after=line.stated)


def _told(before: Line, after: Line) -> tuple[Difference, ...]:
    """Return an edited sentence word by word, all of it: an alignment begins and ends with words that both have."""
    placed = align(after.lowered, before.lowered, kin=_is_kin)
    if placed is None:
        return ()
    opening = tuple((None, at) for at in range(placed.first))
    closing = tuple((None, at) for at in range(placed.last + 1, len(before.words)))

    def same(mine: int, theirs: int) -> bool:
        return after.words[mine] == before.words[theirs]

    whole = Alignment(pairs=(*opening, *placed.pairs, *closing))
    return differences(whole, after.words, before.words, same=same)


def _is_kin(one: str, other: str) -> bool:
    return lemma(one) == lemma(other)


def _in_order(changes: Sequence[Change], old: Sequence[Line], new: Sequence[Line]) -> tuple[Change, ...]:
    """Order changes by how far into its own document each stands."""
    ends = [max((line.stated.end for line in lines), default=1) for lines in (old, new)]

    def share(change: Change) -> float:
        if change.after is not None:
            return change.after.start / ends[1]
        return change.before.start / ends[0] if change.before is not None else 0.0

    return tuple(sorted(changes, key=share))
