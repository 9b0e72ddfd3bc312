"""The values of a change digest: two generations of a document, what differs, and what rests on it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from assistant.alignment import Difference


class Matter(StrEnum):
    """What a changed sentence is to those who use the document."""

    DEFINITION = "definition"
    PHRASE = "phrase"
    """Recommended wording: a sentence of a message guide, or one that a wording rule rests on."""
    FIGURE = "figure"

    @property
    def label(self) -> str:
        """The word shown to users."""
        return {
            "definition": "Definition",
            "phrase": "Rekommenderad formulering",
            "figure": "Uppgift i siffror",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A sentence of one generation and where it stands there."""

    text: str
    locator: str
    start: int
    """Offset in that generation's text, in code points, as the next."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that was changed, taken out or put in."""

    before: Stated | None
    """None for one that is new."""
    after: Stated | None
    """None for one that is gone."""
    matters: tuple[Matter, ...] = ()
    """Empty for one that is none of them."""
    terms: tuple[str, ...] = ()
    """What it defines."""
    rules: tuple[str, ...] = ()
    """Ids of the wording rules that rest on it."""
    differences: tuple[Difference, ...] = ()
    """Word by word: what stood only before is missing, what stands only now is added. Empty for one that is new or gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """An approved answer or a saved draft that cites the older generation."""

    id: str
    """Of the approval; the name of the draft."""
    told: str
    """The question, or the draft's topic."""
    profile: str
    standing: tuple[str, ...] = ()
    """Citations that stand word for word in the newer generation too."""
    fallen: tuple[str, ...] = ()
    """Citations that do not."""

    @property
    def holds(self) -> bool:
        """True when everything it cites is still there."""
        return not self.fallen


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What is told of one generation of a document."""

    id: str
    name: str
    title: str
    dated: str
    added_at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a newer document changed."""

    id: str
    """Of both generations, by which the digest is put away: not the same once a third has come."""
    before: Generation
    after: Generation
    changes: tuple[Change, ...]
    """In the order of the newer document; what is gone stands where it stood."""
    same: int
    """Sentences that are as they were, wherever they stand now."""
    approved: tuple[Resting, ...]
    drafts: tuple[Resting, ...]
    before_stays: bool = False
    """True where the older document is still in the record, because a file of another name took its place."""

    def about(self, matter: Matter | None) -> Sequence[Change]:
        """Return the changes of one matter; those of none for None."""
        return [one for one in self.changes if (matter in one.matters if matter else not one.matters)]

    def to_json(self) -> dict[str, Any]:
        """Return it ready for `json.dumps`."""
        return asdict(self)
