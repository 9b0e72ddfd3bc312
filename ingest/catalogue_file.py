"""The catalogue's file format: what may stand in a catalogue TOML file, checked once, on loading."""

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.dataclasses import dataclass

from ingest.documents import Place
from ingest.errors import CatalogueError

_STRICT = ConfigDict(extra="forbid")
_LEAST_WORDS = 2
_MOST_WORDS = 8
"""Longest run that may be kept of somebody else's text."""


def letters(text: str) -> str:
    """Keep letters and digits only, case-folded, so that line breaks and typography never matter.

    >>> letters("Budskap: Vad är nära vård?")
    'budskapvadärnäravård'
    """
    return "".join(filter(str.isalnum, text.casefold()))


class _Fault(ValueError):
    """What is wrong with a value and what to do, each a Swedish clause."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def _check_heading(text: str) -> str:
    words = len(text.split())
    if not 1 <= words <= _MOST_WORDS:
        raise _Fault(f"har {words} ord: {text!r}", f"Ange högst {_MOST_WORDS} ord i följd")
    return text


def _check_anchor(text: str) -> str:
    if len(text.split()) < _LEAST_WORDS:
        raise _Fault(
            f"har bara ett ord: {text!r}", "Ange två till åtta ord i följd, som bara står i den källan"
        )
    return _check_heading(text)


def _check_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise _Fault(f"är ingen https-adress: {address!r}", "Skriv hela adressen, från https://")
    return address


def _check_slides(span: str) -> str:
    first, last = _bounds(span)
    if first > last:
        raise _Fault(f"går baklänges: {span!r}", "Skriv det lägre bildnumret först")
    return span


def _bounds(span: str) -> tuple[int, int]:
    first, _, last = span.replace("–", "-").partition("-")
    return int(first), int(last or first)


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Heading = Annotated[str, AfterValidator(_check_heading)]
Anchor = Annotated[str, AfterValidator(_check_anchor)]
Address = Annotated[str, AfterValidator(_check_address)]
Slides = Annotated[str, StringConstraints(pattern=r"^\d+([-–]\d+)?$"), AfterValidator(_check_slides)]
Standing = Annotated[
    str,
    StringConstraints(
        pattern=r"^(beslut|målbild \d{4}|mål \d{4}|exempel|prognos|talmanus|projektbeskrivning|i andra hand)$"
    ),
]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class PlaceRule:
    """What holds at some places of a source: who said it first, and with what standing."""

    slides: tuple[Slides, ...] = ()
    """Slide numbers and ranges, as `("3-8", "10")`."""
    part: Literal["bild", "talmanus"] | None = None
    """Only the slide, or only its notes; None for both."""
    heading: Heading | None = None
    """A heading of the place, compared by letters; None for rules about slides."""
    standing: Standing | None = None
    originator: Words | None = None

    @model_validator(mode="after")
    def _says_where_and_what(self) -> Self:
        if bool(self.slides) == bool(self.heading):
            raise _Fault("ska ange antingen slides eller heading", "Lägg till eller ta bort en av nycklarna")
        if self.part and not self.slides:
            raise _Fault("har part utan slides", "Ta bort part eller ange slides")
        if self.standing is None and self.originator is None:
            raise _Fault("säger ingenting", "Ange standing, originator eller båda")
        return self

    def covers(self, place: Place) -> bool:
        """Tell whether the place lies within the rule.

        >>> PlaceRule(slides=("3-8",), standing="exempel").covers(Place(slide=8, notes=True))
        True
        >>> PlaceRule(heading="Mål 2019", standing="mål 2019").covers(Place(headings=("Plan", "MÅL 2019:")))
        True
        """
        if self.heading is not None:
            return letters(self.heading) in map(letters, place.headings)
        if self.part is not None and (self.part == "talmanus") != place.notes:
            return False
        number = place.slide
        return number is not None and any(a <= number <= b for a, b in map(_bounds, self.slides))


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class CatalogueEntry:
    """One known source, loaded or not."""

    id: Identifier
    title: Words
    publisher: Words
    short: Words | None = None
    """Name in running text, as “Bildspelet”; None when the title is short enough."""
    profile: Identifier = "nationell"
    year: int | None = None
    """First year; None when undated."""
    dated: Words | None = None
    """The year as shown; None for the year itself, or “odaterat”."""
    kind: Words = "dokument"
    status: Words = "gällande"
    addresses: tuple[Address, ...] = ()
    """Where the source itself can be downloaded; best first."""
    page: Address | None = None
    """A page that leads to the source: shown, never downloaded as the source."""
    where: Words | None = None
    """Where to look for it, in Swedish, when there is no address."""
    files: tuple[Words, ...] = ()
    """Patterns (`*`, `?`, `[0-9]`) of names the file goes by; its id is always one."""
    anchors: tuple[Anchor, ...] = ()
    """Runs of words by which a renamed file is recognised."""
    enough: int | None = None
    """How many anchors must stand in the text; None for all."""
    replaces: tuple[Identifier, ...] = ()
    variant_of: Identifier | None = None
    guide: bool = False
    """True for a guide to the sources, which is not itself a source."""
    place: tuple[PlaceRule, ...] = ()

    @model_validator(mode="after")
    def _counts_agree(self) -> Self:
        if self.enough is not None and not 1 <= self.enough <= len(self.anchors):
            raise _Fault(f"har enough = {self.enough}", "Ange ett tal från 1 till antalet ankare")
        return self

    @property
    def name(self) -> str:
        """The name to use in running text."""
        return self.short or self.title

    @property
    def date_label(self) -> str:
        """The year as shown."""
        return self.dated or (str(self.year) if self.year is not None else "odaterat")


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Profile:
    """A layer that documents may belong to."""

    id: Identifier
    words: tuple[Words, ...]
    """Names that, in a title or a publisher, tell that a document belongs here."""
    within: Identifier | None = None
    """The layer that surrounds this one: a municipality's region."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class CatalogueFile:
    """The content of one file."""

    source: tuple[CatalogueEntry, ...] = ()
    profile: tuple[Profile, ...] = ()


def parse_catalogue(data: bytes, name: str) -> CatalogueFile:
    """Read one catalogue file's bytes.

    Raises:
        CatalogueError: The file is no TOML, or an entry has a fault.
    """
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        remedy = "Rätta raden; text står inom citattecken och filen sparas som UTF-8"
        raise CatalogueError(
            f"Källkatalogen {name!r} kunde inte läsas som TOML: {error}. {remedy}."
        ) from error
    try:
        return TypeAdapter(CatalogueFile).validate_python(raw)
    except ValidationError as error:
        raise CatalogueError(_explain(dict(error.errors()[0]), raw, name)) from error


_SWEDISH: Mapping[str, tuple[str, str]] = {
    "missing": ("saknas", "Lägg till nyckeln"),
    "unexpected_keyword_argument": ("är okänd", "Ta bort nyckeln eller rätta stavningen"),
    "string_type": ("ska vara text", "Sätt värdet inom citattecken"),
    "string_too_short": ("är tom", "Ange ett värde eller ta bort nyckeln"),
    "string_pattern_mismatch": ("har ett otillåtet värde", "Se exemplen i den medföljande katalogen"),
    "literal_error": ("har ett otillåtet värde", "Skriv bild eller talmanus"),
    "tuple_type": ("ska vara en lista", "Sätt värdena inom hakparenteser"),
    "bool_parsing": ("ska vara true eller false", "Skriv true eller false utan citattecken"),
    "bool_type": ("ska vara true eller false", "Skriv true eller false utan citattecken"),
    "int_parsing": ("ska vara ett heltal", "Skriv talet utan citattecken"),
    "int_type": ("ska vara ett heltal", "Skriv talet utan citattecken"),
    "int_from_float": ("ska vara ett heltal", "Skriv talet utan decimaler"),
}


def _explain(fault: Mapping[str, Any], raw: Mapping[str, Any], name: str) -> str:
    what, remedy = _SWEDISH.get(fault["type"], ("har ett värde som inte godtas", "Rätta värdet"))
    own = fault.get("ctx", {}).get("error")
    if isinstance(own, _Fault):
        what, remedy = own.what, own.remedy
    elif fault["type"] not in {"missing", "unexpected_keyword_argument"}:
        what = f"{what}, inte {fault['input']!r}"
    entry, keys = _locate(fault["loc"], raw)
    key = ", ".join([*([f"posten {entry!r}"] if entry else []), *([f"nyckeln {keys!r}"] if keys else [])])
    return f"Källkatalogen {name!r}: {key or 'filen'} {what}. {remedy}."


def _locate(location: tuple[int | str, ...], raw: Mapping[str, Any]) -> tuple[str, str]:
    """Return the entry's id, or its number counted from 1, and the dotted key inside it."""
    match location:
        case (str(table), int(index), *rest):
            entry = raw[table][index]
            identity = entry.get("id") if isinstance(entry, dict) else None
            return str(identity or f"{table} nummer {index + 1}"), _dotted(rest)
        case _:
            return "", _dotted(list(location))


def _dotted(keys: list[int | str]) -> str:
    """Write a key path as people read it.

    >>> _dotted(["place", 0, "standing"])
    'place[1].standing'
    """
    path = "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys)
    return re.sub(r"^\.", "", path)
