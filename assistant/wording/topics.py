"""What “det” stands for: a sentence or list item that goes on about nära vård without naming it again."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

_TOPIC = re.compile(r"\bnära (?:vård|hälsa)", re.IGNORECASE)
_OLDER = re.compile(r"när(?:sjuk)?(vård(?:en|ens|s)?)")
_SUBJECT = ("nära", "vård")
_COPULA = "är"
_PRONOUNS = frozenset("det den detta".split())
_VERBS = frozenset("är blir innebär betyder handlar ersätter bildar utgör heter kallas".split())
_COMPLEMENTS = frozenset("en ett samma detsamma bara endast enbart ny nytt nya primärvården".split())
_EARLY = 5
"""Words from the beginning of a sentence within which the pronoun is its subject."""


class _Line(Protocol):
    """What is known of the line that a sentence stands in."""

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        ...

    @property
    def item(self) -> bool:
        """Whether it is a list item."""
        ...


def understood(words: Sequence[str], before: str, *, item: bool) -> tuple[int, tuple[str, ...]]:
    """Return the subject that is understood, and the number of the word that it stands before; none is empty.

    >>> understood(("det", "är", "primärvården"), "Vad är nära vård?", item=False)
    (0, ('nära', 'vård'))
    >>> understood(("en", "ny", "nivå"), "Vad är nära vård?", item=False)
    (0, ('nära', 'vård', 'är'))
    >>> understood(("en", "ny", "nivå"), "Nära vård i korthet", item=True)
    (0, ('nära', 'vård', 'är'))
    """
    if not words or not _TOPIC.search(before) or _TOPIC.search(" ".join(words)):
        return 0, ()
    if item or before.rstrip().endswith("?"):
        complement = (_COPULA,) if words[0] in _COMPLEMENTS else ()
        if complement or words[0] in _VERBS:
            return 0, (*_SUBJECT, *complement)
        if item:
            return 0, ()
    for number, (word, following) in enumerate(pairwise(words[: _EARLY + 1])):
        if word in _PRONOUNS and following in _VERBS:
            return number, _SUBJECT
        if word in _VERBS and following in _PRONOUNS:
            return number + 1, _SUBJECT
    return 0, ()


def told_newly(word: str) -> tuple[str, ...]:
    """Return a word as rules about nära vård know it: the older words for it are taken for it.

    >>> told_newly("närsjukvården"), told_newly("närmast")
    (('nära', 'vården'), ('närmast',))
    """
    older = _OLDER.fullmatch(word)
    return ("nära", older[1]) if older else (word,)


def carried(before: str, sentence: str, line: _Line) -> str:
    """Return the words that the next sentence may refer back to: a list's heading holds for all its items."""
    return before if line.item and _TOPIC.search(before) else sentence
