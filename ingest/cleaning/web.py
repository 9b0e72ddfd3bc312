"""What a web page says around its text: consent to cookies, read-more links, feedback forms, footers, invitations."""

import re
from collections.abc import Callable

from ingest.documents import BlockKind, RawBlock
from ingest.reading import Reading

_LONGEST_BANNER = 400
_CONSENT = re.compile(
    r"(?=.*\b(?:cookies|kakor)\b)(?:.*\b(?:samtyck\w*|godkänn\w*|accepter\w*|fortsätta att surfa)\b|vi använder (?:cookies|kakor)\.?$)",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_LINES = (
    ("read-more", re.compile(r"läs mer(?: här)?\W*", re.IGNORECASE)),
    ("feedback-form", re.compile(r"hjälpte informationen\b.{0,30}\?|var informationen till hjälp\?", re.IGNORECASE)),
    ("feedback-form", re.compile(r"tack för att du hjälper oss\W*|tack för (?:din|ditt) (?:feedback|svar|synpunkt)\W*", re.IGNORECASE)),
    ("footer-mark", re.compile(r"sidfot|sidhuvud|till toppen|till sidans topp|hoppa till (?:huvud)?innehåll(?:et)?|skriv ut|lyssna", re.IGNORECASE)),
    ("logo-text", re.compile(r"[\w&.-]+(?: [\w&.-]+){0,3} logotype?|logotyp(?:e|en)?(?: för)? [\w&.-]+(?: [\w&.-]+){0,2}", re.IGNORECASE)),
    ("contact-invitation", re.compile(r"välkommen att (?:skicka|ställa) (?:in )?(?:din fråga|dina frågor)\b.{0,40}", re.IGNORECASE)),
    ("contact-invitation", re.compile(r"gäller din fråga\b.{0,100}\?", re.IGNORECASE)),
    ("empty-date", re.compile(r"(?:sidan|senast|sidan senast|texten)\s+(?:uppdaterad|uppdaterades|ändrad|granskad|publicerad)(?: av)?\s*:?", re.IGNORECASE)),
)  # fmt: skip


def page_noise(text: str) -> str | None:
    """Return the detector that takes a whole block for page noise; None for text that stays.

    >>> page_noise("Läs mer"), page_noise("Läs mer om patientkontrakt i handboken.")
    ('read-more', None)
    """
    for reason, shape in _WHOLE_LINES:
        if shape.fullmatch(text):
            return reason
    return "cookie-text" if len(text) <= _LONGEST_BANNER and _CONSENT.match(text) else None


def is_page_noise(text: str) -> bool:
    """Tell whether a whole block is page noise."""
    return page_noise(text) is not None


def without_page_noise(reading: Reading) -> Reading:
    """Take away blocks that are page noise; slides and metadata are left as they are."""
    for reason in sorted({page_noise(block.text) or "" for block in reading.blocks} - {""}):
        reading = reading.without(reason, _taken_by(reason))
    return reading


def _taken_by(reason: str) -> Callable[[RawBlock], bool]:
    return lambda block: _is_page(block) and page_noise(block.text) == reason


def _is_page(block: RawBlock) -> bool:
    return block.place.slide is None and block.kind is not BlockKind.METADATA
