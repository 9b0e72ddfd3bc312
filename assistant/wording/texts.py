"""A text as the wording check reads it: sentences, words, and what is quoted or no prose at all."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.wording import topics
from ingest import sentences
from ingest.documents import Span

SENTENCE_BREAK = "\n"
"""Divides the sentences of `Text.encoded`."""

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+"  # addresses, one token each
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*"  # 8 766, 12,5
    r"|[^\W\d_]+(?:\.[^\W\d_]+)+\.?"  # t.ex.
    r"|\w+(?:[:’'-]\w+)*[-–]?(?!\w)"  # SKL:s, nära-vård, hälso-
    r"|[^\w\s]"
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_HEADING = re.compile(r"\s*#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[•·▪*+-]|\d{1,2}[.)])\s")
_ENDS = re.compile(r"[.!?:…][”\"’'»)\]]*\s*$")
_ALL_IN_A_TITLE = 12
"""Words in the longest line without a full stop that is taken for a heading."""

_PAIRS = (
    re.compile(r"”[^”“\n]{1,600}”"), re.compile(r"[“„][^”“\n]{1,600}[”“]"), re.compile(r"\"[^\"\n]{1,600}\""),
    re.compile(r"»[^»«\n]{1,600}[«»]"), re.compile(r"«[^»«\n]{1,600}»"),
    re.compile(r"(?<!\w)[’'‘](?!\s)[^’'‘\n]{2,600}(?<!\s)[’'](?!\w)"), re.compile(r"`[^`\n]+`"),
)  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
"""Addresses are left alone as quotations are."""
_SPOKEN = re.compile(r"\s*[–—]\s")
_SPOKEN_BY_HYPHEN = re.compile(r"\s*-\s")
_SAYS = re.compile(
    r",\s+(?:säger|sa|sade|berättar|berättade|menar|menade|förklarar|förklarade|konstaterar|konstaterade|"
    r"tycker|tyckte|svarar|svarade|fortsätter|tillägger|undrar|frågar|skriver)\b"
)
_REPLY = re.compile(r"\s*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the text: a paragraph, a list item or a heading."""

    start: int
    end: int
    heading: bool
    item: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text, cut once for all rules. Offsets are code points of `text`."""

    text: str
    lines: tuple[Line, ...]
    sentences: tuple[Span, ...]
    tokens: tuple[Span, ...]
    encoded: str
    """Lower-case tokens with one blank around each; sentences divided by a line break token.

    Where “det” stands for the subject of the sentence before, the subject stands there too.
    """
    positions: tuple[int, ...]
    """Where each token begins in `encoded`; a sentence break counts as a token of no width."""
    origins: tuple[int, ...]
    """For each of `positions`, the number of the token; -1 for a sentence break."""
    bounds: tuple[int, ...]
    """Where each sentence begins in `encoded`, and where the last one ends."""
    quoted: tuple[Span, ...]
    """By where they begin; none goes beyond its line."""
    dated: int | None
    """The year that the text says it was published or decided in; None where it says none."""

    @classmethod
    def read(cls, text: str) -> "Text":
        """Cut a text into lines, sentences and tokens.

        >>> read = Text.read("SKL:s plan. ”Landstinget” sa nej.")
        >>> [read.text[s.start : s.end] for s in read.tokens][:3], [read.text[s.start : s.end] for s in read.quoted]
        (['SKL:s', 'plan', '.'], ['”Landstinget”'])
        """
        lines = tuple(_lines(text))
        spans = tuple(
            span for line in lines for span in sentences.split(text[line.start : line.end], line.start)
        )
        encoder = _Encoder()
        before = ""
        for line, sentence in _lined(lines, spans):
            before = encoder.add(text, sentence, line, before)
        return cls(
            text=text,
            lines=lines,
            sentences=spans,
            tokens=tuple(encoder.tokens),
            encoded="".join(encoder.pieces),
            positions=tuple(encoder.positions),
            origins=tuple(encoder.origins),
            bounds=tuple(encoder.bounds),
            quoted=tuple(sorted(_quotations(text, lines), key=lambda quote: quote.start)),
            dated=_dated(text, lines),
        )

    def span(self, start: int, end: int) -> Span:
        """Return the run of the text that a run of `encoded` stands for, blanks at its edges left out."""
        first = bisect_right(self.positions, start) - 1
        last = bisect_right(self.positions, max(start, end - 2)) - 1
        return Span(start=self.tokens[self.origins[first]].start, end=self.tokens[self.origins[last]].end)

    def sentences_with(self, stems: Sequence[str]) -> Sequence[int]:
        """Return the numbers of the sentences in which any of some runs of letters stands, in order."""
        found: set[int] = set()
        for stem in stems:
            at = self.encoded.find(stem)
            while at >= 0:
                number = bisect_right(self.bounds, at) - 1
                found.add(number)
                at = self.encoded.find(stem, self.bounds[min(max(number, 0) + 1, len(self.bounds) - 1)])
                if number + 1 >= len(self.bounds):
                    break
        return sorted(number for number in found if 0 <= number < len(self.bounds) - 1)

    def number_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset stands in, or of the nearest before it."""
        return max(bisect_right(self.sentences, offset, key=lambda span: span.start) - 1, 0)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that an offset stands in, or the nearest before it."""
        index = bisect_right(self.sentences, offset, key=lambda span: span.start) - 1
        return self.sentences[max(index, 0)] if self.sentences else Span(start=0, end=len(self.text))

    def line_at(self, offset: int) -> Line:
        """Return the line that an offset stands in."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)]

    def above(self, line: Line) -> Line | None:
        """Return the line that introduces another: the one above it, or above the list that it belongs to."""
        index = bisect_right(self.lines, line.start, key=lambda other: other.start) - 2
        while line.item and index >= 0 and self.lines[index].item:
            index -= 1
        return self.lines[index] if index >= 0 else None

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a run stands inside quotation marks, a spoken line or a quoted reply."""
        line = self.line_at(span.start)
        number = bisect_right(self.quoted, span.start, key=lambda quote: quote.start)
        while number and self.quoted[number - 1].start >= line.start:
            number -= 1
            if span.end <= self.quoted[number].end:
                return True
        return False

    def words_of(self, span: Span) -> tuple[str, ...]:
        """Return the lower-case words of a run."""
        return tuple(word.lower() for word in _words(self.text[span.start : span.end]))


_WORDS = re.compile(r"[^\W_]+(?:[:’'-][^\W_]+)*")


class _Encoder:
    """Puts the encoded text together, sentence by sentence."""

    def __init__(self) -> None:
        self.tokens: list[Span] = []
        self.pieces, self.positions, self.origins = [f" {SENTENCE_BREAK} "], [0], [-1]
        self.at = len(self.pieces[0])
        self.bounds = [self.at]

    def add(self, text: str, sentence: Span, line: Line, before: str) -> str:
        """Add a sentence; return what the next one may refer back to."""
        matches = tuple(_TOKEN.finditer(text, sentence.start, sentence.end))
        words = tuple(re.sub(r"\s", "", match.group()).lower() for match in matches)
        place, subject = topics.understood(words, before, item=line.item)
        for number, (match, word) in enumerate(zip(matches, words, strict=True)):
            for piece in (*(subject if number == place else ()), *topics.told_newly(word)):
                self._put(piece, len(self.tokens))
            self.tokens.append(Span(start=match.start(), end=match.end()))
        self._put(SENTENCE_BREAK, -1)
        self.bounds.append(self.at)
        return topics.carried(before, text[sentence.start : sentence.end], line)

    def _put(self, piece: str, origin: int) -> None:
        self.positions.append(self.at)
        self.origins.append(origin)
        self.pieces.append(f"{piece} ")
        self.at += len(piece) + 1


def _words(text: str) -> Sequence[str]:
    return _WORDS.findall(text)


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        if match.group().strip():
            yield Line(
                start=match.start(), end=match.end(),
                heading=_is_heading(match.group()), item=_ITEM.match(match.group()) is not None,
            )  # fmt: skip


def _is_heading(line: str) -> bool:
    if _HEADING.match(line):
        return True
    return not _ITEM.match(line) and not _ENDS.search(line) and len(_words(line)) <= _ALL_IN_A_TITLE


def _lined(lines: Sequence[Line], spans: Sequence[Span]) -> Iterator[tuple[Line, Span]]:
    """Return every sentence with its line."""
    number = 0
    for span in spans:
        while lines[number].end <= span.start:
            number += 1
        yield lines[number], span


def _dated(text: str, lines: Sequence[Line]) -> int | None:
    """Return the year of a line such as “Publicerad: 23 januari 2019” at the beginning or end of a text."""
    for line in (*lines[:_DATE_LINES], *lines[-_DATE_LINES:]):
        found = _DATED.match(text, line.start, line.end)
        if found:
            return int(found[1])
    return None


_DATE_LINES = 5
_DATED = re.compile(
    r"\s*(?:Publicera[dt]|Datum|Uppdatera[dt]|Senast ändra[dt]|Sidan uppdaterad|Beslutad|Fastställd)\b[^\n]{0,30}?((?:19|20)\d\d)",
    re.IGNORECASE,
)


def _quotations(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    for number, line in enumerate(lines):
        own = text[line.start : line.end]
        if _REPLY.match(own):
            yield Span(start=line.start, end=line.end)
            continue
        if _is_spoken(text, lines, number):
            yield from _speech(text, line)
        for pattern in (*_PAIRS, _ADDRESS):
            for match in pattern.finditer(text, line.start, line.end):
                yield Span(start=match.start(), end=match.end())


def _is_spoken(text: str, lines: Sequence[Line], number: int) -> bool:
    """Tell speech from a list: a lone line after a dash, or one that says who speaks."""
    own = text[lines[number].start : lines[number].end]
    if _SPOKEN_BY_HYPHEN.match(own):
        return _SAYS.search(own) is not None
    if not _SPOKEN.match(own):
        return False
    beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    alone = not any(_SPOKEN.match(text, other.start, other.end) for other in beside)
    return alone or _SAYS.search(own) is not None


def _speech(text: str, line: Line) -> Iterator[Span]:
    """Return what is said: who says it, from the comma to the end of that sentence, is the writer's own."""
    start = line.start
    for match in _SAYS.finditer(text, line.start, line.end):
        yield Span(start=start, end=match.start())
        stop = re.compile(r"[.!?](?=\s|$)").search(text, match.end(), line.end)
        start = stop.end() if stop else line.end
    yield Span(start=start, end=line.end)
