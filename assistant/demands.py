"""What a question demands of its evidence: the year, place, name or kind of figure that it asks for must stand there."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from assistant.questions import Aim, Reading
from assistant.thesaurus import neighbours
from assistant.vocabulary import word_pattern
from ingest.language import NUMERAL_WORDS, STOP_LEMMAS, lemma, lemmas, words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONEY_ASKED = re.compile(
    r"\b(?:vad|hur\s+mycket|what|how\s+much)\b[^.?!]*\b(?:kosta\w*|tjäna\w*|lön\w*|pengar|betala\w*|cost|salary|earn)\b|"
    r"\b\w*(?:lön|löner|lönen|belopp|beloppet|kostnaden|kronor|miljoner|miljarder|ersättningsnivå\w*|budgeten|salary)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d\s.,]*\s?(?:kr\b|kronor|tkr|mkr|mnkr|miljon|miljard|euro|:-)|\b(?:ingenting|gratis|\w*avgiftsfri\w*|kostnadsfri\w*)\b",
    re.IGNORECASE,
)
_PHONE_ASKED = re.compile(r"\b(?:telefon\w*|direktnum\w*|ringa|ringer|telefonnum\w*|phone)\b", re.IGNORECASE)
_PHONE = re.compile(r"\b0\d{1,3}[\s/-]?\d[\d\s]{4,}\d|\b1177\b")
_MAIL_ASKED = re.compile(r"\b(?:e-?post\w*|mejl\w*|mailadress\w*|email)\b", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\w+")
_LAW_ASKED = re.compile(
    r"\b(?:paragraf\w*|lagrum\w*|kapitel|enligt\s+lag\w*|\w*lagen|\w*lagstiftning\w*|förordning\w*|section|law)\b|§",
    re.IGNORECASE,
)
_LAW = re.compile(r"§|\blag(?:en|ar|rum)?\b|\w+lagen\b|paragraf|förordning", re.IGNORECASE)
_FIGURE = re.compile(
    rf"\d|\b(?:{'|'.join(sorted(NUMERAL_WORDS))}|varannan|vartannat|hälften|hälft|dubbelt|tredjedel\w*|fjärdedel\w*|dagligen|"
    r"årligen|veckovis|ständigt|majoritet\w*)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:just\s+nu|i\s+dag|idag|ikväll|i\s+kväll|i\s+morgon|right\s+now|today)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:i\s+dag|idag|dagens|nu|för\s+närvarande)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,:]\s)(?:[A-ZÅÄÖ][\wåäöé-]+)|\b[A-ZÅÄÖ]{2,}\b")
_COMMON = frozenset("region regionen kommun kommunen län landsting sverige".split())
"""Words that open a name and are none."""
_ASKED_FOR = re.compile(
    r"\b(?:vilken|vilket|vilka|hur\s+många|which|how\s+many)\s+(?:(?:nya|fler|olika|andra|många|tre|två|fyra|fem|sex)\s+)*(\w+)"
    r"|\bvem\s+(?:är|var|blir|blev|hette)\s+(?:(?:den|ny|nya)\s+)*(\w+)",
    re.IGNORECASE,
)
_DOES = re.compile(r"\bvem\s+(?:(?:har|ska|skall|kan|får|bör|måste|som|det)\s+)*([\wåäö]+)", re.IGNORECASE)
_LIGHT = frozenset("hålla ta stå bära sköta bli heta vilja komma ligga sitta driva".split())
"""Verbs that say little of what is done without the words after them."""
_SLIDE = re.compile(r"\b(?:bild|slide)\s+(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something that must stand in the evidence."""

    name: str
    """What is missing where it does not, in Swedish."""
    met_by: Callable[[str], bool]
    """Tells whether a text, its title and place included, holds it."""
    in_quote: bool = False
    """True when it must stand in what is quoted, not only around it."""
    predicate: str | None = None
    """The lemma of what somebody does, where that is demanded."""
    wished: bool = False
    """True for what answers best but may be missing: a “when” may be answered by a condition."""


def demands(
    question: str, reading: Reading, *, sources: Collection[str], is_known: Callable[[str], bool]
) -> tuple[Demand, ...]:
    """Return what the evidence must hold.

    Args:
        question: As asked, personal data taken away.
        reading: How it was understood.
        sources: The question's words that name a source, lower case: they say where to look.
        is_known: Tells whether a lemma stands anywhere in the record, itself, in a compound or by a neighbour.
    """
    return tuple(_every(question, reading, sources, is_known))


def _every(
    question: str, reading: Reading, sources: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[Demand]:
    for year in dict.fromkeys(_YEAR.findall(question)):
        yield Demand(name=f"år {year}", met_by=_holds(re.escape(year)))
    for number in dict.fromkeys(_SLIDE.findall(question)):
        yield Demand(name=f"bild {number}", met_by=_holds(rf"\bbild {number}\b"))
    for place in dict.fromkeys(match.group() for match in _places(question)):
        if place.lower() in sources:
            continue
        yield Demand(name=place[:1].upper() + place[1:], met_by=_holds(_stem(place)))
    for name in dict.fromkeys(_NAME.findall(question)):
        names_source = any(part in sources for part in re.split(r"\W", name.lower()))
        if (
            name.lower() not in _COMMON
            and not names_source
            and not _is_place(name)
            and not is_known(lemma(name.lower()))
        ):
            yield Demand(name=name, met_by=_holds(_stem(name)))
    if reading.aim is Aim.WHO:
        yield from _predicate(question)
    yield from _kinds(question, reading)


def _predicate(question: str) -> Iterator[Demand]:
    """Yield what somebody does, has done or shall do: who decides is not who is responsible."""
    found = _DOES.search(question)
    verb = lemma(found[1].lower()) if found else None
    if found and verb and verb not in STOP_LEMMAS | _LIGHT:
        meant = neighbours(verb) | {verb}
        yield Demand(
            name=f"vem som {found[1].lower()}",
            met_by=lambda text: not meant.isdisjoint(lemmas(text)),
            predicate=verb,
        )


def asked_for(question: str) -> str | None:
    """Return the lemma of the thing that a question asks for by name, None when it names none.

    >>> asked_for("Vilken leverantör har ni?"), asked_for("Vem är ordförande?"), asked_for("Vad är SIP?")
    ('leverantör', 'ordförande', None)
    """
    found = _ASKED_FOR.search(question)
    word = next((group for group in found.groups() if group), None) if found else None
    wanted = lemma(word.lower()) if word else None
    return None if wanted in STOP_LEMMAS else wanted


def _kinds(question: str, reading: Reading) -> Iterator[Demand]:
    """Yield what kind of figure or address is asked for."""
    if _MONEY_ASKED.search(question):
        yield Demand(name="något belopp", met_by=_matches(_MONEY), in_quote=True)
    elif _PHONE_ASKED.search(question):
        yield Demand(name="något telefonnummer", met_by=_matches(_PHONE), in_quote=True)
    elif _MAIL_ASKED.search(question):
        yield Demand(name="någon e-postadress", met_by=_matches(_MAIL), in_quote=True)
    elif _LAW_ASKED.search(question):
        yield Demand(name="något lagrum", met_by=_matches(_LAW), in_quote=True)
    elif reading.aim is Aim.NUMBER and _NOW.search(question):
        yield Demand(name="någon aktuell siffra", met_by=_is_current_figure, in_quote=True)
    elif reading.aim is Aim.DATE:
        yield Demand(name="någon tidpunkt", met_by=_matches(_TIME), in_quote=True, wished=True)
    elif reading.aim is Aim.NUMBER:
        yield Demand(name="någon siffra", met_by=_matches(_FIGURE), in_quote=True)


def _is_current_figure(text: str) -> bool:
    return bool(_FIGURE.search(text) and _PRESENT.search(text))


def _places(question: str) -> Iterator[re.Match[str]]:
    yield from word_pattern("places", "names", ending="s").finditer(question)
    for match in word_pattern("places", "capital").finditer(question):
        if match.group()[:1].isupper() and match.start() > 0:
            yield match


def _is_place(name: str) -> bool:
    return word_pattern("places", "names", "capital").fullmatch(name.rstrip("s")) is not None


def _stem(name: str) -> str:
    return rf"\b{re.escape(name.rstrip('s') if len(name) > 4 else name)}"  # noqa: PLR2004  # shorter names keep their s


def _holds(pattern: str) -> Callable[[str], bool]:
    return _matches(re.compile(pattern, re.IGNORECASE))


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, digit groups joined.

    >>> sorted(figures("8 766 timmar och 95 %"))
    ['8766', '95']
    """
    return frozenset(word for word in words(text) if word[:1].isdigit())
