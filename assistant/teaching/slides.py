"""Slides as they stand in the record: what is shown, what is said, where it comes from and what it is worth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.library import Library, StoredText
from ingest.records import Role, StoredDocument

SPOKEN = "talmanus"
"""The standing of notes as such: the heading above them says it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideBlock:
    """A run of a slide's or its notes' words."""

    kind: BlockKind
    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What the words of a slide, or of its notes, are worth: each in the order in which it is met."""

    standings: tuple[str, ...] = ()
    """Målbild 2035, exempel, prognos …"""
    originators: tuple[str, ...] = ()
    """Who first said it, where that is not the publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide of a deck with its speaker notes, word for word."""

    document: StoredDocument
    number: int
    """From 1."""
    title: str
    """Empty for a slide without one."""
    shown: tuple[SlideBlock, ...]
    """What stands on it below the title; empty for a picture."""
    notes: tuple[SlideBlock, ...]
    worth: Worth
    """Of what stands on it."""
    notes_worth: Worth
    """Of what is said to it: notes may tell examples where the slide tells a target."""

    @property
    def id(self) -> str:
        """What it is chosen by: the document's id and the number."""
        return f"{self.document.id}-{self.number}"

    @property
    def has_text(self) -> bool:
        """False for a picture without words."""
        return bool(self.title or self.shown)

    @property
    def originators(self) -> tuple[str, ...]:
        """Who first said what it shows, or what is said to it."""
        return tuple(dict.fromkeys((*self.worth.originators, *self.notes_worth.originators)))

    @property
    def is_empty(self) -> bool:
        """True where the record holds neither text nor notes, as of a film."""
        return not self.has_text and not self.notes


class Slides:
    """The slides of the decks that are searched: one file a publication, no older versions.

    Args:
        library: The record.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def decks(self) -> tuple[StoredDocument, ...]:
        """Return the decks, by title."""
        return tuple(one for one in self._library.documents() if one.slides and one.role is Role.SEARCHED)

    def of(self, document_id: str) -> tuple[Slide, ...]:
        """Return a deck's slides in order, empty ones too; none when there is no such deck."""
        deck = next((one for one in self.decks() if one.id == document_id), None)
        stored = self._library.text(document_id)
        if deck is None or stored is None:
            return ()
        worths = self._worths(document_id)
        return tuple(_slide(deck, number, stored, worths) for number in range(1, deck.slides + 1))

    def chosen(self, ids: Iterable[str]) -> tuple[Slide, ...]:
        """Return the slides with these ids, each once and in the order asked for; missing ones are left out."""
        wanted = list(dict.fromkeys(ids))
        decks = dict.fromkeys(one.rpartition("-")[0] for one in wanted)
        known = {slide.id: slide for deck in decks for slide in self.of(deck)}
        return tuple(known[one] for one in wanted if one in known)

    def _worths(self, document_id: str) -> dict[tuple[int | None, bool], Worth]:
        found: dict[tuple[int | None, bool], tuple[dict[str, None], dict[str, None]]] = {}
        for passage in self._library.passages_of(document_id):
            for sentence in passage.sentences:
                key = sentence.place.slide, sentence.place.notes
                standings, originators = found.setdefault(key, ({}, {}))
                if sentence.standing not in {None, SPOKEN}:
                    standings[str(sentence.standing)] = None
                if sentence.originator is not None:
                    originators[sentence.originator] = None
        return {
            key: Worth(standings=tuple(standings), originators=tuple(originators))
            for key, (standings, originators) in found.items()
        }


def told_source(slide: Slide) -> str:
    """Return where a slide comes from in one line: title · publisher (från originator) · year · place · standing."""
    origin = slide.document.provenance
    first = " och ".join(slide.originators)
    publisher = f"{origin.publisher}, från {first}" if first else origin.publisher
    return " · ".join((origin.title, publisher, origin.dated, f"bild {slide.number}", *told_standings(slide)))


def told_standings(slide: Slide) -> tuple[str, ...]:
    """Return what a slide is worth, and its notes where they are worth something else."""
    spoken = (one for one in slide.notes_worth.standings if one not in slide.worth.standings)
    return (*slide.worth.standings, *(f"talmanus: {one}" for one in spoken))


def lines(blocks: Sequence[SlideBlock]) -> tuple[SlideBlock, ...]:
    """Return what is to be read and told: directions to the presenter left out."""
    return tuple(one for one in blocks if one.kind is not BlockKind.INSTRUCTION)


def _slide(
    deck: StoredDocument, number: int, stored: StoredText, worths: dict[tuple[int | None, bool], Worth]
) -> Slide:
    every = tuple(_blocks(stored, number, notes=False))
    return Slide(
        document=deck,
        number=number,
        title=" ".join(one.text for one in every if one.kind is BlockKind.TITLE),
        shown=tuple(one for one in every if one.kind is not BlockKind.TITLE),
        notes=tuple(_blocks(stored, number, notes=True)),
        worth=worths.get((number, False), Worth()),
        notes_worth=worths.get((number, True), Worth()),
    )


def _blocks(stored: StoredText, number: int, *, notes: bool) -> Iterator[SlideBlock]:
    for block in stored.blocks:
        if block.place.slide == number and block.place.notes is notes:
            yield SlideBlock(kind=block.kind, level=block.level, text=stored.text[block.start : block.end])
