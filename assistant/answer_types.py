"""The kind of thing that a question expects for an answer: a figure, a point in time, a place, an amount, a thing by name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.questions import Aim, Reading
from assistant.terms import stands
from assistant.thesaurus import neighbours
from assistant.vocabulary import word_pattern
from ingest.language import NUMERAL_WORDS, STOP_LEMMAS, is_present_verb, lemma, words

_MONEY_ASKED = re.compile(
    r"\b(?:vad|va)\s+gick\s+\w+.{0,40}\bpå\b|\b\w*kostnad(?:en|er|erna)?\b|"
    r"\b(?:vad|hur\s+myck\w*|what|how\s+much)\b[^.?!]*\b(?:kosta\w*|tjäna\w*|lön\w*|pengar|betala\w*|cost|salary|earn)\b|"
    r"\b\w*(?:lön|löner|lönen|belopp|beloppet|kostnaden|kronor|miljoner|miljarder|ersättningsnivå\w*|budgeten|salary)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d\s.,]*\s?(?:kr\b|kronor|tkr|mkr|mnkr|miljon|miljard|euro|:-)|\b(?:ingenting|gratis|\w*avgiftsfri\w*|kostnadsfri\w*)\b",
    re.IGNORECASE,
)
_PHONE_ASKED = re.compile(
    r"\b(?:telefon\w*|direktnum\w*|ringa|ringer|telefonnum\w*|phone)\b|\b(?:har|till|för|vilket|vad)\b.{0,30}\bnummer\b",
    re.IGNORECASE,
)
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
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet|klockan|kl\.|vecka|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*)\b|\b\d{1,2}[.:]\d\d\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:1177|112)\b|\bbild(?:en|er|erna)?\s+\d+(?:\s*(?:,|och|[-–])\s*\d+)*",
    re.IGNORECASE,
)
"""Figures that count nothing: years, telephone numbers, slides."""
_LASTING = re.compile(r"\bhur\s+(?:länge|lång\w*)\b", re.IGNORECASE)
_LASTS = re.compile(
    _FIGURE.pattern + r"|\b(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|fler)åri\w*", re.IGNORECASE
)
_AGE_ASKED = re.compile(r"\bhur\s+(?:gammal|gamla)\b|\bvilken\s+ålder\b", re.IGNORECASE)
_AGE = re.compile(r"\b\d{1,3}(?:\s|-)?(?:år|åring)\w*\b|\bålder\w*\s+\d", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:nu|i\s+dag|idag|i\s+dagsläget|för\s+närvarande|ikväll|i\s+kväll|i\s+morgon|i\s+fjol|(?:förra|föregående|i)\s+år(?:et)?|now|today)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:i\s+dag|idag|dagens|nu|för\s+närvarande)\b", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\b(?:vilken|vilket|vilka|hur\s+många|which|how\s+many)\s+(?:(?:nya|fler|olika|andra|många|tre|två|fyra|fem|sex)\s+)*(\w+)"
    r"|\bvad\s+heter\s+(?:(?:den|det|er|vår|nya|ny)\s+)*(\w+)"
    r"|\bvar\s+(?:finns|hittar|ligger|får)\s+(?:(?:jag|man|vi|den|det|en|ett|tag|på)\s+)*(\w+)"
    r"|\bfinns\s+det\s+(?:någon|något|några|en|ett)\s+(\w+)"
    r"|\bvem\s+(?:är|var|blir|blev|hette)\s+(?:(?:den|ny|nya)\s+)*(\w+)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\bvad\s+het(?:er|te)\b", re.IGNORECASE)
_LEAST = 4
"""Letters of a word that others may begin or end with."""
_GENERIC = frozenset(
    "sätt skäl del roll typ slag fråga person sak anledning orsak fördel nackdel punkt form grad ord uttryck begrepp sida bild "
    "källa mening text avsnitt dokument exempel tips råd information material befattning profession yrkesgrupp yrkeskategori yrke "
    "instans organ aktör part funktion färdighet förmåga kompetens egenskap faktor omständighet villkor utsträckning vis syn "
    "uppfattning uppgift innebörd betydelse förväntning skillnad likhet ändamål grund tillfälle läge slutsats nivå år datum månad tid tidpunkt dag".split()
)
"""What may be asked for without its name standing anywhere: “på vilket sätt”."""
_PLACES_ASKED = frozenset("kommun region stad ort län land plats sjukhus".split())
_WHERE = re.compile(r"\bvar\s+(?:någonstans|hölls|hålls|äger|ägde)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\bnär\s+(?:va\b|(?:är|blir|kommer)\s+(?:\w+\s+)?nästa|(?:kör|håller)\s+\w+\s+nästa|\w+(?:ade|ades|dde|ddes|nde|ndes|rde|rdes|lde|ldes|kte|ktes|pte|ptes|ste|stes)|höll|hölls|blev|kom|fick|gick|"
    r"tog|togs|drog|drogs|skrev|skrevs|var|gav|gavs|bröt|slog|slogs)\b|\b(?:vilket|vilka)\s+(?:år|datum|månad|slutdatum)\b|\b(?:deadline|tidsfrist|slutdatum|sista\s+dag)\w*\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:när|då|om|vid|efter|innan|före|inom|under|tills|senast|snart|redan|varje|löpande|årlig\w*|först)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:sämst|bäst|störst|lägst|flest|längst|kortast|dyrast|billigast|snabbast|äldst|yngst|vanligast)\w*\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:hur\s+många|(?:vilket|hur\s+stort)\s+(?:är|var)\s+antalet|(?:hur\s+stor|vilken)\s+andel)\s+(?:procent\s+)?(?:(?:nya|olika|av|fler|andra|vanliga|alla)\s+)*(\w+)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhur\b|\b(?:vilken|vilket)\s+(?:(?:är|var)\s+)?(?:andel|antal|procent)", re.IGNORECASE
)
_CHANGES = re.compile(r"\b(?:förändr|ändr|öka|minska|växer|sjunk)\w*\b", re.IGNORECASE)
_HOW_SOON = re.compile(
    r"\bhur\s+(?:snabbt|snart|tätt|sent|tidigt)\b|\b(?:intervall|tidsfrist)\w*\b", re.IGNORECASE
)
_POST = re.compile(
    r"\b(?:chef|ordförande|direktör|kontaktperson|sekreterare|regissör|författare|upphovs(?:man|person)|ledare)\w*\b|\bperson(?:en)?\s+som\b",
    re.IGNORECASE,
)
"""Who holds it is a person by name."""
_PERSON = re.compile(
    r"(?<=[\wåäö,:] )[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+|^[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+\b"
)
_WHO_IS = re.compile(
    r"\b(?:vem\s+(?:är|e|var|va|sitter|blev)|vad\s+het(?:er|te)|namnet\s+på|vilken\s+person)\b", re.IGNORECASE
)
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
    predicate: str | None = None
    """The lemma of what somebody does, where that is demanded."""
    counted: str | None = None
    """The lemma of what is counted: a list of it answers too, by its length."""
    wished: bool = False
    """True for what answers best but may be missing: a “when” may be answered by a condition."""


def expected(question: str, reading: Reading, *, is_known: Callable[[str], bool]) -> Iterator[Demand]:
    """Yield what kind of thing must stand in what is quoted.

    Args:
        question: As asked, personal data taken away.
        reading: How it was understood.
        is_known: Tells whether a lemma stands anywhere in the record, itself, in a compound or by a neighbour.
    """
    yield from _figure(question, reading)
    yield from _time(question, reading)
    if _POST.search(question) and _WHO_IS.search(question):
        yield Demand(name="något namn", met_by=_matches(_PERSON), in_quote=True)
    superlative = _SUPERLATIVE.search(question)
    if superlative:
        yield Demand(
            name=f"vad som är {superlative[0].lower()}", met_by=_matches(_SUPERLATIVE), in_quote=True
        )
    wanted = asked_for(question)
    if wanted is not None and _CALLED.search(question):
        yield Demand(name=wanted, met_by=lambda text: stands(wanted, text), in_quote=True)
    if _WHERE.search(question) or (wanted in _PLACES_ASKED and reading.aim is not Aim.NUMBER):
        yield Demand(name="någon plats vid namn", met_by=_names_another_place(question), in_quote=True)
    elif wanted is not None and not is_known(wanted) and not _LAW_ASKED.search(question):
        yield Demand(name=_as_asked(wanted, question), met_by=lambda _: False)


def asked_for(question: str) -> str | None:
    """Return the lemma of the thing that a question asks for by name, None when it names none.

    >>> asked_for("Vilken leverantör har ni?"), asked_for("Vem är ordförande?"), asked_for("Vad är SIP?")
    ('leverantör', 'ordförande', None)
    """
    found = _ASKED_FOR.search(question)
    word = next((group for group in found.groups() if group), None) if found else None
    wanted = lemma(word.lower()) if word else None
    return None if wanted in STOP_LEMMAS | _GENERIC else wanted


def _as_asked(wanted: str, question: str) -> str:
    return next((word for word in re.findall(r"\w+", question) if lemma(word.lower()) == wanted), wanted)


def _figure(question: str, reading: Reading) -> Iterator[Demand]:
    if _MONEY_ASKED.search(question):
        yield Demand(name="något belopp", met_by=_matches(_MONEY), in_quote=True)
    elif _PHONE_ASKED.search(question):
        yield Demand(name="något telefonnummer", met_by=_matches(_PHONE), in_quote=True)
    elif _MAIL_ASKED.search(question):
        yield Demand(name="någon e-postadress", met_by=_matches(_MAIL), in_quote=True)
    elif _LAW_ASKED.search(question):
        yield Demand(name="något lagrum", met_by=_matches(_LAW), in_quote=True)
    elif _HOW_SOON.search(question):
        yield Demand(name="någon tidsuppgift", met_by=_holds_figure_of(None), in_quote=True)
    elif _AGE_ASKED.search(question):
        yield Demand(name="någon ålder", met_by=_matches(_AGE), in_quote=True)
    elif reading.aim is Aim.NUMBER and _NOW.search(question):
        yield Demand(name="någon aktuell siffra", met_by=_is_current_figure, in_quote=True)
    elif reading.aim is Aim.NUMBER and (_HOW_MANY.search(question) or not _CHANGES.search(question)):
        counted = _COUNTED.search(question)
        verb = counted is None or is_present_verb(counted[1].lower()) or counted[1].endswith("s")
        what = None if counted is None or verb else lemma(counted[1].lower())
        found = _matches(_LASTS) if _LASTING.search(question) else _holds_figure_of(what)
        yield Demand(name="någon siffra", met_by=found, in_quote=True, counted=what)


def _time(question: str, reading: Reading) -> Iterator[Demand]:
    """Yield a point in time where the past is asked for; otherwise a condition answers too, and a point in time better."""
    if _PAST.search(question):
        yield Demand(name="någon tidpunkt", met_by=_matches(_TIME), in_quote=True)
    elif reading.aim is Aim.DATE:
        yield Demand(
            name="någon tidpunkt",
            met_by=lambda text: bool(_TIME.search(text) or _CONDITION.search(text)),
            in_quote=True,
        )
        yield Demand(name="någon tidpunkt", met_by=_matches(_TIME), in_quote=True, wished=True)


def _holds_figure_of(what: str | None) -> Callable[[str], bool]:
    """Return what tells whether a text gives a figure, years aside, near what is counted."""

    def met(text: str) -> bool:
        plain = _NO_COUNT.sub(" ", text)
        if what is None or what in STOP_LEMMAS:
            return _FIGURE.search(plain) is not None
        counted = neighbours(what) | {what}
        places = [number for number, word in enumerate(words(plain)) if _counts(lemma(word), counted)]
        figures = [
            number
            for number, word in enumerate(words(plain))
            if _FIGURE.fullmatch(word) or word[:1].isdigit()
        ]
        return any(abs(place - figure) <= _NEAR for place in places for figure in figures)

    return met


def _counts(word: str, counted: frozenset[str] | set[str]) -> bool:
    return word in counted or any(
        len(one) >= _LEAST and (word.endswith(one) or word.startswith(one)) for one in counted
    )


def _names_another_place(question: str) -> Callable[[str], bool]:
    known = {match.group().lower() for match in places_in(question)}
    return lambda text: any(match.group().lower() not in known for match in places_in(text))


def places_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the names of places in a text; those that are words too only where they are written as names."""
    yield from word_pattern("places", "names", ending="s").finditer(text)
    for match in word_pattern("places", "capital").finditer(text):
        if match.group()[:1].isupper() and match.start() > 0:
            yield match


def _is_current_figure(text: str) -> bool:
    return bool(_FIGURE.search(text) and _PRESENT.search(text))


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, digit groups joined.

    >>> sorted(figures("8 766 timmar och 95 %"))
    ['8766', '95']
    """
    return frozenset(word for word in words(text) if word[:1].isdigit())
