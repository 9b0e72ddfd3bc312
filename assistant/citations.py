"""Verified quotation: whether a run of words stands in a stored source, and exactly where."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answers import Citation, QuoteStatus
from ingest.documents import Passage, Sentence
from ingest.records import StoredDocument

NEAR = 0.9
"""Least share of equal characters for a quotation to be called near."""

LONGEST = 2_000
"""Longer quotations are compared by their characters only: a near match takes time that grows with the square."""

_TYPOGRAPHY = str.maketrans({
    "”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "’": "'", "‘": "'", "´": "'", "–": "-", "—": "-",
    "‑": "-", "\u2212": "-", "…": "...", "\u00ad": None, "\u200b": None, "\ufeff": None,
})  # fmt: skip
_CHARACTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_WORD = re.compile(r"\w+")
_RUN = 4
"""Words in a run that both texts must share for a near match to be looked for there."""
_RUNS, _PLACES = 12, 5
"""Runs that are looked for, evenly over the quotation, and the places of each that are compared."""
_DECISIVE = frozenset(
    "inte ej icke aldrig ingen inget inga ingenting varken utan knappast knappt närmare cirka ca bara endast alla fler "
    "färre öka ökar ökat minska minskar minskat ska skall bör kan måste får".split()
)
"""Negations, directions, duties and hedges: with another one of these, or another number, it is another statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a quotation compares with a source."""

    status: QuoteStatus
    start: int = -1
    """Offset of the matching run in the source, in code points; -1 when missing."""
    end: int = -1


def cite(
    document: StoredDocument, passage: Passage, first: Sentence, last: Sentence, *, number: int
) -> Citation:
    """Cut from the first to the last sentence of a passage, verify what was cut, and say where it stands."""
    provenance = document.provenance
    quote = passage.text[first.start - passage.start : last.end - passage.start]
    return Citation(
        number=number, document=document.name, title=provenance.title, publisher=provenance.publisher,
        year=provenance.year, dated=provenance.dated, originator=first.originator, standing=first.standing,
        profile=provenance.profile, locator=first.place.locator, quote=quote,
        status=verify(quote, passage.text).status, passage_id=passage.id, document_id=document.id,
        start=first.start, end=last.end, guide=provenance.guide, rests_on=passage.rests_on,
    )  # fmt: skip


def verify(quote: str, source: str) -> Verdict:
    """Find a quotation in a source's text.

    Exact means the same characters. Typographic means the same letters and signs where white space, dashes and
    quotation marks may differ in form. Near means at least nine characters in ten, and no number, negation, direction, duty
    or hedge more or less. Anything else is missing.

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
    folded, spans = _folded(source)
    wanted = _folded(quote)[0].strip()
    start = folded.find(wanted)
    if wanted and start >= 0:
        return _verdict(QuoteStatus.TYPOGRAPHIC, spans[start : start + len(wanted)])
    return _nearest(wanted, folded, spans)


Spans = list[tuple[int, int]]
"""For each folded character, where it begins and ends in the original."""


def _verdict(status: QuoteStatus, spans: Spans) -> Verdict:
    return Verdict(status=status, start=spans[0][0], end=spans[-1][1])


def _folded(text: str) -> tuple[str, Spans]:
    """Return text with typography, accents' form and white space evened out, and each character's place."""
    characters: list[str] = []
    spans: Spans = []
    for match in _CHARACTER.finditer(text):
        for character in unicodedata.normalize("NFC", match.group()).translate(_TYPOGRAPHY):
            is_space = character.isspace()
            if is_space and characters and characters[-1] == " ":
                continue
            characters.append(" " if is_space else character)
            spans.append(match.span())
    return "".join(characters), spans


def _nearest(wanted: str, folded: str, spans: Spans) -> Verdict:
    """Look for a near match around runs of words that both share."""
    compared: set[int] = set()
    for run, offset in _runs(wanted) if len(wanted) <= LONGEST else ():
        for at in _places(run, folded):
            start = max(0, at - offset)
            end = min(len(folded), start + len(wanted))
            near = None if start in compared else _near(wanted, folded[start:end])
            if near is not None:
                return _verdict(QuoteStatus.NEAR, spans[start + near[0] : start + near[1]])
            compared.add(start)
    return Verdict(status=QuoteStatus.MISSING)


def _runs(wanted: str) -> Iterator[tuple[str, int]]:
    """Yield runs of words with their offset, spread over the quotation; the whole when it is shorter than a run."""
    words = list(_WORD.finditer(wanted))
    last = max(0, len(words) - _RUN)
    for first in sorted({last * number // (_RUNS - 1) for number in range(_RUNS)}) if words else ():
        start, end = words[first].start(), words[min(first + _RUN, len(words)) - 1].end()
        yield wanted[start:end], start


def _places(run: str, folded: str) -> Iterator[int]:
    """Yield where a run of words stands, the first places only."""
    at = folded.find(run)
    for _ in range(_PLACES):
        if at < 0:
            return
        yield at
        at = folded.find(run, at + 1)


def _near(wanted: str, found: str) -> tuple[int, int] | None:
    """Return the run of `found` that nearly is `wanted`: nine characters in ten, and nothing decisive differs.

    >>> _near("en ny organisationsnivå", "d. En ny organisationsnivå".lower())
    (3, 26)
    >>> _near("det är inte en ny organisationsnivå", "det är en ny organisationsnivå i länet")
    """
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    if matcher.quick_ratio() < NEAR or matcher.ratio() < NEAR:
        return None
    changed = _changed_words(wanted.lower(), found.lower())
    if any(word in _DECISIVE or any(map(str.isdigit, word)) for word in changed):
        return None
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    return blocks[0].a, blocks[-1].a + blocks[-1].size


def _changed_words(wanted: str, found: str) -> Iterator[str]:
    """Yield the words that only one of two texts holds; what the found window holds more at its ends is left out."""
    mine, theirs = (_WORD.findall(text) for text in (wanted, found))
    codes = SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes()
    for number, (kind, first, last, start, end) in enumerate(codes):
        if kind == "equal":
            continue
        yield from mine[start:end]
        if kind != "delete" or 0 < number < len(codes) - 1:
            yield from theirs[first:last]
