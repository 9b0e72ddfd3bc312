"""The stops for whoever is new: our own words, the source's quotation cut at run time, and a question with its reason."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.wording.findings import RuleSource
from assistant.wording.opening import LoadedSources
from assistant.wording.rules import Basis
from ingest.library import Library

ROLES: Mapping[str, str] = {
    "vard": "Inom vård och omsorg",
    "kommunikation": "Inom kommunikation",
    "ledning": "Som chef eller politiker",
}
"""Whom a stop says why it matters to, by id."""


class _Part(BaseModel):
    """A part of the file; an unknown key is a slip of the pen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Part):
    """A question with several answers, one of them right."""

    ask: str
    options: tuple[str, ...]
    right: int
    """Number of the right option, from 1."""
    because: str

    @model_validator(mode="after")
    def _has_a_right_answer(self) -> "Choice":
        if not 1 <= self.right <= len(self.options):
            raise ValueError("right names no option")
        return self


class Place(_Part):
    """Where a source says what a stop says."""

    document: str
    """Catalogue id."""
    place: str
    anchor: str
    """At most eight words of the source in a row."""


class Stop(_Part):
    """One stop of the path as the file holds it."""

    id: str
    title: str
    text: str
    """Our own words: the handbook's, not a source's."""
    places: tuple[Place, ...]
    """Where sources say the same, the best first."""
    why: Mapping[str, str]
    """Why it matters in the work, by role."""
    question: tuple[Choice, ...]


class _File(_Part):
    stop: tuple[Stop, ...]


class Ground(StrEnum):
    """Whether the sources still carry a stop."""

    HOLDS = "holds"
    CHANGED = "changed"
    """The source is loaded and says it no longer in these words: the question is not asked until somebody has looked."""
    UNLOADED = "unloaded"
    """None of its sources is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStop:
    """A stop with what its source says now."""

    stop: Stop
    ground: Ground
    source: RuleSource | None
    """With its quotation; None unless the stop holds."""


def load_stops() -> tuple[Stop, ...]:
    """Read the stops that come with the product."""
    text = files("corpus").joinpath("onboarding", "stops.toml").read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(text)).stop


class Grounds:
    """Opens the places that our own words rest on.

    Args:
        library: The record.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sources = LoadedSources(library, {})

    def opened(self, places: Sequence[Place], *, profile: str) -> tuple[Ground, RuleSource | None]:
        """Return whether the sources still say it, and the first that does, the profile's own before others."""
        layers = {one.provenance.catalogue_id: one.provenance.profile for one in self._library.documents()}
        loaded = [one for one in places if one.document in layers]
        for one in sorted(loaded, key=lambda one: layers[one.document] != profile):
            source = self._sources.open(Basis(document=one.document, place=one.place, anchor=one.anchor))
            if source.quote is not None:
                return Ground.HOLDS, source
        return (Ground.CHANGED if loaded else Ground.UNLOADED), None


class Path:
    """The stops in their order, over a record.

    Args:
        library: The record.
        stops: Those of the product when left out.
    """

    def __init__(self, library: Library, stops: Sequence[Stop] | None = None) -> None:
        self._grounds = Grounds(library)
        self.stops = tuple(stops) if stops is not None else load_stops()

    def opened(self, *, profile: str) -> Sequence[OpenedStop]:
        """Return every stop with its quotation, the profile's own source first."""
        return [self._open(stop, profile) for stop in self.stops]

    def _open(self, stop: Stop, profile: str) -> OpenedStop:
        ground, source = self._grounds.opened(stop.places, profile=profile)
        return OpenedStop(stop=stop, ground=ground, source=source)
