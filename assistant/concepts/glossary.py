"""The glossary of a record: every term with what its sources say, found in the stored passages when first asked for.

Nothing is done while documents are read. All terms of the five real publications take 0.3–0.5 s on two cores, once the
Swedish lemmatiser is loaded: that takes a second in a new process, so that `naravard define` takes 2.5–3 s in all. What was
found is kept until the record changes.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

from assistant.concepts.agreement import agreement
from assistant.concepts.discovery import discover
from assistant.concepts.finding import find
from assistant.concepts.frames import asked_about, frame_of
from assistant.concepts.headwords import Headword, load_headwords
from assistant.concepts.names import Name, base_form, name_of, opens_with
from assistant.concepts.reading import Shelf
from assistant.concepts.runs import Run
from assistant.concepts.values import Concept, Definition, Strength
from assistant.spelling import Vocabulary
from assistant.verified import SECOND_HAND, Verification
from assistant.verifying import verify
from ingest.catalogue import NATIONAL
from ingest.library import Library
from ingest.records import StoredGeneration

NEAREST = 5
"""Known terms that are named where one is not known."""

_LIKE = 0.6
_FOLD = str.maketrans("åäöé", "aaoe")
_ALPHABET = str.maketrans("åäö", "{|}")
"""Swedish letters sort behind z."""


@dataclass(slots=True)
class _State:
    """What was found at one version of the record."""

    version: int
    shelf: Shelf
    found: dict[Headword, tuple[Definition, ...]] = field(default_factory=dict)
    discovered: tuple[Headword, ...] | None = None


class Glossary:
    """Looks terms up in a record.

    Args:
        library: The record.
        headwords: The curated list: which names belong together.
    """

    def __init__(self, library: Library, headwords: Sequence[Headword] | None = None) -> None:
        self.library = library
        self._headwords = tuple(headwords) if headwords is not None else load_headwords()
        self._state: _State | None = None
        self._looking = threading.Lock()

    def close(self) -> None:
        """Close the record."""
        self.library.close()

    def concepts(self, *, profile: str = NATIONAL) -> tuple[Concept, ...]:
        """Return every term that a source explains, in Swedish alphabetical order."""
        with self._looking:
            state = self._fresh()
            every = [self._concept(word, state, profile) for word in self._known(state)]
        told = (concept for concept in every if concept.definitions)
        return tuple(sorted(told, key=lambda concept: concept.term.lower().translate(_ALPHABET)))

    def define(self, term: str, *, profile: str = NATIONAL) -> Concept:
        """Return what the sources say of a term; the nearest known terms where they say nothing."""
        with self._looking:
            state = self._fresh()
            word = self._headword(asked_about(term), state)
            concept = self._concept(word, state, profile)
            if concept.definitions:
                return concept
            return replace(concept, nearest=self._nearest(word.term, state))

    def verify(self, text: str, *, term: str | None = None) -> Verification:
        """Compare a definition with every source, word by word.

        Raises:
            TooShort: When it has too few words to be a definition.
        """
        with self._looking:
            shelf = self._fresh().shelf
        names = name_of(term) if term is not None else self._opening(text)
        return verify(text, shelf, term=term, names=names)

    def explained_in(self, generation: StoredGeneration) -> tuple[tuple[str, Definition], ...]:
        """Return every definition in one generation of a document with its term, whether it is searched or not."""
        shelf = Shelf.of_generation(generation)
        with self._looking:
            known = self._known(self._fresh())
        own = {name for word in known for name in word.names}
        new = [
            Headword(term=one.term, variants=one.variants)
            for one in discover(shelf)
            if not own & {*one.names}
        ]
        foreign = tuple(self._by_name)
        return tuple(
            (word.term, _definition(run))
            for word in (*known, *new)
            for run in find(shelf, word.names, foreign=foreign)
            if run.strength > Strength.SPEAKS
        )

    def _fresh(self) -> _State:
        """Return what was found so far, nothing of it when the record has changed since."""
        version = self.library.version
        if self._state is None or self._state.version != version:
            self._state = _State(version, Shelf.of(self.library))
        return self._state

    @cached_property
    def _by_name(self) -> Mapping[Name, Headword]:
        return {name: word for word in reversed(self._headwords) for name in word.names}

    def _known(self, state: _State) -> tuple[Headword, ...]:
        """Return the headwords, and behind them the terms that only the sources know."""
        if state.discovered is None:
            state.discovered = tuple(
                Headword(term=one.term, variants=one.variants)
                for one in discover(state.shelf)
                if not any(name in self._by_name for name in one.names)
            )
        return (*self._headwords, *state.discovered)

    def _headword(self, term: str, state: _State) -> Headword:
        """Return the headword that a term is a name of, å, ä and ö left out or not; else the term for itself."""
        name = name_of(term)
        if name in self._by_name:
            return self._by_name[name]
        folded = _folded(term)
        for word in self._known(state):
            if name in word.names or any(folded == _folded(own) for own in (word.term, *word.variants)):
                return word
        restored = Vocabulary(state.shelf.vocabulary).restored(term)
        return self._by_name.get(name_of(restored)) or Headword(term=base_form(restored))

    def _opening(self, text: str) -> Name:
        """Return the longest known name that a definition begins with."""
        opening = name_of(" ".join(text.split()[:8]))
        begun = [
            name for name in self._by_name if any(opening[at : at + len(name)] == name for at in range(3))
        ]
        return max(begun, key=len, default=())

    def _concept(self, word: Headword, state: _State, profile: str) -> Concept:
        if word not in state.found:
            runs = find(state.shelf, word.names, foreign=tuple(self._by_name))
            state.found[word] = _originals(runs)
        found = state.found[word]
        return Concept(
            term=word.term,
            variants=word.variants,
            agreement=agreement(found, word.names),
            definitions=_ordered(found, profile, word.names),
            related=word.related,
            recommended=", ".join(word.rules) or None,
        )

    def _nearest(self, term: str, state: _State) -> tuple[str, ...]:
        """Return the known terms that are spelt like one that is not known, or share a word with it."""
        known = {
            _folded(name): word.term
            for word in self._known(state)
            if self._concept(word, state, NATIONAL).definitions
            for name in (word.term, *word.variants)
        }
        like = get_close_matches(_folded(term), known, n=NEAREST, cutoff=_LIKE)
        own = set(name_of(term))
        sharing = [name for name in known if own & set(name_of(known[name]))]
        return tuple(dict.fromkeys(known[name] for name in (*like, *sharing)))[:NEAREST]


def _folded(term: str) -> str:
    """Return a term without case, dots and rings, for comparing how it is spelt.

    >>> _folded("Nära  Vård")
    'nara vard'
    """
    return " ".join(term.lower().split()).translate(_FOLD)


def _originals(runs: Sequence[Run]) -> tuple[Definition, ...]:
    """Return definitions, those of the handbook left out where a source that they rest on itself defines the term."""
    speaking = {
        run.leaf.document.provenance.catalogue_id for run in runs if not run.leaf.document.provenance.guide
    }
    return tuple(_definition(run) for run in runs if not _is_spoken_for(run, speaking))


def _is_spoken_for(run: Run, speaking: Iterable[str | None]) -> bool:
    rests_on = (run.leaf.passage.rests_on or "") if run.leaf.document.provenance.guide else ""
    return any(id_ is not None and id_ in rests_on for id_ in speaking)


def _definition(run: Run) -> Definition:
    known, first = run.leaf.document.provenance, run.said[0].sentence
    heard = first.originator not in {None, known.publisher}
    return Definition(
        text=run.text, document=run.leaf.document.name, document_id=run.leaf.document.id, title=known.title,
        publisher=known.publisher, originator=first.originator, region=known.profile, year=known.year,
        dated=known.dated, standing=first.standing, locator=first.place.locator, passage_id=run.leaf.passage.id,
        start=run.start, end=run.end, strength=run.strength, guide=known.guide,
        second_hand=heard or first.standing == SECOND_HAND,
    )  # fmt: skip


def _is_titled(title: str, names: Sequence[Name]) -> bool:
    """Tell whether a document is about the term as a whole."""
    return any(frame_of(title, name) is not None for name in names)


def _ordered(found: Sequence[Definition], profile: str, names: Sequence[Name]) -> tuple[Definition, ...]:
    """Return definitions source by source: the own region first, the handbook last, the plainest first in each.

    Of those that are as plain, one that opens with the term comes first.
    """
    plain = {id(one): (one.strength, opens_with(one.text, names)) for one in found}
    best: dict[str, tuple[Strength, bool]] = {}
    for one in found:
        best[one.document_id] = max(plain[id(one)], best.get(one.document_id, plain[id(one)]))

    def rank(one: Definition) -> tuple[object, ...]:
        document, own = best[one.document_id], plain[id(one)]
        return (
            one.guide, one.region != profile, not _is_titled(one.title, names), -document[0], not document[1], one.title, one.document_id,
            -own[0], not own[1], one.start,
        )  # fmt: skip

    return tuple(sorted(found, key=rank))
