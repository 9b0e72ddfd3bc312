"""Where Swedish sentences begin and end, as offsets, so that each can be quoted as it stands."""

import re
from collections.abc import Iterator

from ingest.documents import Span

ABBREVIATIONS = frozenset(
    "a.a. adj. adr. ang. anm. ank. anv. art. avd. bef. bil. bl.a. bl. bltr. ca. cirka. d.v.s. dvs. dir. dnr. doc. dr. "
    "d.y. d.ä. e.d. e.dyl. ed. el. em. enl. e.o. eg. ev. e.v. ex. exkl. f.d. f.k. f.n. fig. fil. f.m. fm. forts. "
    "fr.o.m. fr. f.ö. föreg. förf. förk. g.m. gm. ggr. h.k.h. ibl. ifr. i.e. ing. inkl. i.o.m. iom. ist. itu. jfr. "
    "kap. kl. kr. lat. l.a. m.a.o. m.fl. mfl. m.h.a. m.h.t. min. milj. m.m. mm. mfl. mom. mor. mr. mrs. m.v.h. n.b. "
    "nr. näml. o. obs. o.d. o.dyl. odyl. omkr. ons. o.s.a. osv. o.s.v. p.g.a. pga. pl. pr. prof. red. ref. resp. rub. "
    "s. s.a.s. sek. sid. sign. s.k. sk. skr. spec. st. s:t. s:ta. st. särsk. t. t.ex. t.h. tel. tf. t.o.m. tom. tr. "
    "t.v. u.a. u.p.a. upps. u.å. v. vd. v.g. vol. äv. ö.h. övers. ä. ö. å.".split()
)
"""Abbreviations after which a full stop does not end the sentence (Svenska skrivregler)."""

WORDS_TOO = frozenset("art. bil. ed. fil. kr. lat. min. mor. sek. st. tom. ä. å. ö.".split())
"""Abbreviations that are words or units as well: a full stop after them ends the sentence unless a number follows."""

CLOSING = frozenset("m.m. mm. osv. o.s.v. m.fl. mfl. e.d. o.d. e.dyl. o.dyl. odyl. etc.".split())
"""Abbreviations that usually close a sentence when a capital letter follows."""

_LOOK_BACK = 40
"""Characters to look at around a full stop: longer than any abbreviation or list number."""
_MOST_SPACED = 4
"""Parts in the longest abbreviation written with blanks: “fr. o. m.”, “p. g. a.”."""
_END = re.compile(r"[.!?…]+[”\"’')\]»]*(?:\[\d{1,3}\])*(?=\s)")
_STARTS = re.compile(r"\s+[”\"’'(\[«–—-]*\s?[A-ZÅÄÖÉÜ0-9(•]")
_NUMBER = re.compile(r"\s+\d")
_INITIALS = re.compile(r"(?:[A-ZÅÄÖ](?:\.-?|-))+[A-ZÅÄÖ]\.|[A-HJ-ZÄ]\.")
_OPENING = "(”\"'["
_LEADING = re.compile(
    r"(?:\s+|\d{1,2}[.)]\s+|[a-zA-Z]\)\s+|[•·–—\-*]\s+|(?i:\(klicka\))\s*|(?i:klicka):?\s+(?=[A-ZÅÄÖ]))+"
)
_TRAILING = re.compile(r"\(klicka\)(?:\.$|$)", re.IGNORECASE)


def split(text: str, offset: int = 0) -> tuple[Span, ...]:
    """Return the sentences of one block of text.

    A list number or a presenter's “(klicka)” in front of a sentence is left outside it.

    Args:
        text: One block, without line breaks.
        offset: Where the block starts in its document, in code points.

    Returns:
        Spans in order, blanks left out.

    >>> text = "I takt med att bl.a. den tekniken växer. 2. Vi når 50 %. Bra!"
    >>> [text[s.start:s.end] for s in split(text)]
    ['I takt med att bl.a. den tekniken växer.', 'Vi når 50 %.', 'Bra!']
    """
    return tuple(
        Span(start=offset + start, end=offset + end)
        for raw_start, raw_end in _raw(text)
        for start, end in [_trim(text, raw_start, raw_end)]
        if any(character.isalnum() for character in text[start:end])
    )


def _raw(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if _is_boundary(text, start, match):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def _is_boundary(text: str, start: int, match: re.Match[str]) -> bool:
    if not _STARTS.match(text, match.end()):
        return False
    if not match.group().startswith("."):
        return True
    word = _last_word(text, start, match.start())
    if _INITIALS.fullmatch(word):
        return False
    if word in CLOSING or (word[:-1].isupper() and len(word) > len("I.")):
        return True
    if word.lower() in ABBREVIATIONS:
        return word.lower() in WORDS_TOO and not _NUMBER.match(text, match.end())
    return not (word[:-1].isdigit() and _opens(text, start, word))


def _last_word(text: str, start: int, end: int) -> str:
    """Return the word before a full stop and the stop itself; “bl. a.” comes back as “bl.a.”."""
    parts = text[max(start, end - _LOOK_BACK) : end].split()
    for count in range(min(_MOST_SPACED, len(parts)), 1, -1):
        joined = "".join(parts[-count:]).lstrip(_OPENING) + "."
        if joined in ABBREVIATIONS or joined in CLOSING:
            return joined
    word = parts[-1] if parts else ""
    return word[max(map(word.rfind, _OPENING)) + 1 :] + "."


def _opens(text: str, start: int, word: str) -> bool:
    """Tell whether the word is the first of its sentence: then it is a list number."""
    return text[start : start + _LOOK_BACK].lstrip(f" {_OPENING}").startswith(word)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    leading = _LEADING.match(text, start, end)
    if leading:
        start = leading.end()
    while start < end:
        trailing = _TRAILING.search(text, max(start, end - _LOOK_BACK), end)
        if not trailing and not text[end - 1].isspace():
            break
        end = trailing.start() if trailing else end - 1
    return start, end
