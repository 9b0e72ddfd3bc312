"""Whether a run of words is a whole Swedish sentence: a subject, and a finite verb outside any relative clause."""

import re

from ingest.language import is_present_verb, lemma, words

STOPS = (".", "!", "?", "…", ".”", "?”", "!”", ".)")
"""What a sentence ends with."""
_STRONG = frozenset("är har kan ska får finns behöver måste bör blir vill innebär ger gör sker".split())
"""Verbs that no noun looks like."""
_PAST = frozenset("var blev hade fick kom gav tog".split())
_NOT_ORDERS = frozenset("ofta alla båda samma andra flera hälsa skola".split())
_IMPERATIVES = frozenset(
    "skriv läs se tänk välj använd kom låt ge ta håll undvik säg kalla fråga observera klicka".split()
)
_PLURAL = re.compile(r"\w{4,}or|fler")
"""“Sköterskor” and “fler”: verbs in -or are shorter."""


def is_sentence(text: str) -> bool:
    """Tell whether a text has a finite verb before any relative clause, and a subject before the verb.

    >>> is_sentence("Vården ges på nya sätt."), is_sentence("Högt insjuknande i sjukdomar som går att förebygga")
    (True, False)
    """
    found = words(text)
    if not found or (is_finite(found[0]) and not text.rstrip().endswith("?")):
        return False
    if _orders(found[0]):
        return False
    if not text.endswith(STOPS) and _STRONG.isdisjoint(found):
        return False  # a bullet: nouns look like verbs there
    before = found[: found.index("som")] if "som" in found and not text.endswith(STOPS) else found
    return any(map(is_finite, before))


def _orders(word: str) -> bool:
    """Tell whether a word is an order or an infinitive: “skapa”, “utgå”."""
    if word in _IMPERATIVES:
        return True
    verbal = word.endswith(("a", "å")) and word not in _NOT_ORDERS
    return verbal and lemma(word) == word and is_present_verb(f"{word}r")


def is_finite(word: str) -> bool:
    """Tell whether a lower-case word is a verb in the present or the past, active or passive.

    >>> is_finite("bedrivs"), is_finite("startade"), is_finite("vårdens")
    (True, True, False)
    """
    if _PLURAL.fullmatch(word):
        return False
    if is_present_verb(word) or word in _PAST:
        return True
    if word.endswith("ade"):
        return is_present_verb(f"{word[:-3]}ar")
    return word.endswith("s") and any(is_present_verb(word[:-1] + ending) for ending in ("r", "er"))
