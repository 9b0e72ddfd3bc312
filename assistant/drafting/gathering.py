"""What a draft may be made of: the units about a topic, sifted into what is told, how, and what is left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.choosing import Wanted, covers, scored
from assistant.drafting.disputes import Disputes
from assistant.drafting.forms import Audience, Forms
from assistant.drafting.material import Reader
from assistant.drafting.mending import Mender
from assistant.drafting.sifting import Sieve
from assistant.drafting.topics import Topic, nearest, refusal
from assistant.drafting.units import Unit
from assistant.ranking import Ranked
from assistant.searching import Retriever
from assistant.terms import weighed
from assistant.wording.checking import Checker
from ingest.library import Library
from ingest.records import Role, StoredDocument

SEARCHED = 40
"""Passages that a draft may take from, besides the message guide's."""
CARRIED = 0.6
"""Least share of the topic's information that one unit with its heading must hold for the sources to carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The units about a topic, by what may be done with them; all in reading order."""

    own: tuple[Unit, ...]
    asked: tuple[Unit, ...]
    """Own ones that are told under their standing, as the topic asks for it."""
    waiting: tuple[Unit, ...]
    """Own ones that could be told under their standing; the topic does not ask for it."""
    others: tuple[Unit, ...]
    """What other publishers say."""
    next_step: Unit | None
    left_out: tuple[tuple[Unit, str], ...]
    """With the reason, in Swedish."""
    guided: bool = False
    """True when the handbook speaks, as no original is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What is made once for a version of the record."""

    version: int
    reader: Reader
    sieve: Sieve
    documents: tuple[StoredDocument, ...]


class Gatherer:
    """Gathers units from a record.

    Args:
        library: The record.
        retriever: Ranks passages for a topic.
        checker: Checks the wording.
        layers: Returns the layers that a profile speaks for, its own first.
        forms: Which sources come first, and how sentences are read.
    """

    def __init__(
        self, *, library: Library, retriever: Retriever, checker: Checker, layers: Callable[[str], Sequence[str]],
        forms: Forms,
    ) -> None:  # fmt: skip
        self._library = library
        self._retriever = retriever
        self._checker = checker
        self._layers = layers
        self._forms = forms
        self._made: _Desk | None = None

    @property
    def sieve(self) -> Sieve:
        """What says why a sentence is left out."""
        return self._desk.sieve

    def gather(self, topic: Topic, *, profile: str, audience: Audience) -> Gathered:
        """Return what there is about a topic.

        Raises:
            DraftRefused: When the sources do not carry it; the nearest headings are named.
        """
        layers = self._layers(profile)
        searched = self._forms.searched(topic.text)
        ranked = self._retriever.retrieve(searched, profile=profile, limit=SEARCHED)
        terms = weighed(searched, self._retriever.named_in(searched), self._library)
        every = [one for one in self._with_guides(ranked, layers) if not one.document.provenance.guide]
        guided = not every
        units = self._units(every or ranked)
        wanted = Wanted.of(searched, terms, audience=audience, profile=profile, forms=self._forms)
        about = scored(units, wanted)
        gathered = self._sifted(about, topic, profile=profile, audience=audience, guided=guided)
        kept = (*gathered.own, *gathered.asked, *gathered.waiting, *gathered.others)
        if max((covers(unit, wanted) for unit in kept), default=0.0) < CARRIED:
            raise refusal(topic, nearest(ranked, self._forms, layers=layers))
        return gathered

    @property
    def _desk(self) -> _Desk:
        if self._made is None or self._made.version != self._library.version:
            documents = tuple(one for one in self._library.documents() if one.role is Role.SEARCHED)
            texts = [stored.text for one in documents if (stored := self._library.text(one.id)) is not None]
            self._made = _Desk(
                version=self._library.version,
                reader=Reader(self._forms, Mender(self._forms.misprints, texts)),
                sieve=Sieve(self._forms, self._checker, Disputes(self._library)),
                documents=documents,
            )
        return self._made

    def _with_guides(self, ranked: Sequence[Ranked], layers: Sequence[str]) -> Iterator[Ranked]:
        """Yield the ranked passages, and those of the profile's message guides that were not found."""
        yield from ranked
        found = {one.passage.id for one in ranked}
        for document in self._desk.documents:
            if (
                document.provenance.kind in self._forms.sources.guides
                and document.provenance.profile in layers
            ):
                for passage in self._library.passages_of(document.id):
                    if passage.id not in found:
                        yield Ranked(passage=passage, document=document, score=0.0, cover=0.0, channels={})

    def _units(self, ranked: Sequence[Ranked]) -> list[Unit]:
        """Return the units of passages, document by document in reading order."""
        order = {id_: number for number, id_ in enumerate(dict.fromkeys(one.document.id for one in ranked))}
        texts = {id_: stored.text for id_ in order if (stored := self._library.text(id_)) is not None}
        ordered = sorted(ranked, key=lambda one: (order[one.document.id], one.passage.ordinal))
        return [
            unit
            for one in ordered
            if not one.passage.instruction and one.document.id in texts
            for unit in self._desk.reader.units(one, texts[one.document.id])
        ]

    def _sifted(
        self, about: Sequence[Unit], topic: Topic, *, profile: str, audience: Audience, guided: bool
    ) -> Gathered:
        layers = self._layers(profile)
        own: list[Unit] = []
        asked: list[Unit] = []
        waiting: list[Unit] = []
        others: list[Unit] = []
        left_out: list[tuple[Unit, str]] = []
        for unit in about:
            mine = guided or unit.source.document.provenance.profile in layers
            if not self._is_message(unit) or (unit.frame is not None and not mine):
                continue
            reason = self.sieve.reason(unit, audience=audience, profile=profile)
            standing = self.sieve.told_as(unit)
            if reason is not None:
                left_out.append((unit, reason))
            elif standing is None:
                (own if mine else others).append(unit)
            elif mine:
                (asked if self.sieve.is_asked(standing, topic.text) else waiting).append(unit)
            else:
                left_out.append((unit, under_standing(standing)))
        return Gathered(
            own=tuple(own), asked=tuple(asked), waiting=tuple(waiting), others=tuple(others),
            next_step=self._next_step(audience, layers), left_out=tuple(left_out), guided=guided,
        )  # fmt: skip

    def _is_message(self, unit: Unit) -> bool:
        """Tell whether a unit is a message: a guide that marks its messages also instructs whoever writes."""
        document = unit.source.document
        if document.provenance.kind not in self._forms.sources.guides:
            return True
        marked = [one for one in self._library.passages_of(document.id) if self._is_marked(one.heading)]
        return not marked or self._is_marked(unit.source.passage.heading)

    def _is_marked(self, heading: str) -> bool:
        return heading.startswith(self._forms.sources.messages)

    def _next_step(self, audience: Audience, layers: Sequence[str]) -> Unit | None:
        """Return the sentence by which the profile's guide says where there is more, for those inside."""
        if audience.id not in self._forms.sources.next_steps_for:
            return None
        for document in self._desk.documents:
            if (
                document.provenance.kind in self._forms.sources.guides
                and document.provenance.profile in layers
            ):
                for passage in self._library.passages_of(document.id):
                    if passage.heading.strip() in self._forms.sources.next_steps:
                        ranked = Ranked(passage=passage, document=document, score=0.0, cover=0.0, channels={})
                        return next(iter(self._units([ranked])), None)
        return None


def under_standing(standing: str) -> str:
    """Say why something with a standing is left out."""
    return f"{standing[:1].upper()}{standing[1:]}: inte läget i dag. Nämn det i ämnet om det ska med."
