"""The values of a concept page: a definition and where it stands, and the concept that gathers them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Any


class Agreement(StrEnum):
    """How the sources' definitions of one term compare; the Swedish words are `label`."""

    AGREE = "agree"
    DIFFER = "differ"
    SINGLE = "single"

    @property
    def label(self) -> str:
        """The words shown to users."""
        return _LABELS[self]


_LABELS: Mapping[Agreement, str] = {
    Agreement.AGREE: "Källorna säger samma sak",
    Agreement.DIFFER: "Källorna säger olika saker",
    Agreement.SINGLE: "En källa",
}


class Strength(IntEnum):
    """How plainly a run of words explains a term; the strongest is the highest."""

    SPEAKS = 1
    """It says something of the term: kept where the document has nothing better."""
    HEADED = 2
    """It stands under a heading that names the term."""
    DEFINES = 3
    """It says what the term is, means or is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A verbatim run of a stored document that explains a term, and where it stands."""

    text: str
    """`document.text[start:end]`, nothing added."""
    document: str
    """File name."""
    document_id: str
    title: str
    publisher: str
    originator: str | None
    """Who first said it, where that is not the publisher."""
    region: str
    """The layer that speaks: nationell, orebro, sormland, oxelosund or an organisation's own."""
    year: int | None
    dated: str
    """The year as shown: “2022–2023” or “odaterat”."""
    standing: str | None
    locator: str
    passage_id: str
    start: int
    """Offset in the document's text, in code points."""
    end: int
    strength: Strength
    guide: bool = False
    """True for the starter handbook, which is a guide to the sources and not a source."""
    second_hand: bool = False
    """True where the publisher passes on another's words."""

    @property
    def voice(self) -> str:
        """Whose words they are."""
        return self.originator or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A term and what every source says of it: own region first, the handbook last."""

    term: str
    variants: tuple[str, ...] = ()
    """Other names and abbreviations."""
    agreement: Agreement = Agreement.SINGLE
    definitions: tuple[Definition, ...] = ()
    related: tuple[str, ...] = ()
    """Terms that have a page of their own."""
    recommended: str | None = None
    """Ids of the wording rules that say how the term is to be used; None where there are none."""
    nearest: tuple[str, ...] = ()
    """For a term that no source explains: the known terms that are spelt most like it."""

    def to_json(self) -> dict[str, Any]:
        """Return the object of the contract, ready for `json.dumps`."""
        told = asdict(self)
        for one in told["definitions"]:
            del one["strength"]
        return told
