"""Personal data in a question: numbers, addresses and names of private persons, taken away before anything else happens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.vocabulary import word_list, word_pattern
from ingest import masking
from ingest.language import is_present_verb
from ingest.masking import MASK

_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_FULL_NAME = re.compile(rf"\b({_NAME})((?:\s+(?:von|af|de)?\s?{_NAME}){{1,2}})\b")
_ONE_NAME = re.compile(rf"\b{_NAME}(?=s?\b)")
_CALLED = re.compile(rf"\b(?:heter|namn(?:et)?(?:\s+är)?:?|fru|herr)\s+({_NAME}(?:\s+{_NAME}){{0,2}})")
_SURNAME = re.compile(r"(?:sson|sdotter|qvist|kvist|ström|gren|berg|lund|dahl|stedt|ander|holm|mark|blad)$")
_BODY = re.compile(
    r"(?:region|regionen|kommun|län|länet|stad|sjukhus\w*|lasarett\w*|institut\w*|universitet\w*|myndighet\w*|förbund\w*|"
    r"nämnd\w*|grupp\w*|råd\w*|utredning\w*|centrum|vård|hälsa)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"\b[A-ZÅÄÖ]\.\s?[A-ZÅÄÖ]\.?(?=.{0,30}\b(?:rum|sal|avdelning|avd)\b)|"
    r"\b[A-ZÅÄÖ]{2}(?=\s+(?:på|i)\s+(?:rum|sal)\s+\d)"
)
_NUMBER = re.compile(
    r"(?<![\d.,/-])(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d|[6-9]\d)\s?[-+–]?\s?(?:\d{4}|[TRSUWXJKLMN]\d{3})(?![\d%-])"
)
"""The shape of a personnummer whatever its check digit: in a question a mistyped one is one all the same."""
_STREET = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|gränd|stigen|torget|backen|allén)\s+\d+\s?[A-Za-z]?\b"
)
_BORN = re.compile(r"\bfödd\s+(?:den\s+)?(\d{4}-\d\d-\d\d|\d{6}\b|\d{1,2}\s+\w+\s+\d{4})", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:jag\s+heter|mitt\s+(?:namn|personnummer|nummer)|min\s+(?:mejl\w*|e-post\w*|adress)|jag\s+(?:nås|kan\s+nås)|hälsningar|mvh)\b",
    re.IGNORECASE,
)
_OF_THE_PERSON = re.compile(r"\b(?:han|hon|hen|honom|henne|hans|hennes|åt|hos)\b", re.IGNORECASE)
_ATTACHED = re.compile(
    rf"\b(?:för|åt|till|hos|på|personnummer\w*|patienten|brukaren|hen)\W{{1,3}}{MASK}", re.IGNORECASE
)
"""What is covered belongs to somebody."""
_MARKED = re.compile(rf"{MASK}+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A question without personal data."""

    text: str
    """As asked, personal data covered: shown, and nothing else is kept."""
    searched: str
    """The same with the covered runs left out: what is searched with."""
    pieces: int = 0
    """How many pieces were covered."""
    about_person: bool = False
    """True when the question is about the person, not only signed by somebody."""
    sensitive: bool = False
    """True when health is told of the person."""


def guard(text: str, is_public: Callable[[str], bool]) -> Guarded:
    """Cover personal data.

    Args:
        text: The question.
        is_public: Tells whether a name stands in the sources: those whom they name are no private persons.

    >>> guard("Anna Berg har fått diabetes", lambda name: False).text
    '••••••••• har fått diabetes'
    """
    masked, pieces = masking.mask(text)
    spans = [(match.start(), match.end()) for match in _MARKED.finditer(masked)]
    others = list(_persons(text, is_public))
    for start, end in others:
        masked = masked[:start] + MASK * (end - start) + masked[end:]
    if not spans and not others:
        return Guarded(text=text, searched=text)
    rest = _MARKED.sub(" ", masked)
    introduced = bool(_INTRODUCED.search(text))
    named = any(text[start:end][:1].isalpha() for start, end in others)
    attached = bool(_ATTACHED.search(masked))
    return Guarded(
        text=masked,
        searched=re.sub(r"\s{2,}", " ", re.sub(r"\s+([,.?!])", r"\1", rest)).strip(" ,"),
        pieces=pieces + len(others),
        about_person=not introduced and (named or attached or bool(_OF_THE_PERSON.search(rest))),
        sensitive=not introduced
        and bool(word_pattern("care", "diagnoses", "symptoms", "medicines").search(rest)),
    )


def _persons(text: str, is_public: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield where names, initials with a room, street addresses and dates of birth stand."""
    for pattern in (_NUMBER, _INITIALS, _STREET, _BORN):
        yield from (match.span(match.lastindex or 0) for match in pattern.finditer(text))
    for match in _CALLED.finditer(text):
        yield match.span(1)
    firsts = frozenset(word_list("names", "first"))
    for match in _FULL_NAME.finditer(text):
        if _is_private(match, firsts, is_public):
            opening = match.group(1).lower()
            yield (
                match.start(2) + 1 if is_present_verb(opening) and opening not in firsts else match.start(),
                match.end(),
            )
    if word_pattern("care", "diagnoses", "symptoms", "medicines").search(text) or masking.find(text):
        for match in _ONE_NAME.finditer(text):
            if match.group().lower() in firsts and not is_public(match.group()):
                yield match.span()


def _is_private(match: re.Match[str], firsts: frozenset[str], is_public: Callable[[str], bool]) -> bool:
    """Tell a private person's name from an organisation's, a place's, and from those whom the sources name."""
    words = match.group().split()
    if any(_BODY.search(word) for word in words) or is_public(match.group()):
        return False
    if words[-1].lower() in word_list("places", "names"):
        return False
    return words[0].lower() in firsts or bool(_SURNAME.search(words[-1]))
