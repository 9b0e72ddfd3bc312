"""What is said of a text as a whole: its language, how heavy it is, and whether its words for people hold together."""

import re
from collections.abc import Iterator

from assistant.vocabulary import word_list
from assistant.wording.findings import Readability
from assistant.wording.patterns import inflected
from assistant.wording.rules import Rule
from assistant.wording.texts import Text
from ingest.documents import Span

LANGUAGES = ("svenska", "engelska", "norska", "danska", "tyska", "finska", "franska")
_ENOUGH_WORDS = 6
"""Fewer words are taken for Swedish: a heading says too little."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONG = 6
"""LIX counts words of more letters than these as long."""
_LEAST_FOR_LIX = 100
"""Words from which a LIX says something about a text."""
_JOINED = re.compile(r"^\s*(?:och|eller|samt|/|,)\s*(?:\w+s?\s+)?$", re.IGNORECASE)


def other_language(text: Text) -> str | None:
    """Return the Swedish name of the language a text is in, where that is not Swedish.

    >>> other_language(Text.read("The care of the future is close to the people and to their homes."))
    'engelska'
    """
    words = [word.lower() for word in _WORD.findall(text.text)]
    if len(words) < _ENOUGH_WORDS:
        return None
    hits = {
        language: sum(word in known for word in words)
        for language in LANGUAGES
        for known in [frozenset(word_list("languages", language))]
    }
    most = max(hits, key=lambda language: hits[language])
    return most if hits[most] > 2 * hits["svenska"] and hits[most] > 1 else None


def readability(text: Text) -> Readability:
    """Return the LIX of a text, with every heading and list item counted as a sentence."""
    words = _WORD.findall(text.text)
    sentences = max(len(text.sentences), 1)
    long = sum(len(word) > _LONG for word in words)
    lix = round(len(words) / sentences + 100 * long / len(words)) if words else None
    return Readability(lix=lix, words=len(words), sentences=len(text.sentences))


def heavy(rule: Rule, text: Text) -> Iterator[Span]:
    """Return the longest sentence of a text whose LIX is above the rule's limit."""
    measured = readability(text)
    if measured.lix is not None and measured.words >= _LEAST_FOR_LIX and measured.lix > rule.limit:
        yield max(text.sentences, key=lambda sentence: sentence.end - sentence.start)


def mixed(rule: Rule, text: Text) -> Iterator[Span]:
    """Return the word with which a text begins to use too many words for the same people.

    Words joined by “och”, as “patienter och brukare”, count as one way of naming them.
    """
    ways: set[str] = set()
    last: tuple[int, str] | None = None
    for span, word in _words_for_people(rule, text):
        joined = last is not None and _JOINED.match(text.text[last[0] : span.start])
        way = last[1] if joined and last is not None else word
        last = (span.end, way)
        known = way in ways
        ways.add(way)
        if not known and len(ways) >= rule.limit:
            yield span
            return


def _words_for_people(rule: Rule, text: Text) -> Iterator[tuple[Span, str]]:
    expression = "|".join(
        f"(?P<w{number}>{'|'.join(map(inflected, group))})" for number, group in enumerate(rule.words)
    )
    for match in re.finditer(rf"(?<![\w-])(?:{expression})(?![\w-])", text.text, re.IGNORECASE):
        span = Span(start=match.start(), end=match.end())
        if not text.is_quoted(span):
            yield span, str(match.lastgroup)
