"""What the record's words make of a question's: whether they are known, and å, ä and ö where they were left out."""

import re
from collections.abc import Mapping
from functools import cached_property

from assistant.thesaurus import neighbours
from ingest.language import lemma

_WORD = re.compile(r"[A-Za-zÅÄÖåäö]+")
_FOLD = str.maketrans("åäöÅÄÖ", "aaoAAO")
_ENDINGS = ("", "n", "en", "t", "et", "na", "ar", "er", "or", "arna", "erna", "orna", "s", "ens", "ade", "at")
_SPOKEN = {
    "e": "är", "ä": "är", "å": "och", "o": "och", "mkt": "mycket", "mycke": "mycket", "nån": "någon", "nåt": "något", "nåra": "några",
    "sån": "sådan", "sånt": "sådant", "mej": "mig", "dej": "dig", "sej": "sig", "dom": "de", "enl": "enligt", "sa": "sade",
    "nånstans": "någonstans",
}  # fmt: skip
"""What is written as it is spoken."""
_WAS, _BE = (
    frozenset("när det hon han de den".split()),
    frozenset("ska kan få får att vill bör måste".split()),
)
_SHORTEST = 4
_MOST_OF_IT = 0.5
"""Least share of a compound that a known part must be."""
_PART = 5
"""Letters that a part of a compound must have."""


def as_written(question: str) -> str:
    """Return a question in written Swedish where it is spelt as it is spoken.

    >>> as_written("va e nära vård för mej?"), as_written("när va det, å va ska det va?")
    ('vad är nära vård för mig?', 'när var det, och vad ska det var?')
    """
    before = ""
    parts = []
    for part in re.split(r"(\w+)", question):
        lower = part.lower()
        if lower == "va":
            part = "var" if before in _WAS else "vara" if before in _BE else "vad"  # noqa: PLW2901  # the word as written
        parts.append(_SPOKEN.get(lower, part) if part == lower or len(part) > 1 else part)
        before = lower if lower.strip() else before
    return "".join(parts)


class Vocabulary:
    """The lemmas of a record, at one version.

    Args:
        lemmas: Every lemma that stands in it.
    """

    def __init__(self, lemmas: frozenset[str]) -> None:
        self._lemmas = lemmas
        self._judged: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a lemma stands in the record: itself, in a compound, or by a neighbour."""
        if word not in self._judged:
            self._judged[word] = self._stands(word)
        return self._judged[word]

    def names(self, text: str) -> bool:
        """Tell whether every word of a name stands in the record, as itself."""
        found = [word.lower() for word in _WORD.findall(text)]
        return bool(found) and all(word in self._lemmas or lemma(word) in self._lemmas for word in found)

    def restored(self, question: str) -> str:
        """Return a question with å, ä and ö put back in words that only stand in the record with them.

        >>> Vocabulary(frozenset({"målbild", "nära"})).restored("Vad ar malbilden for nara vard?")
        'Vad ar målbilden for nära vard?'
        """
        return _WORD.sub(lambda match: self._restored(match.group()), question)

    def _stands(self, word: str) -> bool:
        if word in self._lemmas or any(other in self._lemmas for other in neighbours(word)):
            return True
        if len(word) < _PART:
            return (
                any(other.endswith(word) and len(other) > len(word) + 2 for other in self._lemmas)
                and len(word) == _SHORTEST
            )
        return any(
            word in other or (len(other) >= max(_PART, len(word) * _MOST_OF_IT) and other in word)
            for other in self._lemmas
        )

    def _restored(self, word: str) -> str:
        lower = word.lower()
        if len(word) < _SHORTEST or lower != lower.translate(_FOLD) or lemma(lower) in self._lemmas:
            return word
        for ending in _ENDINGS:
            base = lower.removesuffix(ending) if ending else lower
            known = self._folded.get(base) if base + ending == lower else None
            if known:
                return known + ending
        return word

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """Lemmas that hold å, ä or ö, by how they look without."""
        return {
            word.translate(_FOLD): word
            for word in sorted(self._lemmas, reverse=True)
            if word != word.translate(_FOLD) and len(word) >= _SHORTEST
        }
