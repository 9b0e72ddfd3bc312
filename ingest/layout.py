"""Lines of plain text into paragraphs and items: the layout that a format without markup only hints at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.characters import drop_bullet

SLIDE_WIDTH = 1_000
"""A width no line reaches: slide text is wrapped, but a full line says nothing."""

_NUMBERED = re.compile(r"\d{1,3}[.)] \S")
_HYPHENED = re.compile(r"-\s+\S")
_ENDED = re.compile(r"[.!?:…][”\"')\]]*\s*$")
_COLON = re.compile(r":\s*$")
_DANGLING = re.compile(
    r"(?:,|[–-]|\b(?:och|eller|samt|att|som|av|för|i|på|till|med|om|från|vid|hos|utan))\s*$"
)
_SHORT_LINE = 30
_SENTENCE_LINE = 60
_PLAIN_WIDTH = 110
_FULL = 0.8
_DIVIDED = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, joined."""

    text: str
    item: bool = False
    after_blank: bool = True
    lines: int = 1
    last_line: str = ""
    """The last line as it stood, its trailing space kept: a sign of a soft wrap."""


def wrap_width(lines: Sequence[str]) -> int:
    """Return the width that a file's lines are wrapped at; 0 when a line is a whole paragraph.

    >>> wrap_width(["x" * 72] * 20 + ["kort"]), wrap_width(["x" * 400, "kort", "y" * 300])
    (72, 0)
    """
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths or lengths[-1] > _PLAIN_WIDTH:
        return 0
    return lengths[int(len(lengths) * 0.9) - 1] if lengths[-1] > _SENTENCE_LINE else 0


def paragraphs(lines: Sequence[str], *, width: int) -> tuple[Paragraph, ...]:
    """Join hard wraps: `width` is where lines are wrapped, 0 when each line is a paragraph of its own.

    >>> [p.text for p in paragraphs(["• Skapa samsyn", "", "• Utforska ", "", "tillsammans "], width=SLIDE_WIDTH)]
    ['Skapa samsyn', 'Utforska tillsammans']
    """
    divides = divides_words(lines)
    hyphens = sum(bool(_HYPHENED.match(line.strip())) for line in lines) > 1
    done: list[Paragraph] = []
    blanks = 1
    for line in lines:
        if not line.strip():
            blanks += 1
            continue
        opening = _opened(line, hyphens=hyphens, after_blank=blanks > 0)
        if done and not opening.item and _continues(done[-1], line.strip(), blanks=blanks, width=width):
            done[-1] = _joined(done[-1], line, divides=divides)
        else:
            done.append(opening)
        blanks = 0
    return tuple(done)


def join_lines(first: str, second: str, *, divides: bool = True) -> str:
    """Join two lines of one paragraph; where the file divides words at line ends, mend them.

    A hyphen stays where it belongs to the word: before a conjunction, after a capital, a digit or one letter.

    >>> join_lines("regionens sam-", "verkan"), join_lines("vård-", "och omsorg"), join_lines("inom e-", "hälsa")
    ('regionens samverkan', 'vård- och omsorg', 'inom e-hälsa')
    """
    first, second = first.rstrip(), second.lstrip()
    if re.search(r"(?:https?:|www\.)\S+[-/]$", first) or re.fullmatch(r"(?:https?://|www\.)\S+", first):
        return first + second
    if not re.search(r"\w-$", first) or not second[:1].islower():
        return f"{first} {second}"
    if re.match(r"(?:och|eller|samt|respektive|till|men)\b", second):
        return f"{first} {second}"
    if not divides or re.search(r"(?:[A-ZÅÄÖ\d]|(?<!\w)\w)-$", first):
        return first + second
    return first[:-1] + second


def divides_words(lines: Sequence[str]) -> bool:
    """Tell whether a file hyphenates: a rare hyphen at a line's end belongs to its word.

    >>> divides_words(["vården är sam-", "ordnad"]), divides_words(["tips-", *["en vanlig rad"] * 99])
    (True, False)
    """
    filled = [line for line in lines if line.strip()]
    return sum(bool(re.search(r"\w-\s*$", line)) for line in filled) > _DIVIDED * len(filled)


def goes_on(text: str) -> bool:
    """Tell whether a line can continue a sentence: it opens with a small letter and is no address.

    >>> goes_on("och omsorg"), goes_on("https://example.se")
    (True, False)
    """
    return text[:1].islower() and not re.match(r"https?:|www\.", text)


def is_dangling(text: str) -> bool:
    """Tell whether a text breaks off: at a comma, a dash or a word that needs a next one.

    >>> is_dangling("följs med hjälp av indikatorer och"), is_dangling("Skapa samsyn")
    (True, False)
    """
    return bool(_DANGLING.search(text))


def is_ended(text: str) -> bool:
    """Tell whether a text closes as a sentence does."""
    return bool(_ENDED.search(text))


def _opened(line: str, *, hyphens: bool, after_blank: bool) -> Paragraph:
    text, bullet = drop_bullet(line.strip())
    if hyphens and _HYPHENED.match(text):
        text, bullet = text[1:].strip(), True
    item = bullet or bool(_NUMBERED.match(text))
    return Paragraph(text=text, item=item, after_blank=after_blank, last_line=line)


def _joined(paragraph: Paragraph, line: str, *, divides: bool) -> Paragraph:
    text = join_lines(paragraph.text, line, divides=divides)
    return replace(paragraph, text=text.strip(), lines=paragraph.lines + 1, last_line=line)


def _continues(paragraph: Paragraph, line: str, *, blanks: int, width: int) -> bool:
    last = paragraph.last_line
    soft = last.endswith(" ") and bool(last.strip())
    lower = goes_on(line)
    if blanks:
        return bool(width) and blanks == 1 and lower and soft and not is_ended(last)
    if not lower:
        full = bool(width) and len(last.rstrip()) >= _FULL * width
        return full or (soft and is_dangling(last))
    if _COLON.search(last):
        return False
    if width:
        return soft or len(last) >= _SHORT_LINE
    begins_sentence = paragraph.text[:1].isupper()
    return not is_ended(last) and (soft or (len(last) >= _SENTENCE_LINE and begins_sentence))
