"""The small language in which rules say what they match: Swedish words with their endings, gaps and lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.wording.texts import SENTENCE_BREAK, Text
from ingest.documents import Span

Lists = Mapping[str, Sequence[str]]
"""Named lists of phrases that a pattern refers to as `{name}`."""

_PIECE = re.compile(r"\[|\]|[^\s\[\]]+")
_BUILT_IN = {
    "year": r"(?:19|20)\d\d",
    "future": r"20(?:2[89]|[3-9]\d)",
    "number": r"(?:\d[\d.,]*|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|tjugo|dussin)",
    "any": r"(?!(?:inte|ej|icke|aldrig|knappast) )[^ \n]+",
}
_DENIAL = r"(?!(?:inte|ej|icke|aldrig|knappast) (?!(?:bara|enbart|endast|blott|minst) )(?![^\n]* utan ))"
"""A gap stops at a denial, unless it is one that “utan” turns round."""
_CLAUSE_GAP = rf"(?:{_DENIAL}[^ ,;:.!?–—()\n]+ ){{0,%d}}?"
_SENTENCE_GAP = rf"(?:{_DENIAL}[^ ;.!?\n]+ ){{0,%d}}?"
_NEAR, _FAR = 7, 14
_AFTER_VOWEL = {
    "a": "(?:a|an|or|orna|er|ar|ade|at|ad|as|es|de|t)s?",
    "e": "(?:e|en|ena|et|na|n|ar|arna|er|erna)s?",
}
_ENDING = "(?:e?n|e?t|tt|[aeo]?r(?:na)?|na|n?a|e)?s?(?:[:’']s)?"


class PatternFault(ValueError):
    """A pattern cannot be read. The message is Swedish and names the pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a pattern matched, in the text's code points."""

    span: Span
    """What the finding marks."""
    whole: Span
    """All that the pattern took, subject and gaps included."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    source: str
    body: str
    """The regular expression, compiled when a text first needs it."""
    stems: tuple[str, ...]
    """Runs of letters of which one stands in every match: sentences without are not looked at."""

    @classmethod
    def read(cls, source: str, lists: Lists | None = None) -> "Pattern":
        """Compile a pattern.

        A word stands for itself with any regular ending; `=word` for exactly itself; `word*` and `*word` for
        compounds; `a|b` for either; `{name}` for the phrases of a list; `x?` for something that may be left
        out; `..` for a few words of the same clause and `...` for more, commas included; `!x` for “not
        followed by”, `^x` for “not after” (`^x_y` for two words); `<` and `>` for the beginning and end of the sentence. Square
        brackets enclose what is marked; without them, everything is.

        Raises:
            PatternFault: When a list is unknown, a bracket stands alone, or nothing is matched.

        >>> text = Text.read("Nära vården är en ny organisation.")
        >>> [text.text[hit.span.start : hit.span.end] for hit in Pattern.read("nära vård .. [ny organisation*]").hits(text)]
        ['ny organisation']
        """
        pieces = _PIECE.findall(source)
        if pieces.count("[") != pieces.count("]") or pieces.count("[") > 1:
            raise PatternFault(f"Mönstret {source!r} får bara ha en [ och en ].")
        if "[" in pieces and pieces.index("[") > pieces.index("]"):
            raise PatternFault(f"Mönstret {source!r} har sina hakparenteser i omvänd ordning.")
        if all(piece in {"[", "]", "..", "...", "<", ">"} for piece in pieces):
            raise PatternFault(f"Mönstret {source!r} innehåller inget ord.")
        marked = pieces if "[" in pieces else ["[", *pieces, "]"]
        body = "".join(_compiled(piece, lists or {}, source) for piece in marked)
        return cls(source, f"(?<= ){body}", _rarest(pieces, lists or {}))

    def hits(self, text: Text) -> Iterator[Hit]:
        """Return every place where the pattern matches, from the left, none overlapping."""
        for number in text.sentences_with(self.stems):
            yield from self.hits_in(text, number)

    def hits_in(self, text: Text, number: int) -> Iterator[Hit]:
        """Return the matches inside one sentence."""
        for match in _expression(self.body).finditer(
            text.encoded, text.bounds[number], text.bounds[number + 1]
        ):
            start, end = match.span("marked")
            if end > start:
                yield Hit(span=text.span(start, end), whole=text.span(match.start(), match.end()))


@cache
def _expression(body: str) -> re.Pattern[str]:
    return re.compile(body)


def _rarest(pieces: Sequence[str], lists: Lists) -> tuple[str, ...]:
    """Return the stems of the piece that is likely to stand in the fewest sentences: the one with the longest."""
    known = [stems for piece in pieces for stems in [_stems(piece, lists)] if stems]
    return max(known, key=lambda stems: (min(map(len, stems)), -len(stems)), default=(" ",))


def _stems(piece: str, lists: Lists) -> tuple[str, ...]:
    """Return what every match of a piece holds one of; empty where nothing is certain."""
    if (
        piece in {"[", "]", "..", "...", "<", ">"}
        or piece[0] in "^!"
        or (piece.endswith("?") and piece != "?")
    ):
        return ()
    stems: list[str] = []
    for part in piece.split("|"):
        if not part.startswith("{"):
            stems.append(_stem(part))
        elif part[1:-1] in _BUILT_IN:
            return ()
        else:
            for phrase in lists[part[1:-1]]:
                stems.extend(_rarest(phrase.split(), lists))
    return () if "" in stems else tuple(dict.fromkeys(stems))


def _stem(part: str) -> str:
    word = part.strip("*=") or part
    loses = part[0] != "=" and not part.endswith("*") and len(word) > 3 and word[-1] in _AFTER_VOWEL  # noqa: PLR2004  # as in `inflected`
    return word[:-1] if loses else word


_MARKS = {
    "[": "(?P<marked>",
    "]": ")",
    "..": _CLAUSE_GAP % _NEAR,
    "...": _SENTENCE_GAP % _FAR,
    "<": rf"(?<={SENTENCE_BREAK} )",
    ">": rf"(?=(?:[.!:”\"»)] )*{SENTENCE_BREAK} )",
}


def _compiled(piece: str, lists: Lists, source: str) -> str:
    if piece in _MARKS:
        return _MARKS[piece]
    sign, rest = piece[0], piece[1:]
    if sign == "^" and rest:
        return "".join(f"(?<! {re.escape(word.replace('_', ' '))} )" for word in rest.split("|"))
    if sign == "!" and rest:
        return f"(?!{_either(rest, lists, source)})"
    if piece.endswith("?") and len(piece) > 1:
        return f"(?:{_either(piece[:-1], lists, source)})?"
    return _either(piece, lists, source)


def _either(piece: str, lists: Lists, source: str) -> str:
    return f"(?:{'|'.join(_alternative(part, lists, source) for part in piece.split('|'))})"


def _alternative(part: str, lists: Lists, source: str) -> str:
    """Return one alternative; every word takes the blank after it."""
    if part.startswith("{") and part.endswith("}"):
        name = part[1:-1]
        if name in _BUILT_IN:
            return f"{_BUILT_IN[name]} "
        if name not in lists:
            raise PatternFault(f"Mönstret {source!r} nämner listan {name!r}, som inte finns.")
        return "|".join(
            "".join(_compiled(word, lists, source) for word in phrase.split()) for phrase in lists[name]
        )
    return f"{_word(part)} "


def _word(part: str) -> str:
    if part.startswith("=") and len(part) > 1:
        return re.escape(part[1:])
    head, stem, tail = part.startswith("*"), part.strip("*"), part.endswith("*")
    before = r"[^ \n]*" if head else ""
    if tail:
        return f"{before}{re.escape(stem)}[^ \\n]*"
    return before + inflected(stem)


def inflected(word: str) -> str:
    """Return an expression for a word with any regular Swedish ending, genitive included.

    >>> re.fullmatch(inflected("mottagare"), "mottagarnas") is not None, re.fullmatch(inflected("bruk"), "brukare")
    (True, None)
    """
    if not word[-1:].isalpha():
        return re.escape(word)
    if len(word) > 3 and word[-1] in _AFTER_VOWEL:  # noqa: PLR2004  # shorter words have no stem to speak of
        return re.escape(word[:-1]) + _AFTER_VOWEL[word[-1]]
    doubled = f"{word[-1]}?" if word[-1] in "mn" else ""
    return re.escape(word) + doubled + _ENDING
