"""Figures, amounts and points in time: how they are asked for, and how an answer with one looks."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.questions import Aim, Reading
from assistant.thesaurus import neighbours
from ingest.language import NUMERAL_WORDS, STOP_LEMMAS, content_lemmas, is_present_verb, lemma, words

_MONEY_ASKED = re.compile(
    r"\b(?:vad|va)\b[^.?!]{0,60}\bgick\b[^.?!]{0,40}\bpå\b|\b\w*kostnad(?:en|er|erna)?\b|"
    r"\b(?:vad|hur\s+myck\w*|what|how\s+much)\b[^.?!]*\b(?:kosta\w*|tjäna\w*|lön\w*|pengar|betala\w*|cost|salary|earn)\b|"
    r"\b\w*(?:lön|löner|lönen|belopp|beloppet|kostnaden|kronor|miljoner|miljarder|ersättningsnivå\w*|budgeten|salary)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d\s.,]*\s?(?:kr\b|kronor|tkr|mkr|mnkr|miljon|miljard|euro|:-)|\b(?:ingenting|gratis|\w*avgiftsfri\w*|kostnadsfri\w*)\b",
    re.IGNORECASE,
)
_PHONE_ASKED = re.compile(
    r"\b(?:telefon\w*|direktnum\w*|ringa|ringer|telefonnum\w*|phone)\b"
    r"|^(?!.*(?:mål|bild|punkt|sid|avsnitt|princip|paragraf|artik))(?=.*\b(?:har|till|för|vilket|vad)\b.{0,30}\bnummer\b)",
    re.IGNORECASE,
)
"""A number of something that is numbered, as a goal or a slide, is none of a telephone."""
_PHONE = re.compile(r"\b0\d{1,3}[\s/-]?\d[\d\s]{4,}\d|\b1177\b")
_MAIL_ASKED = re.compile(r"\b(?:e-?post\w*|mejl\w*|mailadress\w*|email)\b", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\w+")
LAW_ASKED = re.compile(
    r"\b(?:paragraf\w*|lagrum\w*|kapitel|enligt\s+lag\w*|\w*lagen|\w*lagstiftning\w*|förordning\w*|section|law)\b|§",
    re.IGNORECASE,
)
_LAW = re.compile(r"§|\blag(?:en|ar|rum)?\b|\w+lagen\b|paragraf|förordning", re.IGNORECASE)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_FIGURE = re.compile(
    rf"\d|\b(?:{'|'.join(sorted(NUMERAL_WORDS))}|varannan|vartannat|hälften|hälft|dubbelt|tredjedel\w*|fjärdedel\w*|dagligen|"
    r"årligen|veckovis|ständigt|majoritet\w*)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS}|"
    r"våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet|klockan|kl\.|vecka|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*)\b|\b\d{1,2}[.:]\d\d\b",
    re.IGNORECASE,
)
_DAY_ASKED = re.compile(
    r"\b(?:vilket|vad\s+för)\s+datum\b|^datum(?:et)?\b|\bdatum(?:et)?\s+(?:då|när|för)\b|\b(?:vilken|vad\s+för)\s+dag\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}(?::?e)?\s+(?:{_MONTHS})\b|\b(?!24/7)\d{{1,2}}/\d{{1,2}}\b",
    re.IGNORECASE,
)
_PERCENT_ASKED = re.compile(r"\b(?:procent\w*|percent\w*)\b|%", re.IGNORECASE)
_PERCENT = re.compile(
    r"\d\s?(?:%|procent)|\b(?:hälften|hälft|tredjedel\w*|fjärdedel\w*|varannan|vartannat|majoritet\w*|var\s+(?:tredje|fjärde|femte|tionde))\b|"
    r"\b\w+\s+procent\b|\bav\s+(?:tio|hundra|10|100)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:1177|112)\b|\bbild(?:en|er|erna)?\s+\d+(?:\s*(?:,|och|[-–])\s*\d+)*",
    re.IGNORECASE,
)
"""Figures that count nothing: years, telephone numbers, slides."""
_HEADS = re.compile(r"\bhur\s+många\b(?!\s+(?:procent|fler|färre|år|gånger)\b)", re.IGNORECASE)
"""Asks for a count, not for a share or a change."""
_CHANGE = re.compile(
    r"\b(?:öka|ökning|minska|minskning|väx|stig|sjunk)\w*\b[^.;]{0,80}?\d[\d\s,]*\s?(?:%|procent)|"
    r"\d[\d\s,]*\s?(?:%|procent)\s+(?:fler|färre|mer|mindre)\b",
    re.IGNORECASE,
)
"""By how much something grows or shrinks: it does not say how many there are."""
_IN_TIME = re.compile(
    r"\b\d+-?\s?års?(?:period|intervall)\w*|\b(?:på|inom|under|efter)\s+\w+\s+år\b", re.IGNORECASE
)
"""Nor does the time that it takes."""
_LASTING = re.compile(r"\bhur\s+(?:länge|lång\w*)\b", re.IGNORECASE)
_LASTS = re.compile(
    _FIGURE.pattern + r"|\b(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|fler)åri\w*", re.IGNORECASE
)
_AGE_ASKED = re.compile(r"\bhur\s+(?:gammal|gamla|många\s+år\s+är)\b|\bvilken\s+ålder\b", re.IGNORECASE)
_AGE = re.compile(r"\b\d{1,3}(?:\s|-)?(?:år|åring)\w*\b|\bålder\w*\s+\d", re.IGNORECASE)
_CALLED_BY_NAME = re.compile(r"\b(?!(?:Hur|Vad|Vilken|Och|Men|I|Så)\b)[A-ZÅÄÖ][a-zåäö]+\b")
_NOW = re.compile(
    r"\b(?:nu|i\s+dag|idag|i\s+dagsläget|för\s+närvarande|ikväll|i\s+kväll|i\s+morgon|i\s+fjol|(?:förra|föregående|i)\s+år(?:et)?|now|today)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:i\s+dag|idag|dagens|nu|för\s+närvarande)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\bnär\s+(?:va\b|(?:är|blir|kommer)\s+(?:\w+\s+)?nästa|(?:kör|håller)\s+\w+\s+nästa|\w+(?:ade|ades|dde|ddes|nde|ndes|rde|rdes|lde|ldes|kte|ktes|pte|ptes|ste|stes)|höll|hölls|blev|kom|fick|gick|"
    r"tog|togs|drog|drogs|skrev|skrevs|var|gav|gavs|bröt|slog|slogs)\b",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"\b(?:vilket|vilka)\s+(?:år|månad|slutdatum)\b|\b(?:deadline|tidsfrist|slutdatum|sista\s+dag)\w*\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:när|då|om|vid|efter|innan|före|inom|under|tills|senast|snart|redan|varje|löpande|årlig\w*|först)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:hur\s+många|(?:vilket|hur\s+stort)\s+(?:är|var)\s+antalet|(?:hur\s+stor|vilken)\s+andel)\s+(?:procent\s+)?(?:(?:nya|olika|av|fler|andra|vanliga|alla)\s+)*(\w+)",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"^(?:och|men)\s+([^,?]+?)(?:,|\s+då\b|\?|$)", re.IGNORECASE)
"""What a follow-up turns to: “Och barn och unga, hur många …?”, “Och de äldre då?”."""
_HOW_MANY = re.compile(
    r"\bhur\b|\b(?:vilken|vilket)\s+(?:(?:är|var)\s+)?(?:andel|antal|procent)", re.IGNORECASE
)
_CHANGES = re.compile(r"\b(?:förändr|ändr|öka|minska|växer|sjunk)\w*\b", re.IGNORECASE)
_HOW_SOON = re.compile(
    r"\bhur\s+(?:snabbt|snart|tätt|sent|tidigt)\b|\b(?:intervall|tidsfrist)\w*\b", re.IGNORECASE
)
_LEAST = 4
"""Letters of a word that others may begin or end with."""
_NEAR = 8
"""Words at most between a figure and what it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Something that must stand in the evidence."""

    name: str
    """What is missing where it does not, in Swedish."""
    met_by: Callable[[str], bool]
    """Tells whether a text, its title and place included, holds it."""
    in_quote: bool = False
    """True when it must stand in what is quoted, not only around it."""
    alone: bool = False
    """True for what stands on a line of its own, as an address does, when it stands in the source that is named."""
    predicate: str | None = None
    """The lemma of what somebody does, where that is demanded."""
    counted: str | None = None
    """The lemma of what is counted: a list of it answers too, by its length."""
    disputable: bool = False
    """True for what a claim may say otherwise than the sources: its year."""
    partly_met_by: Callable[[str], bool] | None = None
    """Tells whether a text that lacks it says something near it: not how many, but how many more. None where nothing does."""
    wished: bool = False
    """True for what answers best but may be missing: a “when” may be answered by a condition."""


def figure(question: str, reading: Reading) -> Iterator[Demand]:
    """Yield the amount, number, address, law or figure that a question asks for."""
    if _MONEY_ASKED.search(question):
        yield Demand(name="något belopp", met_by=matches(_MONEY), in_quote=True)
    elif _PHONE_ASKED.search(question):
        yield Demand(name="något telefonnummer", met_by=matches(_PHONE), in_quote=True, alone=True)
    elif _MAIL_ASKED.search(question):
        yield Demand(name="någon e-postadress", met_by=matches(_MAIL), in_quote=True, alone=True)
    elif LAW_ASKED.search(question):
        yield Demand(name="något lagrum", met_by=matches(_LAW), in_quote=True)
    elif _HOW_SOON.search(question):
        yield Demand(name="någon tidsuppgift", met_by=_holds_figure_of(()), in_quote=True)
    elif _AGE_ASKED.search(question):
        yield Demand(name="någon ålder", met_by=_holds_age_of(question), in_quote=True)
    elif reading.aim is Aim.NUMBER and _NOW.search(question):
        yield Demand(name="någon aktuell siffra", met_by=_is_current_figure, in_quote=True)
    elif reading.aim is Aim.NUMBER and (_HOW_MANY.search(question) or not _CHANGES.search(question)):
        yield _number(question)
    if _PERCENT_ASKED.search(question):
        yield Demand(name="någon procentsats", met_by=matches(_PERCENT), in_quote=True)


def _number(question: str) -> Demand:
    """Return the demand for a figure of what is counted."""
    what = _counted_in(question)
    counted = what[0] if len(what) == 1 else None
    found = matches(_LASTS) if _LASTING.search(question) else _holds_figure_of(what)
    if _HEADS.search(question) and not _CHANGES.search(question):
        return Demand(
            name="hur många det är", met_by=_counting(found, besides=figures(question)), in_quote=True, counted=counted,
            partly_met_by=matches(_CHANGE),
        )  # fmt: skip
    return Demand(name="någon siffra", met_by=found, in_quote=True, counted=counted)


def time(question: str, reading: Reading) -> Iterator[Demand]:
    """Yield a point in time where one is asked for; for other questions of when a condition answers too, and a point better."""
    if _DAY_ASKED.search(question):
        yield Demand(name="något datum", met_by=matches(_DAY), in_quote=True)
    elif _PAST.search(question):
        yield Demand(name="någon tidpunkt", met_by=_has_passed, in_quote=True)
    elif _POINT.search(question):
        yield Demand(name="någon tidpunkt", met_by=matches(_TIME), in_quote=True)
    elif reading.aim is Aim.DATE:
        yield Demand(
            name="någon tidpunkt",
            met_by=lambda text: bool(_TIME.search(text) or _CONDITION.search(text)),
            in_quote=True,
        )
        yield Demand(name="någon tidpunkt", met_by=matches(_TIME), in_quote=True, wished=True)


def _has_passed(text: str) -> bool:
    """Tell whether a text gives a point in time that is no year to come: “Målbild 2035” was not decided then."""
    this_year = str(date.today().year)  # noqa: DTZ011  # a year to the reader, wherever the clock stands
    return any(len(one) != len(this_year) or one <= this_year for one in _TIME.findall(text))


def _counted_in(question: str) -> tuple[str, ...]:
    """Return the lemmas of what is counted, any of which may stand by the figure; none where the question does not say.

    >>> _counted_in("Hur många barn åt?"), _counted_in("Och barn och unga, hur många procent ökar de?")
    (('barn',), ('barn', 'ung'))
    """
    found = _COUNTED.search(question)
    word = found[1].lower() if found else ""
    if word and not is_present_verb(word) and not word.endswith("s") and lemma(word) not in STOP_LEMMAS:
        return (lemma(word),)
    topic = _TOPIC.match(question.strip())
    return tuple(one for one in content_lemmas(topic[1]) if one not in STOP_LEMMAS) if topic else ()


def _holds_figure_of(what: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether a text gives a figure, years aside, near what is counted."""

    def met(text: str) -> bool:
        plain = _NO_COUNT.sub(" ", text)
        if not what:
            return _FIGURE.search(plain) is not None
        counted = frozenset(what).union(*map(neighbours, what))
        places = [number for number, word in enumerate(words(plain)) if _counts(lemma(word), counted)]
        figures = [
            number
            for number, word in enumerate(words(plain))
            if _FIGURE.fullmatch(word) or word[:1].isdigit()
        ]
        return any(abs(place - figure) <= _NEAR for place in places for figure in figures)

    return met


def _counting(met: Callable[[str], bool], *, besides: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether a text gives a count: neither a change nor a figure that the question brings along is one.

    >>> _counting(_holds_figure_of(()), besides={"80"})("Gruppen över 80 ökar med nästan 50 procent.")
    False
    """
    own = re.compile("|".join(rf"\b{figure}\+?(?!\d)" for figure in besides)) if besides else None

    def counted(text: str) -> bool:
        plain = _IN_TIME.sub(" ", _CHANGE.sub(" ", text))
        return met(own.sub(" ", plain) if own is not None else plain)

    return counted


def _holds_age_of(question: str) -> Callable[[str], bool]:
    """Return what tells whether a text gives an age, of those whom the question calls by name where it does."""
    names = _CALLED_BY_NAME.findall(question)
    return lambda text: bool(_AGE.search(text)) and all(name in text for name in names)


def _counts(word: str, counted: frozenset[str]) -> bool:
    return word in counted or any(
        len(one) >= _LEAST and (word.endswith(one) or word.startswith(one)) for one in counted
    )


def _is_current_figure(text: str) -> bool:
    return bool(_FIGURE.search(text) and _PRESENT.search(text))


def matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Return what tells whether a text holds a pattern."""
    return lambda text: pattern.search(text) is not None


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, digit groups joined.

    >>> sorted(figures("8 766 timmar och 95 %"))
    ['8766', '95']
    """
    return frozenset(word for word in words(text) if word[:1].isdigit())
