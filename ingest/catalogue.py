"""The source catalogue: what is known of each publication, and how a file is recognised as one."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from ingest.catalogue_file import CatalogueEntry, CatalogueFile, Profile, letters, parse_catalogue
from ingest.colophon import Colophon
from ingest.documents import BlockKind, SourceDocument
from ingest.errors import CatalogueError
from ingest.records import Provenance

__all__ = ["Catalogue", "CatalogueEntry"]

UNKNOWN_PUBLISHER = "okänd utgivare"
NATIONAL = "nationell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All known sources. An entry of a later file replaces an earlier one with the same id."""

    entries: tuple[CatalogueEntry, ...]
    profiles: tuple[Profile, ...]

    @classmethod
    def load(cls, *paths: Path, builtin: bool = True) -> Self:
        """Read the catalogue that comes with the program, then an organisation's own files.

        Raises:
            CatalogueError: A file cannot be read or has a fault.
        """
        own = [parse_catalogue(_read(path), path.name) for path in paths]
        shipped = files("corpus").joinpath("catalogue.toml") if builtin else None
        first = [parse_catalogue(shipped.read_bytes(), "catalogue.toml")] if shipped else []
        return cls.of(*first, *own)

    @classmethod
    def of(cls, *parts: CatalogueFile) -> Self:
        """Join files, later ones first in force, and check that ids lead somewhere."""
        entries: dict[str, CatalogueEntry] = {}
        profiles: dict[str, Profile] = {}
        for part in parts:
            _refuse_twice([entry.id for entry in part.source], "poster")
            _refuse_twice([profile.id for profile in part.profile], "profiler")
            entries |= {entry.id: entry for entry in part.source}
            profiles |= {profile.id: profile for profile in part.profile}
        catalogue = cls(entries=tuple(entries.values()), profiles=tuple(profiles.values()))
        for fault in catalogue._faults():
            raise CatalogueError(fault)
        return catalogue

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts of all addresses, with the port where one is given: the only ones to fetch from."""
        return frozenset(
            urlsplit(address).netloc.casefold() for entry in self.entries for address in entry.addresses
        )

    def entry(self, catalogue_id: str) -> CatalogueEntry | None:
        """Return the entry with this id; None when there is none."""
        return next((entry for entry in self.entries if entry.id == catalogue_id), None)

    def named(self, name: str) -> CatalogueEntry | None:
        """Find the entry that a file of this name belongs to; None when no pattern fits."""
        return next((entry for entry in reversed(self.entries) if _named(entry, name)), None)

    def recognise(self, document: SourceDocument) -> CatalogueEntry | None:
        """Find the entry that the document is a file of: by name first, then by its content.

        Where several contents fit, the one with most anchors in the text wins, then the later entry.
        A text that names its sources is a guide to them, however much of them it repeats.
        """
        newest_first = tuple(reversed(self.entries))
        guides = self._names_its_sources(document)
        for entry in newest_first:
            if _named(entry, document.name) and (guides or not entry.guide):
                return entry
        if guides:
            return None
        text = letters(document.text)
        found = [(sum(letters(anchor) in text for anchor in entry.anchors), entry) for entry in newest_first]
        fitting = [
            (hits, entry) for hits, entry in found if hits and hits >= (entry.enough or len(entry.anchors))
        ]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def provenance(self, document: SourceDocument) -> Provenance:
        """Say what a document is, from the catalogue or, failing that, from the document itself."""
        entry = self.recognise(document)
        colophon = Colophon(document)
        if entry is None:
            return self._unknown(colophon)
        return Provenance(
            catalogue_id=entry.id,
            title=f"{entry.title}: {colophon.title}" if entry.guide else entry.title,
            publisher=entry.publisher,
            short=entry.short,
            profile=entry.profile,
            year=entry.year,
            dated=entry.date_label,
            kind=entry.kind,
            status=entry.status,
            address=next(iter(entry.addresses), entry.page),
            guide=entry.guide,
            replaces=entry.replaces,
            variant_of=entry.variant_of,
        )

    def missing(self, known_ids: Collection[str]) -> tuple[CatalogueEntry, ...]:
        """Return the entries that are not among the loaded ids, in the catalogue's order."""
        return tuple(entry for entry in self.entries if entry.id not in known_ids)

    def _unknown(self, colophon: Colophon) -> Provenance:
        publisher = colophon.publisher
        return Provenance(
            catalogue_id=None,
            title=colophon.title,
            publisher=publisher or UNKNOWN_PUBLISHER,
            profile=self._profile_of(f"{publisher or ''}\n{colophon.title}\n{colophon.name}"),
            year=min(colophon.years, default=None),
            dated=_span(colophon.years),
            kind=colophon.kind,
        )

    def _profile_of(self, text: str) -> str:
        """Name the layer that the text points at; national unless it points at exactly one."""
        plain = _fold(text)
        named = {p.id for p in self.profiles if any(_fold(word) in plain for word in p.words)}
        surrounding = {p.within for p in self.profiles if p.id in named}
        innermost = named - surrounding
        return innermost.pop() if len(innermost) == 1 else NATIONAL

    def _names_its_sources(self, document: SourceDocument) -> bool:
        lines = [document.text_of(block) for block in document.blocks if block.kind is BlockKind.METADATA]
        ids = {"handboken", *(entry.id for entry in self.entries)}
        return any(not ids.isdisjoint(re.findall(r"[\w-]+", line.casefold())) for line in lines)

    def _faults(self) -> Iterator[str]:
        ids = {entry.id for entry in self.entries}
        layers = {NATIONAL, *(profile.id for profile in self.profiles)}
        for entry in self.entries:
            if entry.profile not in layers:
                remedy = f"Lägg till [[profile]] med id = {entry.profile!r} eller använd en som finns"
                yield f"Källkatalogen: posten {entry.id!r} har okänd profil {entry.profile!r}. {remedy}."
            others = {*entry.replaces, *([entry.variant_of] if entry.variant_of else [])}
            for other in sorted(others - (ids - {entry.id})):
                yield (
                    f"Källkatalogen: posten {entry.id!r} hänvisar till {other!r}, som inte är en annan post. "
                    "Rätta replaces eller variant_of."
                )
            if entry.id in _replaced_by(entry, self.entries):
                yield f"Källkatalogen: posten {entry.id!r} ersätter sig själv i en ring. Ta bort ett av leden i replaces."


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Kontrollera sökväg och behörighet"
        raise CatalogueError(
            f"Källkatalogen {str(path)!r} kunde inte öppnas: {error.strerror}. {remedy}."
        ) from error


def _refuse_twice(ids: Sequence[str], what: str) -> None:
    twice = next((one for place, one in enumerate(ids) if one in ids[:place]), None)
    if twice is not None:
        raise CatalogueError(f"Källkatalogen har två {what} med id {twice!r}. Byt id på den ena.")


def _replaced_by(entry: CatalogueEntry, entries: Sequence[CatalogueEntry]) -> set[str]:
    """Follow `replaces` to every id that the entry supersedes, directly or through others."""
    steps = {one.id: one.replaces for one in entries}
    reached: set[str] = set()
    ahead = list(entry.replaces)
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(steps.get(here, ()))
    return reached


def _named(entry: CatalogueEntry, name: str) -> bool:
    plain = _fold(name)
    return any(fnmatchcase(plain, _fold(pattern)) for pattern in (f"{entry.id}.*", *entry.files))


def _fold(text: str) -> str:
    """Write a name without case, accents and separators, wildcards kept.

    >>> _fold("Budskapsunderlag_nära vård Örebro.DOCX")
    'budskapsunderlag-nara-vard-orebro.docx'
    """
    bare = "".join(
        ch for ch in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(ch)
    )
    return re.sub(r"[\s_]+", "-", bare)


def _span(years: Sequence[int]) -> str:
    """Show the years of a document.

    >>> _span((2024, 2019)), _span((2019,)), _span(())
    ('2019–2024', '2019', 'odaterat')
    """
    if not years:
        return "odaterat"
    return f"{min(years)}–{max(years)}" if min(years) < max(years) else str(min(years))
