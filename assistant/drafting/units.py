"""The values that a draft is chosen from: what a source says, as sentences and lists that can stand in another text."""

from dataclasses import dataclass

from assistant.answers import Origin
from assistant.drafting.forms import Frame
from assistant.ranking import Ranked
from ingest.documents import Sentence

Key = tuple[str, int]
"""What tells a unit from all others: its document's id and its offset there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence or an item as it is told."""

    text: str
    origin: Origin
    original: str | None = None
    """The source's words, where the text differs from them."""
    item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is told or left out as one: a sentence, a list with what announces it, or an item of a frame."""

    source: Ranked
    first: Sentence
    last: Sentence
    parts: tuple[Part, ...]
    section: str
    """Heading, or the label inside the passage, that it stands under; empty where there is none."""
    leans: bool = False
    """True when it needs the unit before it."""
    frame: Frame | None = None
    """How it is made a sentence together with its neighbours; then its part holds what is put into the frame."""
    opening: str = ""
    """The frame's first words, names filled in."""
    listing: str = ""
    """What announces several framed items."""
    labelled: bool = False
    """True when the section is a label inside the passage, nearer than its heading."""
    announced: str | None = None
    """For a list, what announces it; None for the others."""
    score: float = 0.0

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return self.source.document.id, self.first.start

    @property
    def place(self) -> tuple[str, str]:
        """The section of a document that it stands in."""
        return self.source.document.id, self.section

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(part.text for part in self.parts)

    @property
    def words(self) -> int:
        """How many words it takes."""
        return len(self.text.split())

    @property
    def longest(self) -> int:
        """Words of its longest part."""
        return max(len(part.text.split()) for part in self.parts)

    @property
    def original(self) -> str:
        """The source's own words of its first part."""
        return self.parts[0].original or self.parts[0].text

    @property
    def standing(self) -> str | None:
        """What it is worth: beslut, målbild 2035, exempel …; None for plain running text."""
        return self.first.standing
