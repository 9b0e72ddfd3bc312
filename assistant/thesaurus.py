"""Other words for a question's words: what people call the same thing, and English words for Swedish ones."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ingest.language import lemma

DISCOUNT = 0.7
"""What a neighbour counts against the word itself."""


_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Any]:
    return tomllib.loads(files("corpus").joinpath("language", "synonyms.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _neighbours() -> Mapping[str, frozenset[str]]:
    known = _known()
    found: dict[str, set[str]] = {}
    for group in known["groups"]:
        own = tuple(map(lemma, group.split()))
        for word in own:
            found.setdefault(word, set()).update(other for other in own if other != word)
    for english, swedish in known["english"].items():
        found.setdefault(lemma(english), set()).update(map(lemma, swedish.split()))
    return {word: frozenset(others) for word, others in found.items()}


def neighbours(word: str) -> frozenset[str]:
    """Return the lemmas that mean much the same as one.

    >>> "besluta" in neighbours("bestämma"), neighbours("xyz") == frozenset()
    (True, True)
    """
    return _neighbours().get(word, frozenset())


def in_swedish(question: str) -> str:
    """Return an English question with the field's words in Swedish, as dictionary forms.

    >>> in_swedish("What is near care?")
    'What is nära vård?'
    """
    english: Mapping[str, str] = _known()["english"]
    return _WORD.sub(lambda match: english.get(match[0].lower(), match[0]).split()[0], question)


def further(lemmas: Sequence[str]) -> tuple[str, ...]:
    """Return the neighbours of all these lemmas, without the lemmas themselves, each once."""
    every = (other for word in lemmas for other in sorted(neighbours(word)))
    return tuple(dict.fromkeys(other for other in every if other not in lemmas))
