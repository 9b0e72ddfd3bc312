"""What a question demands of its evidence: the year, place, name, doer or thing that it asks for must stand there."""

import re
from collections.abc import Callable, Collection, Iterator

from assistant.abbreviations import spells_out
from assistant.answer_types import Demand, figure, matches, time
from assistant.named_things import named_thing, places_in
from assistant.questions import ASKING, Aim, Reading, abbreviation_asked
from assistant.thesaurus import neighbours
from assistant.vocabulary import word_pattern
from ingest.language import STOP_LEMMAS, lemma, lemmas

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATER = re.compile(r"\b(?:efter|bortom|after)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,:]\s)(?:[A-ZÅÄÖ][\wåäöé-]+)|\b[A-ZÅÄÖ]{2,}\b")
_COMMON = frozenset("region regionen kommun kommunen län landsting sverige ps obs".split())
"""Words that open a name and are none."""
_DOES = re.compile(
    r"\bvem\s+(?:(?:är|var)\s+det\s+som\s+)?(?:(?:har|ska|skall|kan|får|bör|måste|som|det)\s+)*([\wåäö]+)",
    re.IGNORECASE,
)
_LIGHT = frozenset("hålla ta stå bära sköta bli heta vilja komma ligga sitta driva vila".split())
"""Verbs that say little of what is done without the words after them."""
_DECIDES = re.compile(r"\b(?:tog|tar|tagit|fattade|fattar|fattat)\s+beslut\w*", re.IGNORECASE)
"""Says “beslutar” in two words."""
_MADE = re.compile(r"\bvem\s+(?:(?:som|har|hade)\s+)*(?:gjort|gjorde)\b", re.IGNORECASE)
_MAKING = re.compile(
    r"\b(?:gjort|gjorts|gjorde|gjord|gjorda|skapa\w*|producera\w*|framställ\w*|utforma\w*|regi|regissör\w*|framtag\w*|ta(?:r|git|gits|gen|gna)?\s+fram)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"^(\w+(?:ade|ades|ddes|rdes|ttes|ktes))\b|^(nådde|nåddes|uppnådde|lyckades|höll|hölls)\b", re.IGNORECASE
)
"""Opens a question of whether something has come about: a plan of it does not tell."""
_SLIDE = re.compile(r"\b(?:bild|slide)\s+(\d+)\b(?!\s*[-–]\s*\d)", re.IGNORECASE)


def demands(
    question: str,
    reading: Reading,
    *,
    asking: str | None = None,
    sources: Collection[str],
    is_known: Callable[[str], bool],
    dated: Collection[str] = (),
) -> tuple[Demand, ...]:
    """Return what the evidence must hold.

    Args:
        question: As asked, personal data taken away.
        reading: How it was understood.
        asking: The clause of it that asks, where it is not all of it: what is told before need not stand in the sources.
        sources: The question's words that name a source, lower case: they say where to look.
        is_known: Tells whether a lemma stands anywhere in the record, itself, in a compound or by a neighbour.
        dated: When the sources that the question names are from: “SKL 2019” is a source of that year.
    """
    later = _LATER.search(question)
    years = _YEAR.findall(_LATER.sub(" ", question))
    return (
        *([Demand(name=f"efter {later[1]}", met_by=_holds_later(later[1]), in_quote=True)] if later else ()),
        *(
            Demand(name=f"år {year}", met_by=_holds(re.escape(year)), disputable=True)
            for year in dict.fromkeys(years)
            if not any(year in date for date in dated)
        ),
        *_every(question, asking or question, reading, sources, is_known),
    )


def _every(
    question: str, asking: str, reading: Reading, sources: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[Demand]:
    for number in dict.fromkeys(_SLIDE.findall(question)):
        yield Demand(name=f"bild {number}", met_by=_holds(rf"\bbild {number}\b"))
    for place in dict.fromkeys(match.group() for match in places_in(question)):
        if place.lower() in sources:
            continue
        yield Demand(name=place[:1].upper() + place[1:], met_by=_holds(_stem(place)))
    for name in dict.fromkeys(_NAME.findall(asking)):
        names_source = any(part in sources for part in re.split(r"\W", name.lower()))
        if (
            name.lower() not in _COMMON
            and not names_source
            and not _is_place(name)
            and not is_known(lemma(name.lower()))
        ):
            yield Demand(name=name, met_by=_holds(_stem(name)))
    short = abbreviation_asked(asking)
    if short:
        yield Demand(
            name=f"vad {short} står för",
            met_by=lambda text: spells_out(short, text),
            in_quote=True,
            alone=True,
        )
    happened = _HAPPENED.match(asking.strip())
    if happened:
        done = lemma(happened[0].lower())
        yield Demand(
            name=f"om det {happened[0].lower()}", met_by=_tells_of(neighbours(done) | {done}), in_quote=True
        )
    if _MADE.search(asking):
        yield Demand(name="vem som har gjort det", met_by=matches(_MAKING), in_quote=True)
    if reading.aim is Aim.WHO:
        yield from _predicate(asking)
    yield from figure(question, reading)
    yield from time(asking, reading)
    yield from named_thing(asking, reading, is_known=is_known)


def _predicate(question: str) -> Iterator[Demand]:
    """Yield what somebody does, has done or shall do: who decides is not who is responsible."""
    found = _DOES.search(_DECIDES.sub("beslutade", question))
    verb = lemma(found[1].lower()) if found else None
    if found and verb and verb not in STOP_LEMMAS | _LIGHT | ASKING:
        yield Demand(
            name=f"vem som {found[1].lower()}", met_by=_tells_of(neighbours(verb) | {verb}), predicate=verb
        )


def _tells_of(meant: Collection[str]) -> Callable[[str], bool]:
    return lambda text: not frozenset(meant).isdisjoint(lemmas(text))


def _holds_later(year: str) -> Callable[[str], bool]:
    return lambda text: any(other > year for other in _YEAR.findall(text))


def _is_place(name: str) -> bool:
    return word_pattern("places", "names", "capital").fullmatch(name.rstrip("s")) is not None


def _stem(name: str) -> str:
    return rf"\b{re.escape(name.rstrip('s') if len(name) > 4 else name)}"  # noqa: PLR2004  # shorter names keep their s


def _holds(pattern: str) -> Callable[[str], bool]:
    return matches(re.compile(pattern, re.IGNORECASE))
