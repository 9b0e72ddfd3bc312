"""Standing: whether a place states a decision, a target, an example, a forecast; and who said it first.

The catalogue's rules speak first, then the text itself. A place may deserve several standings. It
gets the one whose loss would mislead most, in this order:

1. exempel: what could be is never served as what is
2. prognos: a forecast is no observation
3. målbild ÅÅÅÅ, mål ÅÅÅÅ: a target is written in the present tense but is not today
4. projektbeskrivning: projects end
5. i andra hand: the words are somebody else's
6. beslut
7. talmanus: spoken beside a slide
"""

import re
from collections.abc import Iterator

from ingest.attribution import attributed, taken_from
from ingest.catalogue_file import CatalogueEntry
from ingest.colophon import Colophon
from ingest.documents import Place, SourceDocument

EXAMPLE = "exempel"
FORECAST = "prognos"
PROJECT = "projektbeskrivning"
SECOND_HAND = "i andra hand"
DECISION = "beslut"
NOTES = "talmanus"

_YEAR = r"(?P<year>20[2-9]\d)"

_EXAMPLE = re.compile(
    r"(?:(?:ett|några|fler|flera)\s+)?(?:lärande\s+)?exempel(?:\s*:|\s+(?:på|från|ur)\b|\s*$)", re.IGNORECASE
)
_FORECAST = re.compile(
    r"\bprognos(?:en|er|erna)?\s+(?:\w+\s+){0,2}?(?:säger|visar|pekar|anger|räknar|talar|förutspår)\b"
    r"|\benligt\s+(?:\w+\s+){0,3}?\w*prognos(?:en|er|erna)?\b"
    r"|\b(?:bedöms|beräknas|väntas|förväntas|antas|spås)\s+(?:\w+\s+){0,3}?"
    r"(?:öka|minska|växa|sjunka|stiga|fördubblas|halveras|uppgå)\b",
    re.IGNORECASE,
)
# “mäta mot målbilden 2035” points at the target, “målbilden togs fram 2022” tells its history: neither describes it.
_TARGET_PICTURE = re.compile(
    r"(?:\b(?P<pointing>mot|från|enligt|av|utifrån|till|kring)\s+(?:[\w-]+\s+){0,3})?\bmålbild(?:en)?\b"
    r"(?:(?!\b(?:beslut|tog|antog|antag|fastställ|publicer|presenter|start|under|sedan|våren|hösten)|[.!?\n]).){0,80}?"
    rf"\b{_YEAR}\b",
    re.IGNORECASE,
)
# “fram till år 2035” says when, “omsorgen år 2035” says what it then is like.
_IN_THE_YEAR = re.compile(
    r"(?<!till )(?<!mot )(?<!före )(?<!efter )(?<!sedan )(?<!från )(?<!under )(?<!inför )(?<!senast )"
    rf"\bår\s+{_YEAR}\b",
    re.IGNORECASE,
)
_GOAL_HEADING = re.compile(
    r"^(?:[\w-]+\s+){0,2}(?:\w*mål|målen|målsättning(?:ar)?|(?:förvänta|önska)(?:t|de)\s+resultat|planerade\s+aktiviteter)\b"
    r"[^.\d]{0,30}(?:20\d\d\s*[-–]\s*)?(?P<year>20\d\d)$",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"\b\w+årigt\s+\w*projekt\b|\bett\s+(?:\w+\s+)?utvecklingsprojekt\b|\bprojekt(?:period|tid|typ)\s*:"
    r"|\bprojektet\s+(?:pågår|startade|startar|har\s+(?:till|i)\s+uppgift|syftar)\b|\bsyftet\s+med\s+projektet\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:är|har|blev|blivit)\s+(?:(?!inte\b|ännu\b|aldrig\b|inga\b|inget\b)\w+\s+){0,2}"
    r"(?:beslut(?:ad|ade|at|ats)|fastställ(?:d|da|ts)|antag(?:en|na|its))\s+(?:av|i|om|att)\b"
    r"|\bbeslutades\s+(?:av|i|att|om)\b|\b(?:har\s+fattat|fattade)\s+beslut\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s*(?:när|om|innan|tills|ifall|först\s+när|efter\s+att)\b", re.IGNORECASE)


def standing_of(
    document: SourceDocument, place: Place, text: str, entry: CatalogueEntry | None
) -> tuple[str | None, str | None]:
    """Return a passage's standing and originator; None for plain running text and the publisher's own words.

    An originator that labels the words in the text is nearer than the catalogue's.
    """
    rules = [rule for rule in entry.place if rule.covers(place)] if entry else []
    said = next((rule.standing for rule in rules if rule.standing), None)
    credited = next((rule.originator for rule in rules if rule.originator), None)
    publisher = entry.publisher if entry else Colophon(document).publisher
    named = attributed(text, publisher=publisher)
    standing = said or next(_in_the_text(document, place, text, second_hand=named is not None), None)
    return standing, named or credited or taken_from(text, publisher=publisher)


def _in_the_text(document: SourceDocument, place: Place, text: str, *, second_hand: bool) -> Iterator[str]:
    """Yield what the words deserve, the most misleading to lose first."""
    if any(map(_EXAMPLE.match, (*place.headings, _first_line(text), _opening(document, place)))):
        yield EXAMPLE
    if _FORECAST.search(text):
        yield FORECAST
    yield from _targets(document, place.headings, text)
    if _PROJECT.search(text):
        yield PROJECT
    if second_hand:
        yield SECOND_HAND
    if _tells_of_decision(text):
        yield DECISION
    if place.notes:
        yield NOTES


def _targets(document: SourceDocument, headings: tuple[str, ...], text: str) -> Iterator[str]:
    for line in (*headings, text):
        pictured = (hit["year"] for hit in _TARGET_PICTURE.finditer(line) if not hit["pointing"])
        yield from (f"målbild {year}" for year in pictured)
    for hit in _IN_THE_YEAR.finditer(text):
        if any(hit["year"] == picture["year"] for picture in _TARGET_PICTURE.finditer(document.text)):
            yield f"målbild {hit['year']}"
    goals = filter(None, (_GOAL_HEADING.match(heading.strip()) for heading in headings))
    yield from (f"mål {goal['year']}" for goal in goals)


def _tells_of_decision(text: str) -> bool:
    """Tell whether a sentence reports a decision, not a condition.

    >>> _tells_of_decision("Planen är beslutad av nämnden."), _tells_of_decision("När chefen har beslutat om tid, ring.")
    (True, False)
    """
    sentences = re.split(r"[.!?]\s|\n", text)
    return any(_DECISION.search(sentence) and not _CONDITION.match(sentence) for sentence in sentences)


def _opening(document: SourceDocument, place: Place) -> str:
    """Return the first line of a slide or of its notes: “Exempel:” there holds for all of it."""
    if place.slide is None:
        return ""
    first = next((block for block in document.blocks if block.place == place), None)
    return _first_line(document.text_of(first)) if first else ""


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]
