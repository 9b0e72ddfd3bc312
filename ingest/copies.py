"""Which of several alike documents takes part in search: one per publication, one per text.

Likeness is measured on shingles: runs of five words (Broder 1997, “On the resemblance and
containment of documents”). One document is contained in another to the share of its shingles that
stand there too.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from ingest.documents import MediaType
from ingest.records import Role

SHINGLE = 5
NEAR_COPY = 0.8
"""Share of a document's shingles that must stand in another for it to be a copy."""
SAME_PUBLICATION = 0.5
"""The same for two formats of one publication, whose readers see somewhat different text."""
PROBE = 64
"""Shingles that are looked up before the full comparison."""
FEWEST = 20
"""A text with fewer shingles is too short to be called a copy."""

RICHEST_FIRST = (
    MediaType.PPTX,
    MediaType.DOCX,
    MediaType.HTML,
    MediaType.PDF,
    MediaType.MARKDOWN,
    MediaType.TEXT,
)

_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """Return a text's shingles as sorted 32-bit hashes, to be stored with the document.

    >>> len(signature("ett två tre fyra fem sex")) // 4
    2
    >>> signature("Ett, två, tre -- fyra fem!") == signature("ett två tre fyra fem")
    True
    """
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    hashes = {int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "little") for run in runs}
    return array("I", sorted(hashes)).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of the shorter text's shingles that stand in the other too, by their signatures; 0 for an empty text.

    >>> likeness(signature("a b c d e f"), signature("a b c d e f g h")), likeness(signature("a"), signature("b"))
    (1.0, 0.0)
    """
    mine, theirs = frozenset(array("I", one)), frozenset(array("I", other))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document in the record, as far as choosing among copies needs to know it."""

    id: str
    media_type: MediaType
    signature: bytes
    added_at: str
    """UTC, ISO 8601."""
    catalogue_id: str | None = None
    year: int | None = None
    replaces: tuple[str, ...] = ()
    variant_of: str | None = None
    guide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The role that a document plays, and who speaks for it when it is not searched."""

    id: str
    role: Role
    twin: str | None = None
    """Id of a searched document; None when this one is searched."""


def group(candidates: Sequence[Candidate], *, prefer: MediaType | None = None) -> tuple[Part, ...]:
    """Give every document its role, in the order they came.

    A superseded document steps back first, then poorer formats of a publication, then near copies.
    `prefer` puts one format before the richest.
    """
    texts = [_Text.of(candidate, prefer=prefer) for candidate in candidates]
    silent: dict[str, tuple[Role, str]] = {}
    _retire(texts, silent)
    _choose_formats(_speaking(texts, silent), silent)
    _find_copies(_speaking(texts, silent), silent)
    return tuple(_part(candidate.id, silent) for candidate in candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    about: Candidate
    shingles: frozenset[int]
    probe: frozenset[int]
    """The lowest hashes: a fair sample of the shingles."""
    rank: tuple[bool, int, str, str] = field(compare=False)
    """Newest year, then newest in the record; greatest is best."""
    format_rank: int

    @classmethod
    def of(cls, candidate: Candidate, *, prefer: MediaType | None) -> "_Text":
        hashes = array("I", candidate.signature)
        return cls(
            about=candidate,
            shingles=frozenset(hashes),
            probe=frozenset(hashes[:PROBE]),
            rank=(candidate.year is not None, candidate.year or 0, candidate.added_at, candidate.id),
            format_rank=-1 if candidate.media_type is prefer else RICHEST_FIRST.index(candidate.media_type),
        )

    def within(self, other: "_Text") -> float:
        """Return the share of these shingles that stand in the other text; 0 for an empty text."""
        return len(self.shingles & other.shingles) / len(self.shingles) if self.shingles else 0.0

    def copies(self, other: "_Text") -> bool:
        """Tell whether the other text says nearly all of this one."""
        if len(self.shingles) < FEWEST:
            return bool(self.shingles) and self.shingles == other.shingles
        if len(self.probe & other.shingles) < (NEAR_COPY - 0.25) * len(self.probe):
            return False
        return self.within(other) >= NEAR_COPY


def _speaking(texts: Iterable[_Text], silent: dict[str, tuple[Role, str]]) -> list[_Text]:
    return [text for text in texts if text.about.id not in silent]


def _retire(texts: Sequence[_Text], silent: dict[str, tuple[Role, str]]) -> None:
    """Set aside what another loaded document replaces; of two that replace each other the newer stays."""
    for new in sorted(texts, key=lambda text: text.rank, reverse=True):
        for old in texts:
            if old is new or old.about.id in silent or old.about.catalogue_id not in new.about.replaces:
                continue
            if _end(new.about.id, silent) != old.about.id:
                silent[old.about.id] = (Role.SUPERSEDED, new.about.id)


def _choose_formats(texts: Sequence[_Text], silent: dict[str, tuple[Role, str]]) -> None:
    """Keep the richest format of each publication.

    Chapters of one publication in several files share an id but no text: all stay.
    """
    publications: dict[str, list[_Text]] = {}
    for text in sorted(texts, key=lambda text: text.rank, reverse=True):
        if text.about.catalogue_id is not None:
            publications.setdefault(text.about.catalogue_id, []).append(text)
    for files in publications.values():
        files.sort(key=lambda text: text.format_rank)
        for place, poorer in enumerate(files):
            richer = [text for text in files[:place] if text.format_rank < poorer.format_rank]
            twin = next((text for text in richer if _same_publication(poorer, text)), None)
            if twin is not None:
                silent[poorer.about.id] = (Role.OTHER_FORMAT, twin.about.id)


def _same_publication(one: _Text, other: _Text) -> bool:
    if not one.shingles:
        return True
    return max(one.within(other), other.within(one)) >= SAME_PUBLICATION


def _find_copies(texts: Sequence[_Text], silent: dict[str, tuple[Role, str]]) -> None:
    """Let the fullest text speak for its copies, and among equals the newest, then the richest format."""
    speakers: list[_Text] = []
    for text in sorted(texts, key=lambda text: (len(text.shingles), text.rank), reverse=True):
        match = next((one for one in speakers if _comparable(text, one) and text.copies(one)), None)
        if match is None:
            speakers.append(text)
        elif match.copies(text) and _better(text, match):
            speakers[speakers.index(match)] = text
            silent[match.about.id] = (Role.NEAR_COPY, text.about.id)
        elif not match.copies(text) and _newer(text, match):
            speakers.append(text)  # a shortened revision: an older text must not speak for it
        else:
            silent[text.about.id] = (Role.NEAR_COPY, match.about.id)


def _comparable(one: _Text, other: _Text) -> bool:
    """Tell whether one may speak for the other: never a guide for a source, nor a source for its local variant."""
    if one.about.guide != other.about.guide:
        return False
    variant = one.about.variant_of or other.about.variant_of
    return variant is None or one.about.catalogue_id == other.about.catalogue_id


def _better(one: _Text, other: _Text) -> bool:
    if one.about.year != other.about.year:
        return one.rank > other.rank
    return (-one.format_rank, one.rank) > (-other.format_rank, other.rank)


def _newer(one: _Text, other: _Text) -> bool:
    return one.about.year is not None and other.about.year is not None and one.about.year > other.about.year


def _end(document_id: str, silent: dict[str, tuple[Role, str]]) -> str:
    """Follow twins to the document that speaks."""
    while document_id in silent:
        document_id = silent[document_id][1]
    return document_id


def _part(document_id: str, silent: dict[str, tuple[Role, str]]) -> Part:
    if document_id not in silent:
        return Part(id=document_id, role=Role.SEARCHED)
    return Part(id=document_id, role=silent[document_id][0], twin=_end(document_id, silent))
