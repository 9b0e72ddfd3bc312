"""What comes of verifying a definition: for each source whether it stands there, where, and what differs."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from assistant.alignment import Difference

SECOND_HAND = "i andra hand"
"""The standing of what a publisher passes on."""


class TooShort(Exception):
    """A text has too few words to be a definition; the message is Swedish."""


class Match(StrEnum):
    """How a definition stands in a source."""

    EXACT = "exact"
    NEAR = "near"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The words shown to users."""
        return {"exact": "Ordagrant", "near": "Nästan ordagrant", "missing": "Hittas inte"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVerdict:
    """How a definition stands in one source."""

    status: Match
    document: str
    document_id: str
    title: str
    publisher: str
    region: str
    year: int | None
    dated: str
    guide: bool
    text: str = ""
    """The source's own words at the place; empty when missing, as the places below."""
    typographic: bool = False
    """True for an exact one where case, signs, line breaks or dashes differ."""
    differences: tuple[Difference, ...] = ()
    negation: str | None = None
    """Swedish: the negation that one of the two has and the other has not. None where both say yes or both no."""
    share: float = 0.0
    originator: str | None = None
    standing: str | None = None
    second_hand: bool = False
    locator: str = ""
    passage_id: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A definition against every source, the best first."""

    text: str
    term: str | None
    status: Match
    """The best of the sources'."""
    sources: tuple[SourceVerdict, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it ready for `json.dumps`."""
        return asdict(self)
