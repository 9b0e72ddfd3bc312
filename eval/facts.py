"""Whether an expected fact stands in a text: by its content lemmas, without a judge model."""

import re
from collections.abc import Collection
from functools import lru_cache

import simplemma

COVERED = 0.7
"""Least share of a fact's content lemmas that must stand in the text."""

_STOP = frozenset(
    "och att det som en ett i på är av för med till den de om vi har kan ska vad vilka vilken vilket hur när var vem man jag mig inte "
    "eller från så då ni du sig sin sitt sina där också the of and to a in ca t ex enligt samt".split()
)
_WORD = re.compile(r"[0-9a-zåäöé]+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")
_ASIDE = re.compile(r"\([^)]*\)")
_LONG, _STEM, _ENDING = 5, 5, 3
"""Letters: longer lemmas also match by their beginning, at least so long, an ending left off."""


def is_covered(fact: str, text: str) -> bool:
    """Tell whether a fact stands in a text: at least 70 % of its content lemmas do, endings and compounds allowed for.

    >>> is_covered("nio nyckelord", "Nyckelorden är nio."), is_covered("nio nyckelord", "Det finns nyckelord.")
    (True, False)
    """
    fact = _ASIDE.sub("", fact)
    wanted = frozenset(_lemmas(fact))
    if not wanted:
        return bool(re.search(re.escape(fact.strip().lower()), text.lower()))
    have = frozenset(_lemmas(text))
    return sum(_stands(lemma, have) for lemma in wanted) / len(wanted) >= COVERED


@lru_cache(maxsize=4_000)
def _lemmas(text: str) -> tuple[str, ...]:
    words = _WORD.findall(_THOUSANDS.sub("", text.lower()))
    return tuple(_lemma(word) for word in words if word not in _STOP)


@lru_cache(maxsize=50_000)
def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="sv", greedy=True)).lower()


def _stands(lemma: str, have: Collection[str]) -> bool:
    if lemma in have:
        return True
    stem = lemma[: max(_STEM, len(lemma) - _ENDING)]
    return len(lemma) > _LONG and any(other.startswith(stem) for other in have)
