"""How a sentence explains a term that stands in it: “X är …”, “med X menas …”, “X, en form av …”, “X (ABBR)”.

Each pattern looks at what stands before and after the term. Negations belong to a definition: “X är inte …” defines too.
"""

import re
from enum import Enum

from assistant.concepts.values import Strength
from ingest.language import NUMERAL_WORDS, is_present_verb

_ARTICLE = r"(?:(?:den|det|de|dessa|en|ett|the|an?)\s+)?"
_CALLED = r"(?:(?:ordet|begreppet|termen|uttrycket)\s+)?"
_QUOTE = r"[”\"“»«’']?"
_PREPOSITIONS = frozenset(
    "i på av för med till från om inom mellan genom utan mot hos vid under efter som att och eller är inte".split()
)

_SUBJECT = re.compile(
    r"^\W*(?:\d+\.\s*)?"
    r"(?P<label>[\w&./ -]{2,50}?(?::|\s[–-])\s+)?"  # whose words they are, or what the line is about
    r"(?:[\w-]+(?:,\s+[\w-]+)*,?\s+(?:och|samt|and)\s+)?"  # the term's fellows in a list
    r"(?:(?:omställningen|utvecklingen|vägen|målet|syftet|tanken|idén|meningen|innebörden|definitionen)\s+(?:till|mot|med|av|bakom|i)\s+)?"
    rf"{_CALLED}{_ARTICLE}(?P<adjective>[\w-]+\s+)?{_QUOTE}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"(?:[,;:–-]|\b(?:att|där|men|eftersom|medan|när|det))\s+{_ARTICLE}{_QUOTE}$", re.IGNORECASE
)
_FRONTED = re.compile(
    r"^\W*(?:i|inom|med|för|på|genom|enligt|vid|under|hos|samtidigt|förenklat|enkelt|därför|då|här|idag|ytterst|kort)\b"
    rf"(?:\s[\w-]+){{0,7}}\s(?P<verb>\w+)\s+{_ARTICLE}(?:s\.?\s?k\.?\s+|[\w-]+\s+)?{_QUOTE}$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:begreppet|termen|ordet|uttrycket|benämningen|kallas|kallat|kallad|kallade|så\s+kallade?[nt]?|s\.?\s?k\.?|benämns)"
    rf"\s+(?:för\s+)?{_ARTICLE}{_QUOTE}$",
    re.IGNORECASE,
)
_CLASSED = re.compile(rf"\b(?:beskrivas|beskrivs|ses|definieras)\s+som\s+{_ARTICLE}{_QUOTE}$", re.IGNORECASE)
_DEFINED = re.compile(
    r"\b(?:definition(?:en)?\s+(?:av|på|för)|innebörden\s+(?:av|i)|innebörd\s+av|definition)\s+"
    rf"{_ARTICLE}{_QUOTE}(?:[\w-]+{_QUOTE}\s)?$",
    re.IGNORECASE,
)
_TALKED_OF = re.compile(
    r"\b(?:man|vi|brukar|ofta|ibland)\s+(?:\w+\s+)?(?:pratar?|talar?)\s+om\s+[^.:;]{0,80}$", re.IGNORECASE
)
_MEANT_BY = re.compile(rf"\bmed\s+{_CALLED}{_ARTICLE}{_QUOTE}$", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:{'|'.join(sorted(NUMERAL_WORDS))})\s+(?:\w+\s+)?$", re.IGNORECASE)
_INSTANCE = re.compile(
    r"\((?:till\s+exempel|t\.?\s?ex\.?|exempelvis|såsom|bland\s+annat)\s[^)]*$", re.IGNORECASE
)

_REPORTED = re.compile(
    r"\b(?:skriv|säg|undvik|påstå|påstår|tror|anta|antar|missförstånd\w*|myt|myten|fördom\w*)\b[^.;:]*\batt\s[^.;:]*$",
    re.IGNORECASE,
)
"""“Många tror att X är …” is what X is not."""

_LINKED = r"(?:är|var|blir|is|are)"
_EXPLAINS = (
    r"(?:innebär|betyder|handlar\s+(?:\w+\s+)?om|syftar\s+(?:till|på)|utgör|utgår\s+från|består\s+(?:av|i)|omfattar|"
    r"kännetecknas\s+av|går\s+ut\s+på|bygger\s+på|står\s+för|definieras\s+som|beskrivs\s+som|avser|menas|avses|"
    r"means|refers\s+to|aims\s+to|"
    r"(?:kan|ska|skall|bör|brukar)\s+(?:[\w-]+\s+)?(?:vara|utgöra)|"
    r"(?:kan|ska|skall|bör|brukar)\s+(?:[\w-]+\s+){0,3}?(?:innebära|betyda|handla\s+om|beskrivas\s+som|ses\s+som|definieras\s+som|"
    r"förstås\s+som|sägas\s+vara))"
)
_FILL = rf"^{_QUOTE}(?:\s*\([^)]*\))?(?:\s*(?:,|och|samt)\s+[\w-]+(?:\s[\w-]+)?){{0,3}}\s*[–-]?\s*(?:(?:alltså|kort|även|också|inte)\s+)?"
_IS = re.compile(rf"{_FILL}{_LINKED}\b\W*\w", re.IGNORECASE)
_IS_AT_ONCE = re.compile(rf"^{_QUOTE}(?:\s*\([^)]*\))?\s+{_LINKED}\b\W*\w", re.IGNORECASE)
_MEANS = re.compile(rf"{_FILL}{_EXPLAINS}\b\W*\w", re.IGNORECASE)
_QUALIFIED = re.compile(
    rf"^{_QUOTE}(?:\s*\([^)]*\))?,?\s+(?:som|där|vilken|vilket|med|i|för|till|av|på|inom|mellan)\s.{{1,140}}?\b"
    rf"(?:{_LINKED}|{_EXPLAINS})\b\W*\w",
    re.IGNORECASE,
)
_IN_APPOSITION = re.compile(
    rf"^{_QUOTE}\s*,\s*(?:en|ett|det\s+vill\s+säga|dvs|d\.\s?v\.\s?s\.|alltså|vilket\s+(?:innebär|betyder|är)|som\s+(?:innebär|betyder))"
    r"(?:\s+[\w-]+){2}",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"^{_QUOTE}\s*\((?:t\.?\s?ex\.?|till\s+exempel|exempelvis|dvs|d\.\s?v\.\s?s\.|det\s+vill\s+säga|alltså)\W+\w",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"^{_QUOTE}(?:\s*\([^)]*\))?(?:\s*(?:,|och|samt)\s+[\w-]+(?:\s[\w-]+)?){{0,2}}\s*(?:=|:(?=\s*\w+\W+\w+\W+\w)|\s[–-](?=\s*(?:\w+\W+){{4}}\w))\W*\w"
)
_WHERE = re.compile(rf"^{_QUOTE}\s*,?\s*(?:där|som)(?:\s+[\w-]+){{4}}", re.IGNORECASE)
_EXPLAINED_BEFORE = re.compile(r"\b(?:handlar\s+om|innebär|är|syftar\s+till)\s[^,.;:]{0,50}$", re.IGNORECASE)
_DENIED = re.compile(
    rf"\b(?:är|innebär|betyder)\s+(?:inte\s+)?(?:alltid\s+)?{_ARTICLE}{_QUOTE}$", re.IGNORECASE
)
_FIRST_WORD = re.compile(rf"^{_QUOTE}(?:\s*\([^)]*\))?\s+(?P<verb>\w+)", re.IGNORECASE)
_FRONTED_LINKS = frozenset("är utgör innebär betyder utgår".split())
_LEAST_LETTERS = 4


def strength(before: str, after: str) -> Strength | None:
    """Say how plainly a sentence explains the term between two of its parts; None where it does not.

    >>> strength("", " är inte en ny nivå.").name, strength("I den nya byn är ", " kärnan.").name
    ('DEFINES', 'DEFINES')
    >>> strength("Nu införs en s.k ", ", en form av möte.").name
    'DEFINES'
    >>> strength("Skriv inte att ", " är en ny organisation.") is None
    True
    >>> strength("Vi talar i dag mycket om hur ", " kan finansieras.") is None
    True
    """
    if _REPORTED.search(before):
        return None
    if _defines(before, after):
        return Strength.DEFINES
    if _speaks(before, after):
        return Strength.SPEAKS
    return None


class Reach(Enum):
    """How much of what follows belongs to the explanation."""

    SENTENCE = "sentence"
    """The sentence, and what leans on it."""
    ROW = "row"
    """The whole block: it is labelled with the term, or with whose words it holds."""
    ON = "on"
    """What follows: the sentence only brings the term up, as “fyra …” or “man pratar om …”."""


def reach(before: str, after: str) -> Reach:
    """Return how far an explanation goes on after the sentence that holds the term.

    >>> reach("Här visas fyra ", "."), reach("WHO: ", " är …"), reach("", " är ett sätt.")
    (<Reach.ON: 'on'>, <Reach.ROW: 'row'>, <Reach.SENTENCE: 'sentence'>)
    """
    if _brings_up(before):
        return Reach.ON
    found = _SUBJECT.match(before)
    labelled = found is not None and (found["label"] or _LABELS.search(after))
    return Reach.ROW if labelled else Reach.SENTENCE


def _brings_up(before: str) -> bool:
    return _COUNTED.search(before) is not None or _TALKED_OF.search(before) is not None


def _defines(before: str, after: str) -> bool:
    subject = _is_subject(before)
    begins_clause = _CLAUSE.search(before) is not None
    return (
        (subject and _IS.search(after) is not None)
        or (begins_clause and _IS_AT_ONCE.search(after) is not None)
        or _MEANS.search(after) is not None
        or (subject and (_QUALIFIED.search(after) is not None or _LABELS.search(after) is not None))
        or _fronts(before, after, verbs=_FRONTED_LINKS)
        or any(pattern.search(after) for pattern in (_IN_APPOSITION, _IN_BRACKETS))
        or any(pattern.search(before) for pattern in (_NAMED, _DEFINED))
        or (_CLASSED.search(before) is not None and not re.search(r"\w", after))
        or (
            _MEANT_BY.search(before) is not None
            and re.match(r"\W*(?:menas|avses|menar|avser)\b", after) is not None
        )
        or _is_coined(before, after)
        or _brings_up(before)
        or (_WHERE.search(after) is not None and _EXPLAINED_BEFORE.search(before) is not None)
    )


def _speaks(before: str, after: str) -> bool:
    """Tell whether a sentence has the term as its subject, or goes on to say where it is so."""
    found = _FIRST_WORD.search(after)
    verb = found["verb"].lower() if found else ""
    is_verb = bool(verb) and (is_present_verb(verb) or (verb.endswith("s") and len(verb) > _LEAST_LETTERS))
    return (
        (is_verb and _is_subject(before))
        or _fronts(before, after, verbs=None)
        or _WHERE.search(after) is not None
        or _INSTANCE.search(before) is not None
        or (_DENIED.search(before) is not None and not re.search(r"\w", after))
    )


def _is_subject(before: str) -> bool:
    """Tell whether what stands before a term lets the sentence begin with it."""
    found = _SUBJECT.match(before)
    adjective = (found["adjective"] or "").strip() if found else ""
    return found is not None and (not adjective or _may_qualify(adjective))


def _may_qualify(word: str) -> bool:
    """Tell whether a word between the article and the term can be an adjective: no name, preposition or verb."""
    own = word.lower()
    return not word.isupper() and own not in _PREPOSITIONS and not is_present_verb(own)


def _fronts(before: str, after: str, *, verbs: frozenset[str] | None) -> bool:
    """Tell whether a verb stands before the term because something else opens the sentence: “I byn är X …”."""
    found = _FRONTED.match(before)
    if found is None or not re.search(r"\w", after):
        return False
    verb = found["verb"].lower()
    return verb in verbs if verbs is not None else is_present_verb(verb)


def _is_coined(before: str, after: str) -> bool:
    """Tell whether the term stands in quotation marks by itself: a word that the writer knows to be new.

    >>> _is_coined("Vi behöver ”", "” vårt arbete."), _is_coined("Som hon säger ”leva i ", "”.")
    (True, False)
    """
    return re.search(r"[”\"“»]$", before) is not None and re.match(r"[”\"«]", after) is not None
