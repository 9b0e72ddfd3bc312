"""Personal data in running text: personnummer, private mobile numbers, personal e-mail, found and masked.

Every detection is replaced by as many characters, so that offsets stay true. Functional addresses,
switchboards and organisation numbers belong to organisations and are left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from personnummer import personnummer

from ingest.addresses import is_personal

MASK = "•"

_GAP = r"[ \u00a0\u2007\u2009\u202f]"
_DASH = r"[-\u2010\u2011\u2012\u2013\u2212]"
_IDENTITY = re.compile(
    rf"""(?<![\w+])(?<!\d[-.,:/])
    (?P<century>18|19|20)?(?P<year>\d\d)(?P<inner>{_DASH}|{_GAP})?(?P<month>0[1-9]|1[0-2])(?(inner)(?P=inner))
    (?P<day>[0369][1-9]|[1278]\d|[369][01])
    (?P<sign>{_GAP}?(?:{_DASH}|\+){_GAP}?|{_GAP})?(?P<serial>\d{{4}}|[TRSUWXJKLMN]\d{{3}})
    (?![\w%])(?!{_DASH}\d)(?![.,]\d)""",
    re.VERBOSE,
)
_MOBILE = re.compile(
    rf"""(?<![\w.,/-])(?:(?:\+|00){_GAP}?46{_GAP}?{_DASH}?{_GAP}?(?:\(0\){_GAP}?)?|\(?0)7[02369]\)?
    {_GAP}?(?:{_DASH}|/)?(?:[ \u00a0\u2009\u202f.-]?\d){{7}}(?![\d-]\d|\d)""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NAMED = re.compile(r"person-?n(?:umme)?r|\bpnr\b|samordningsn|födelsen|född|patient", re.IGNORECASE)
_REACH = 40


class PersonalKind(StrEnum):
    """What sort of personal data was found."""

    IDENTITY = "personnummer"
    MOBILE = "mobilnummer"
    EMAIL = "e-postadress"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """One detection: `text[start:end]`."""

    start: int
    end: int
    kind: PersonalKind


def find(text: str) -> tuple[PersonalData, ...]:
    """Return the personal data in a text, in order, never overlapping.

    >>> [found.kind.value for found in find("Ring 070-123 45 67 eller kommun@example.se")]
    ['mobilnummer']
    """
    everything = sorted(chain(_mobiles(text), _identities(text), _addresses(text)), key=lambda f: f.start)
    kept: list[PersonalData] = []
    for found in everything:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return tuple(kept)


def mask(text: str) -> tuple[str, int]:
    """Return the text with personal data covered, as long as before, and how many pieces there were.

    >>> mask("Född 811218-9876, nås på anna.berg@example.se.")
    ('Född •••••••••••, nås på ••••••••••••••••••••.', 2)
    """
    found = find(text)
    for piece in found:
        text = text[: piece.start] + MASK * (piece.end - piece.start) + text[piece.end :]
    return text, len(found)


def _mobiles(text: str) -> Iterator[PersonalData]:
    for match in _MOBILE.finditer(text):
        yield PersonalData(start=match.start(), end=match.end(), kind=PersonalKind.MOBILE)


def _addresses(text: str) -> Iterator[PersonalData]:
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".-_")
        if is_personal(address):
            end = match.start() + len(address)
            yield PersonalData(start=match.start(), end=end, kind=PersonalKind.EMAIL)


def _identities(text: str) -> Iterator[PersonalData]:
    for match in _IDENTITY.finditer(text):
        if _is_identity(match, text):
            yield PersonalData(start=match.start(), end=match.end(), kind=PersonalKind.IDENTITY)


def _is_identity(match: re.Match[str], text: str) -> bool:
    """Weigh shape against check digit: a mistyped number is masked when its shape leaves little doubt."""
    if not _is_a_day(match):
        return False
    century, serial = match["century"] or "", match["serial"]
    if personnummer.valid(f"{century}{match['year']}{match['month']}{match['day']}{_check_form(serial)}"):
        return True
    if _NAMED.search(text[max(0, match.start() - _REACH) : match.start()]):
        return True
    if match["inner"] or _is_a_moment(match):
        return False
    signed = bool(match["sign"] and match["sign"].strip())
    return signed or (bool(century) and not match["sign"])


def _check_form(serial: str) -> str:
    """Return a serial as the check digit counts it: the letter of a provisional number is a 1."""
    return f"1{serial[1:]}" if serial[0].isalpha() else serial


def _is_a_day(match: re.Match[str]) -> bool:
    century = int(match["century"] or 20)
    day = int(match["day"])
    try:
        born = date(
            century * 100 + int(match["year"]),
            int(match["month"]),
            day - 60 if day > 60 else day,  # noqa: PLR2004  # coordination numbers add 60 to the day
        )
    except ValueError:
        return False
    return match["century"] is None or born <= date.today()  # noqa: DTZ011  # the check is by calendar, not by clock


def _is_a_moment(match: re.Match[str]) -> bool:
    """Tell a time stamp such as 20240115-1430 from a number given to somebody born."""
    recent = match["century"] == "20" and int(match["year"]) >= 15  # noqa: PLR2004  # few staff or patients are that young
    serial = match["serial"]
    return recent and serial.isdigit() and int(serial[:2]) < 24 and int(serial[2:]) < 60  # noqa: PLR2004  # a clock
