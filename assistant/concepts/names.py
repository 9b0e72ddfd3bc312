"""Names of concepts and where they stand in a sentence: compared by their dictionary forms, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.language import lemma

Name = tuple[str, ...]
"""The lemmas of a name, in order."""

_WORD = re.compile(r"[^\W_]+(?:[:’'][a-zåäö]{1,4}(?![^\W_]))?")
_GENITIVE = re.compile(r"[:’'][a-zåäö]{1,4}$")
_OPENING = 120
"""Characters in which an opening name must stand."""
_SHORT = 4
"""Letters of a name that only its own form stands for: “närmare” is no “nära”."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: its lemma, and where it stands in the sentence."""

    word: str
    """Lower-case, a genitive after a colon taken off."""
    lemma: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order.

    >>> [token.lemma for token in tokens("Primärvårdens och SKR:s mål")]
    ['primärvård', 'och', 'skr', 'mål']
    """
    found = ((_GENITIVE.sub("", match.group().lower()), match) for match in _WORD.finditer(text))
    return tuple(Token(word, lemma(word), match.start(), match.end()) for word, match in found)


def name_of(text: str) -> Name:
    """Return a name as its lemmas.

    >>> name_of("gemensamma satsningar"), name_of("”nära vård-säkra”")
    (('gemensam', 'satsning'), ('nära', 'vård', 'säker'))
    """
    return tuple(token.lemma for token in tokens(text))


def base_form(term: str) -> str:
    """Return a term as its page is called: one word in its dictionary form, acronyms and longer names as written.

    >>> base_form("Primärvården"), base_form("SIP"), base_form("Köksrådets regionala kommitté")
    ('primärvård', 'SIP', 'köksrådets regionala kommitté')
    """
    words = tokens(term)
    if len(words) == 1 and words[0].word.startswith(words[0].lemma) and not term[1:].isupper():
        return words[0].lemma
    return " ".join(word if word.isupper() else word.lower() for word in term.split())


def places(name: Name, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where a name stands among words, as half-open runs of their numbers.

    >>> list(places(("nära", "vård"), tokens("Den nära vården")))
    [(1, 3)]
    """
    size = len(name)
    for start, token in enumerate(words[: len(words) - size + 1]):
        if token.lemma == name[0] and all(map(_is, words[start : start + size], name)):
            yield start, start + size


def _is(token: Token, part: str) -> bool:
    same_form = token.word.startswith(part) or part.startswith(token.word)
    return token.lemma == part and (len(part) > _SHORT or same_form)


def is_within(name: Name, longer: Name) -> bool:
    """Tell whether a name is a part of a longer one.

    >>> is_within(("nära",), ("nära", "vård")), is_within(("nära",), ("nära",))
    (True, False)
    """
    size = len(name)
    return len(longer) > size and any(
        longer[start : start + size] == name for start in range(len(longer) - size + 1)
    )


def opens_with(text: str, names: Sequence[Name]) -> bool:
    """Tell whether a text begins with one of the names, an article before it or not.

    >>> opens_with("Den nära vården är till för alla.", [("nära", "vård")])
    True
    """
    words = tokens(text[:_OPENING])
    return any(start <= 1 for name in names for start, _ in places(name, words))
