"""The change digests of a record: every document that a newer one took the place of, until an editor puts it away."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.concepts.glossary import Glossary
from assistant.renewal.comparing import compare, figures_differ, lines_of
from assistant.renewal.values import Change, Digest, Generation, Matter, Resting, Stated
from assistant.wording.opening import anchored
from assistant.wording.rules import Rule
from ingest.editorial import ApprovedPlace, digest
from ingest.library import Library
from ingest.records import Role, StoredGeneration

_SEEN = "seen:"
"""Before the id of a digest of a superseded document that has been put away, among the record's facts."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One generation and what its words are to others."""

    terms: tuple[tuple[str, int, int], ...]
    rules: tuple[tuple[str, int], ...]
    guide: bool
    """True for a document whose sentences are recommended wording."""

    def terms_in(self, stated: Stated | None) -> Iterator[str]:
        """Yield what a sentence defines."""
        if stated is not None:
            yield from (term for term, start, end in self.terms if start < stated.end and stated.start < end)

    def rules_on(self, stated: Stated | None) -> Iterator[str]:
        """Yield the ids of the rules that rest on a sentence."""
        if stated is not None:
            yield from (id_ for id_, at in self.rules if stated.start <= at < stated.end)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A generation, the one that is there now, and what came between."""

    before: StoredGeneration
    after: StoredGeneration
    between: frozenset[str] = frozenset()
    """Ids of generations whose words are not kept."""

    @property
    def id(self) -> str:
        """Of both, by which the digest is put away."""
        return f"{self.before.id}-{self.after.id}"


@dataclass(frozen=True, slots=True)
class _Compared:
    """What comparing two generations gave."""

    changes: tuple[Change, ...]
    same: int


class Renewals:
    """Tells what newer documents changed.

    Args:
        library: The record; writable where digests are put away.
        glossary: Finds definitions.
        rules: Returns every wording rule.
        guides: Kinds of document whose sentences are recommended wording.
    """

    def __init__(
        self,
        *,
        library: Library,
        glossary: Glossary,
        rules: Callable[[], Iterable[Rule]],
        guides: Collection[str],
    ) -> None:
        self._library = library
        self._glossary = glossary
        self._rules = rules
        self._guides = guides
        self._compared: Mapping[tuple[str, int], _Compared] = {}
        """By the ids of both generations and the record's version; only those that wait."""

    def digests(self) -> tuple[Digest, ...]:
        """Return what every replaced document says otherwise now, by title."""
        version, known, pairs = self._library.version, self._compared, tuple(self._pairs())
        compared = {
            (pair.id, version): known.get((pair.id, version)) or self._compare(pair) for pair in pairs
        }
        self._compared = compared
        found = [self._digest(pair, compared[pair.id, version]) for pair in pairs]
        return tuple(sorted(found, key=lambda one: (one.after.title, one.after.name)))

    def put_away(self, id_: str) -> bool:
        """Forget the older generation's words, or the notice where that document is still there; False for an unknown id."""
        pair = next((pair for pair in self._pairs() if pair.id == id_), None)
        if pair is None:
            return False
        if not self._library.forget_former(pair.before.id):
            self._library.set_fact(f"{_SEEN}{id_}", "1")
        return True

    def _pairs(self) -> Iterator[_Pair]:
        for renewed in self._library.former.every():
            after = self._library.generation(renewed.after_id)
            if after is not None:
                yield _Pair(renewed.before, after, renewed.between)
        yield from self._superseded()

    def _superseded(self) -> Iterator[_Pair]:
        """Yield the documents that another file has superseded, and that one."""
        for document in self._library.documents():
            if document.role is not Role.SUPERSEDED:
                continue
            before = self._library.generation(document.id)
            after = self._library.generation(document.twin) if document.twin is not None else None
            if before is None or after is None:
                continue
            pair = _Pair(before, after)
            if not self._library.fact(f"{_SEEN}{pair.id}"):
                yield pair

    def _compare(self, pair: _Pair) -> _Compared:
        old, new = self._side(pair.before), self._side(pair.after)
        changes, same = compare(lines_of(pair.before), lines_of(pair.after))
        return _Compared(tuple(_judged(one, old, new) for one in changes), same)

    def _digest(self, pair: _Pair, compared: _Compared) -> Digest:
        """Return the digest: what rests on the older words is looked up each time, for that changes by itself."""
        places = _Places(pair)
        editorial = self._library.editorial
        return Digest(
            id=pair.id, before=_told(pair.before), after=_told(pair.after), changes=compared.changes, same=compared.same,
            approved=tuple(places.resting(
                (one.id, one.question, one.profile, one.places) for one in editorial.approvals()
            )),
            before_stays=self._library.document(pair.before.id) is not None,
            drafts=tuple(places.resting((one.name, one.topic, one.profile, one.places) for one in editorial.drafts())),
        )  # fmt: skip

    def _side(self, generation: StoredGeneration) -> _Side:
        explained = self._glossary.explained_in(generation)
        known = generation.provenance.catalogue_id
        resting = ((rule.id, rule.basis) for rule in self._rules() if known and rule.basis.document == known)
        found = ((id_, anchored(basis, generation.text)) for id_, basis in resting)
        return _Side(
            terms=tuple((term, one.start, one.end) for term, one in explained),
            rules=tuple((id_, match.start()) for id_, match in found if match is not None),
            guide=generation.provenance.kind in self._guides,
        )


def _judged(change: Change, old: _Side, new: _Side) -> Change:
    """Return a change with what it matters to."""
    terms = tuple(dict.fromkeys((*old.terms_in(change.before), *new.terms_in(change.after))))
    rules = tuple(dict.fromkeys((*old.rules_on(change.before), *new.rules_on(change.after))))
    matters = {
        Matter.DEFINITION: bool(terms),
        Matter.PHRASE: old.guide or new.guide or bool(rules),
        Matter.FIGURE: figures_differ(change),
    }
    return replace(
        change, terms=terms, rules=rules, matters=tuple(matter for matter, holds in matters.items() if holds)
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Looks up what was cited of an older generation."""

    pair: _Pair

    def resting(self, cited: Iterable[tuple[str, str, str, Sequence[ApprovedPlace]]]) -> Iterator[Resting]:
        """Yield what cites the older generation, with the citations that still stand and those that do not."""
        now = _flat(self.pair.after.text)
        for id_, told, profile, places in cited:
            quotes = {self._quote(place): None for place in places if self._is_of(place)}
            stands: Mapping[str, bool] = {quote: bool(quote) and _flat(quote) in now for quote in quotes}
            if quotes:
                yield Resting(
                    id=id_, told=told, profile=profile,
                    standing=tuple(quote for quote in quotes if stands[quote]),
                    fallen=tuple(quote for quote in quotes if not stands[quote]),
                )  # fmt: skip

    def _is_of(self, place: ApprovedPlace) -> bool:
        """Tell whether a place is in the older generation, or in one between it and the present one."""
        return place.document_id == self.pair.before.id or place.document_id in self.pair.between

    def _quote(self, place: ApprovedPlace) -> str:
        """Return the words that stood there; empty for a generation that is not kept."""
        words = self.pair.before.text[place.start : place.end]
        return words if digest(words) == place.sha256 else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _told(generation: StoredGeneration) -> Generation:
    known = generation.provenance
    return Generation(
        id=generation.id,
        name=generation.name,
        title=known.title,
        dated=known.dated,
        added_at=generation.added_at,
    )
