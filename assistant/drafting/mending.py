"""Misprints of the sources: known ones, missing blanks after hyphens, and unknown words one letter from a common one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import simplemma

from ingest.language import words

_WORD = re.compile(r"[A-Za-zÅÄÖåäöéÉ]+")
_HYPHEN = re.compile(r"\b(\w{3,})-och\b")
_BEFORE_STOP = re.compile(r"(?<=\w) +([.,;])(?=\s|$)")
_SHORTEST = 7
"""Letters: shorter words have too many neighbours."""
_COMMON = 3
"""How often a word must stand in the sources to be what another was meant to be."""
_ENDING = 2
"""Letters at the end where a difference is inflection."""


class Mender:
    """Mends what is plainly misprinted.

    Args:
        known: What to write instead, by misprint.
        texts: Every stored text: what is common there is right.
    """

    def __init__(self, known: Mapping[str, str], texts: Iterable[str] = ()) -> None:
        self._known = {
            re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)"): right for wrong, right in known.items()
        }
        self._counts = Counter(word for text in texts for word in words(text))

    def mended(self, text: str) -> str:
        """Return a text with its misprints mended; unchanged where there are none.

        >>> Mender({"behhov": "behov"}).mended("De behhov av hälso-och sjukvård som finns .")
        'De behov av hälso- och sjukvård som finns.'
        """
        for wrong, right in self._known.items():
            text = wrong.sub(right, text)
        text = _BEFORE_STOP.sub(r"\1", _HYPHEN.sub(r"\1- och", text))
        return _WORD.sub(lambda match: self._meant(match.group()), text)

    def _meant(self, word: str) -> str:
        lower = word.lower()
        if len(word) < _SHORTEST or self._counts[lower] != 1 or simplemma.is_known(lower, lang="sv"):
            return word
        close = [
            other
            for other, count in self._counts.items()
            if count >= _COMMON and one_letter_apart(lower, other)
        ]
        if len(close) != 1:
            return word
        return close[0].capitalize() if word[0].isupper() else close[0]


def one_letter_apart(word: str, other: str) -> bool:
    """Tell whether one letter more, less or other makes one word the other, the ending left alone.

    >>> one_letter_apart("länsstyrguppen", "länsstyrgruppen"), one_letter_apart("individen", "individer")
    (True, False)
    """
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if start is None or start >= min(len(word), len(other)) - _ENDING:
        return False
    return word[start + (len(word) >= len(other)) :] == other[start + (len(other) >= len(word)) :]
