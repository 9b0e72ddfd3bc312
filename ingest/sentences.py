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

CLOSING = frozenset("m.m. mm. osv. o.s.v. m.fl. mfl. e.d. o.d. e.dyl. o.dyl. odyl. etc.".split())
"""Abbreviations that usually close a sentence when a capital letter follows."""

_INITIAL_LENGTH = len("A.")
_END = re.compile(r"[.!?…]+[”\"’')\]»]*(?=\s)")
_STARTS = re.compile(r"\s+[”\"’'(\[«–—-]*\s?[A-ZÅÄÖÉÜ0-9(•]")
_LAST_WORD = re.compile(r"[^\s(”\"'\[]+$")
_LEADING = re.compile(
    r"(?:\s+|\d{1,2}[.)]\s+|[a-zA-Z]\)\s+|[•·–—\-*]\s+|\(klicka\)\s*|klicka:?\s+(?=[A-ZÅÄÖ]))+", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:\s+|\(klicka\))+$", re.IGNORECASE)


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
    before = _LAST_WORD.search(text, start, match.start())
    word = (before.group() if before else "") + "."
    if word in CLOSING or (len(word) > _INITIAL_LENGTH and word[:-1].isupper()):
        return True
    if word.lower() in ABBREVIATIONS or _is_initial(word):
        return False
    return not (word[:-1].isdigit() and _opens(text, start, word))


def _opens(text: str, start: int, word: str) -> bool:
    """Tell whether the word is the first of its sentence: then it is a list number."""
    return text[start:].lstrip(' ”"(').startswith(word)


def _is_initial(word: str) -> bool:
    return len(word) == _INITIAL_LENGTH and word[0].isupper() and word[0] not in "ÅÖI"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    leading = _LEADING.match(text, start, end)
    if leading:
        start = leading.end()
    trailing = _TRAILING.search(text, start, end)
    return start, trailing.start() if trailing else end
