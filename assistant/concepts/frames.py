"""Headings that ask what a term is, or that only name it: what stands below explains it."""

from collections.abc import Sequence
from enum import Enum

from assistant.concepts.names import Name, Token, places, tokens


class Frame(Enum):
    """How a heading stands to a term."""

    ASKS = "asks"
    """“Vad är X?”, “Definition av X”: everything below explains it."""
    NAMES = "names"
    """“X”, “X:s roll”: what begins below explains it, and what names it."""


_ASKING = frozenset("vara innebära betyda mena definition innebörd förklaring".split())
_LEADING = frozenset(
    "vad vi med kunna en ett den det av på för om begrepp ord term budskap handbok dess och förutsättning vara innebära betyda mena "
    "definition innebörd förklaring visuell gemensam".split()
)
_TAILS = frozenset("roll uppdrag uppgift innebörd definition".split())
_WITHIN = frozenset("inom mellan utifrån".split())
"""What narrows a term down in a heading that names it: “Samverkan mellan …”."""
_BEHIND = frozenset("innebära betyda för i på inom hos och vara enligt med till bestå omfatta".split())
"""What may follow the term in a question about it."""
_MOST_BEFORE = 6


def frame_of(heading: str, name: Name, foreign: Sequence[Name] = ()) -> Frame | None:
    """Return how a heading stands to a term; None where it is about something else.

    Args:
        heading: As it stands.
        name: The term's name.
        foreign: Longer names of other terms: within one of these the name means the other term.

    >>> frame_of("Budskap: Vad är nära vård?", ("nära", "vård")), frame_of("Nära vård", ("nära", "vård"))
    (<Frame.ASKS: 'asks'>, <Frame.NAMES: 'names'>)
    >>> frame_of("Hur kan vi skapa nära vård?", ("nära", "vård")) is None, frame_of("Vad är nära vård?", ("nära",)) is None
    (True, True)
    """
    words = tokens(heading)
    for start, end in places(name, words):
        before, after = words[:start], words[end:]
        if any(first <= start and end <= last for name in foreign for first, last in places(name, words)):
            continue
        if len(before) > _MOST_BEFORE or any(token.lemma not in _LEADING for token in before):
            continue
        if any(token.lemma in _ASKING for token in before) and not _goes_on(after):
            return Frame.ASKS
        if all(_is_tail(token) for token in after) or after[0].word in _WITHIN:
            return Frame.NAMES
    return None


def _goes_on(after: Sequence[Token]) -> bool:
    """Tell whether the term is only the beginning of a longer one: “nära” of “nära vård”."""
    return bool(after) and after[0].lemma not in _BEHIND


def _is_tail(token: Token) -> bool:
    return token.lemma in _TAILS or token.word.isdigit()


def asked_about(text: str) -> str:
    """Return the term that somebody asks for with a whole question, or the text itself.

    >>> asked_about("Vad är nära vård?"), asked_about("vad menas med egendata"), asked_about("nära vård")
    ('nära vård', 'egendata', 'nära vård')
    """
    words = tokens(text)
    before = 0
    while before < len(words) - 1 and words[before].lemma in _LEADING and words[0].lemma == "vad":
        before += 1
    return text[words[before].start : words[-1].end] if words else ""
