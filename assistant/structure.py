"""How a passage is built: statements on their own, and members gathered under the line that announces them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.documents import BlockKind, Sentence
from ingest.language import is_present_verb, words

MOST_WORDS_OF_A_LABEL = 8

MOST_OF_A_RUN = 50
"""Words at most of sentences that lean on each other."""
_FEWEST_ALONE = 6
"""Words that a sentence must have to stand alone."""
_LEANING = re.compile(
    r"(?:de|det|den|detta|dessa|han|hon|även\s+det(?:ta)?|därför|därefter|dessutom|samtidigt|resten)\b(?!\s+som\b)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<label>[^.:–]{2,60}?)\s?[–-]\s")
"""“Chef – Uppmuntra till …”: a line that opens with whom or what it is about."""
_MORE_THAN_A_NAME = re.compile(r"\d|\s[–-]\s|[.:!?…,;][”\"’')\]]*$")
"""A figure, a dash that explains, or the end of a sentence."""

Line = tuple[Sentence, ...]
"""The sentences of one block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that are read together."""

    lead: Line = ()
    """What announces the members: a line with a colon, or a bare label such as the name of a group in speaker notes."""
    members: tuple[Line, ...]
    is_list: bool = False
    """True when the members are items of a list, or stand under a lead."""


def groups(sentences: Sequence[Sentence], text: str) -> tuple[Group, ...]:
    """Return a passage's lines in order, those under a lead gathered.

    Args:
        sentences: The passage's, in reading order.
        text: The document's, that offsets refer to.
    """
    return tuple(_gathered(_entries(lines(sentences, text), text), text))


def _entries(every: Sequence[Line], text: str) -> tuple[Line, ...]:
    """Join what goes on under a labelled line, where the lines around it are labelled too."""
    labelled = {line for line in every if label_of(words_of(line, text))}
    if len(labelled) < 2:  # noqa: PLR2004  # one dash is no pattern
        return tuple(every)
    joined: list[Line] = []
    for line in every:
        under = joined and joined[-1][0] in {entry[0] for entry in labelled} and line not in labelled
        if (
            under
            and _belongs(line, joined[-1])
            and line[0].kind is BlockKind.PARAGRAPH
            and not _names(line, text)
        ):
            joined[-1] = (*joined[-1], *line)
        else:
            joined.append(line)
    return tuple(joined)


def _names(line: Line, text: str) -> bool:
    own = words_of(line, text)
    return own.endswith(":") or is_label(own)


def lines(sentences: Sequence[Sentence], text: str) -> tuple[Line, ...]:
    """Return the sentences block by block: blocks are divided by a line break."""
    found: list[Line] = []
    for sentence in sentences:
        if found and "\n" not in text[found[-1][-1].end : sentence.start]:
            found[-1] = (*found[-1], sentence)
        else:
            found.append((sentence,))
    return tuple(found)


def runs(line: Line, text: str) -> Iterator[Line]:
    """Yield each sentence with those that lean on it, and with the one that it leans on itself.

    “De har skapat ett system …” says nothing without the sentence before it.
    """
    for number, _ in enumerate(line):
        first = number - 1 if number and _leans(line[number], text) else number
        last = number + 1
        while (
            last < len(line)
            and _leans(line[last], text)
            and _count(line[first : last + 1], text) <= MOST_OF_A_RUN
        ):
            last += 1
        yield line[first:last]


def _leans(sentence: Sentence, text: str) -> bool:
    own = text[sentence.start : sentence.end]
    return _LEANING.match(own) is not None or len(own.split()) < _FEWEST_ALONE


def _count(line: Line, text: str) -> int:
    return len(words_of(line, text).split())


def words_of(line: Line, text: str) -> str:
    """Return a line's own characters."""
    return text[line[0].start : line[-1].end]


def label_of(line: str) -> str | None:
    """Return whom or what a line says that it is about, None when it does not.

    >>> label_of("Chef – Uppmuntra till delaktighet."), label_of("Vården ges på nya sätt.")
    ('Chef', None)
    """
    found = _ENTRY.match(line)
    return found["label"] if found and len(found["label"].split()) <= MOST_WORDS_OF_A_LABEL else None


@lru_cache(maxsize=10_000)
def labels(text: str) -> tuple[str, ...]:
    """Return the labels in a passage: what its lines say that they are about, and bare names above others."""
    every = text.split("\n")
    named = (label_of(line) or (line if is_label(line) and len(line.split()) > 0 else None) for line in every)
    return tuple(name for name in named if name)


@lru_cache(maxsize=50_000)
def is_label(line: str) -> bool:
    """Tell whether a line only names what follows: short, unended, without a verb in the present.

    >>> is_label("Beredningsgrupperna"), is_label("Samarbetar sinsemellan vid behov"), is_label("Det finns tre.")
    (True, False, False)
    """
    found = words(line)
    short = 0 < len(found) <= MOST_WORDS_OF_A_LABEL
    return short and not _MORE_THAN_A_NAME.search(line) and not any(map(is_present_verb, found))


def _gathered(every: Sequence[Line], text: str) -> Iterator[Group]:
    lead: Line = ()
    run: list[Line] = []
    for number, line in enumerate(every):
        following = every[number + 1] if number + 1 < len(every) else None
        opens = following is not None and _leads(line, following, text)
        if run and (opens or not _belongs(line, run[-1])):
            yield from _finished(lead, run)
            lead, run = (), []
        if opens:
            if lead:
                yield from _finished((), [lead])
            if line[:-1] and not is_label(words_of(line, text)):
                yield from _finished((), [line[:-1]])
                line = line[-1:]  # noqa: PLW2901  # only the sentence with the colon announces
            lead = line
        elif lead and not run and not _under(line, lead):
            yield from _finished((), [lead])
            lead, run = (), [line]
        else:
            run.append(line)
    yield from _finished(lead, run)


def _finished(lead: Line, run: Sequence[Line]) -> Iterator[Group]:
    if not run:
        if lead:
            yield Group(members=(lead,))
    elif lead or (len(run) > 1 and run[0][0].kind is BlockKind.ITEM):
        yield Group(lead=lead, members=tuple(run), is_list=True)
    else:
        yield from (Group(members=(line,)) for line in run)


def _leads(line: Line, following: Line, text: str) -> bool:
    """Tell whether a line announces the next: by a colon, or as a bare label in running text."""
    if line[0].place != following[0].place:
        return False
    own = words_of(line, text)
    if own.endswith(":"):
        return line[0].kind is not BlockKind.ITEM or following[0].kind is BlockKind.ITEM
    return line[0].kind is BlockKind.PARAGRAPH and following[0].kind is BlockKind.PARAGRAPH and is_label(own)


def _under(line: Line, lead: Line) -> bool:
    return line[0].place == lead[0].place


def _belongs(line: Line, last: Line) -> bool:
    """Tell whether a line goes on with the run that the last one stands in."""
    return line[0].place == last[0].place and line[0].kind is last[0].kind
