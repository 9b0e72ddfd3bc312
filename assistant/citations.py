"""Verified quotation: whether a run of words stands in a stored source, and exactly where."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answers import QuoteStatus

NEAR = 0.9
"""Least share of equal characters for a quotation to be called near."""

_TYPOGRAPHY = str.maketrans({
    "”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "’": "'", "‘": "'", "´": "'", "–": "-", "—": "-",
    "‑": "-", "\u2212": "-", "…": "...",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a quotation compares with a source."""

    status: QuoteStatus
    start: int = -1
    """Offset of the matching run in the source, in code points; -1 when missing."""
    end: int = -1


def verify(quote: str, source: str) -> Verdict:
    """Find a quotation in a source's text.

    Exact means the same characters. Typographic means the same letters and signs where white space, dashes and
    quotation marks may differ in form. Near means at least nine characters in ten. Anything else is missing.

    >>> verify("nära vård", "Det är nära vård.").status.value
    'exact'
    >>> verify("nära  vård – så", "Det är nära vård - så är det.").status.value
    'typographic'
    >>> verify("inte nära vård", "Det är nära sjukvård.").status.value
    'missing'
    """
    if not quote.strip():
        return Verdict(status=QuoteStatus.MISSING)
    start = source.find(quote)
    if start >= 0:
        return Verdict(status=QuoteStatus.EXACT, start=start, end=start + len(quote))
    folded, offsets = _folded(source)
    wanted = _folded(quote)[0].strip()
    start = folded.find(wanted)
    if wanted and start >= 0:
        return Verdict(
            status=QuoteStatus.TYPOGRAPHIC, start=offsets[start], end=offsets[start + len(wanted) - 1] + 1
        )
    return _nearest(wanted, folded, offsets)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return text with typography and white space evened out, and each character's offset in the original."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in unicodedata.normalize("NFC", original).translate(_TYPOGRAPHY):
            is_space = character.isspace()
            if is_space and characters and characters[-1] == " ":
                continue
            characters.append(" " if is_space else character)
            offsets.append(offset)
    return "".join(characters), offsets


def _nearest(wanted: str, folded: str, offsets: list[int]) -> Verdict:
    """Look for a near match around the longest run of words that both share."""
    seeds = sorted(re.findall(r"\w[\w ]{11,}", wanted), key=len, reverse=True)[:3]
    for seed in seeds:
        at = folded.find(seed.strip())
        if at < 0:
            continue
        start = max(0, at - wanted.index(seed.strip()))
        end = min(len(folded), start + len(wanted))
        if SequenceMatcher(None, wanted, folded[start:end], autojunk=False).ratio() >= NEAR:
            return Verdict(status=QuoteStatus.NEAR, start=offsets[start], end=offsets[end - 1] + 1)
    return Verdict(status=QuoteStatus.MISSING)
