"""What a question asks for: a definition, a list, a figure, a date, someone, a place in a source, a yes or no."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.language import content_lemmas, is_present_verb, lemma, lemmas, words

NUMERALS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11,
    "tolv": 12,
}  # fmt: skip
"""Swedish words for the counts that lists are asked by."""


ASKING = frozenset(
    "lista nämna hänvisa lyfta uttrycka räkna jämföra beskriva förklara berätta säga stå finnas handla gälla ange heta lyda fråga svar undra veta "
    "ge prata tala visa skriva källa underlag dokument text sida enligt respektive kontra jämförelse gärna tack snälla hej kort "
    "många tycka olik olika samma sak lika likadan verkligen egentligen sann stämma faktiskt alltså bekräfta granska notis budskap mening högst "
    "ingå innehålla höra tillhöra utläsa uttyda förkortning bokstav representera föreställa redogöra återge framgå avse beröra behandla tillmäta förespråka "
    "kunna uppge anges formulera rekommendera tipsa nuläge respektive likhet förhålla "
    "tell describe compare list say says mean means give show write about".split()
)
"""Lemmas that say how to answer or where to look, not what about."""


_SLIDES = re.compile(
    r"\b(?:bild|bilden|bilder|bilderna|slide|slides)\s+(\d+(?:\s*(?:,|och|eller|samt|and|[-–])\s*\d+)*)",
    re.IGNORECASE,
)
_MOST_SLIDES = 10
_NAMING = re.compile(
    r"\b(?:heter|kallas|kallar|kalla|benämner)\s+(?:det|den|dem|dom|vi|man|ni)\b|\b(?:säga|säger|skriva|skriver)\b[^.?!]*\beller\b",
    re.IGNORECASE,
)
"""It asks for a word: what is found says “benämning”."""
_BESIDE = re.compile(r"(?P<before>[^.?!,]+)\s(?:eller|respektive)\s(?P<behind>\w+(?:\s\w+)?)", re.IGNORECASE)
_SO_MANY = re.compile(
    r"\b(?:nämn|ge|visa|lista|skriv|räkna\s+upp|berätta\s+om)\s+(?:(?:mig|oss|upp)\s+)?(?:"
    + "|".join(NUMERALS)
    + r")\b|\b(?:"
    + "|".join(NUMERALS)
    + r")\s+exempel\b",
    re.IGNORECASE,
)
"""So many as one likes to have: “nämn tre”, “tre exempel”."""
_HOW_MUCH = re.compile(
    r"\bhur\s+(?:vanlig\w*|ofta|lång\w*|länge|stor\w*|hög\w*|gammal|mycket|mkt|många)\b", re.IGNORECASE
)
"""What kind of figure is asked for: no sentence need say “vanlig” or “lång” to tell."""


def slides_named(question: str) -> frozenset[int]:
    """Return the slide numbers that a question names.

    >>> sorted(slides_named("Vad är skillnaden mellan bild 4 och 5?")), sorted(slides_named("bild 13-16"))
    ([4, 5], [13, 14, 15, 16])
    """
    found: set[int] = set()
    for match in _SLIDES.finditer(question):
        for first, last in re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", match[1]):
            if int(last or first) - int(first) <= _MOST_SLIDES:
                found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def subject_lemmas(question: str) -> tuple[str, ...]:
    """Return each lemma that says what a question is about, once; all content where nothing else is left.

    >>> subject_lemmas("Lista nyckelorden")
    ('nyckelord',)
    """
    naming = ("benämning",) if _NAMING.search(question) else ()
    every = tuple(dict.fromkeys((*naming, *content_lemmas(_HOW_MUCH.sub(" ", _SLIDES.sub(" ", question))))))
    return tuple(lemma for lemma in every if lemma not in ASKING) or every


class Aim(StrEnum):
    """The kind of thing that is asked for; it decides which sentences answer best."""

    DEFINITION = "definition"
    LIST = "list"
    NUMBER = "number"
    DATE = "date"
    WHO = "who"
    PLACE = "place"
    """Where something stands in a source: which slide, which section."""
    YES_NO = "yes-no"
    REASON = "reason"
    OTHER = "other"


BRIEF = frozenset({Aim.NUMBER, Aim.DATE, Aim.WHO})
"""Aims that one fact satisfies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a question was understood."""

    aim: Aim
    subject: tuple[str, ...] = ()
    """Lemmas of what a definition is asked of; empty for other aims."""
    count: int | None = None
    """How many there are of what is asked for, as five in “vilka fem”; None when the question does not say."""
    listed: str | None = None
    """Lemma of what a list is asked of, as “område” in “vilka områden”; None for other aims."""
    alternatives: tuple[tuple[str, ...], ...] = ()
    """Lemmas of each of two things that are set beside each other: “A eller B”, “A respektive B”."""


OPENING = r"^(?:(?:hej|ok(?:ej)?|men|och|så|snälla|du|jo|förresten|undrar|jag undrar|(?:kan|skulle) (?:du|ni) (?:kunna )?(?:berätta|säga|förklara|beskriva|lista|visa|räkna upp))[\s,.!:]+)*"
"""What may stand before a question, as a pattern: a greeting, “och”, “kan du berätta”."""
_DEFINITION = re.compile(
    OPENING
    + r"(?:(?:vad|va)\s+(?:som\s+)?(?:är|e|innebär|betyder|menas\s+med|menar\s+\w+\s+med|avses\s+med|står(?=\s+\S+\s+för\b))\s+"
    r"|(?:vad|va)\s+(?:begreppet|ordet|termen)\s+"
    r"|(?:förklara|definiera)\s+(?:vad\s+)?|what\s+(?:is|are|does)\s+|define\s+|explain\s+)"
    r"(?:det\s+(?=att\b))?(?:begreppet\s+|ordet\s+|termen\s+|egentligen\s+|en\s+|ett\s+)*(?P<subject>[^?.!,]+)",
    re.IGNORECASE,
)
_NOT_A_TERM = re.compile(
    r"\b(?:skillnad\w*|viktig\w*|syftet|målet|poängen|nästa|det|på|vi|vår|vårt|våra|kopplat)\b", re.IGNORECASE
)
_STANDS_FOR = re.compile(
    r"\b(?:förkortning\w*|bokstäver(?:na)?|bokstavskombination\w*|uttyd\w*|utläs\w*|står\s+(?:\S+\s+)?för|abbreviation|stands?\s+for)\b",
    re.IGNORECASE,
)
"""It asks what an abbreviation stands for."""
_ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ](?=\w*[A-ZÅÄÖ])[A-Za-zÅÄÖåäö]{1,6}\b")
_AIMS = (
    (
        Aim.PLACE,
        r"\b(?:vilken|vilka|på\s+vilken)\s+(?:bild|bilder|sida|sidor|slide|avsnitt)\b|\bvar\s+(?:står|finns|hittar)\b|\bvar\s+i\s+\w+|\bbildnum\w+|\bnum(?:mer|ret)\s+på\s+(?:den\s+)?(?:bild|slide)",
    ),
    (
        Aim.NUMBER,
        r"\bhur\s+(?:många|myck\w*|stor|stort|stora|hög|vanligt|ofta|lång|länge|gammal|gamla)\b|\b(?:antal|andel|procent|folkmängd|befolkningsmängd|invånarantal|tidsåtgång)\w*\b",
    ),
    (
        Aim.DATE,
        r"^(?:och\s+)?(?:från\s+)?när\b|\b(?:vilket|vilka)\s+år\b|\b(?:vilken|vilka)\s+(?:period|datum|tid)\w*\b|\bnär\s+(?:ska|blir|var|är|publicer|start|drog)",
    ),
    (
        Aim.WHO,
        r"\b(?:vem|vems|vilka\s+(?:är\s+det\s+|var\s+det\s+)?som)\b|\bvilken\s+(?:nämnd|grupp|myndighet|organisation|utredning|förvaltning|roll)\b",
    ),
    (Aim.REASON, r"\bvarför\b|\bvad\s+beror\b|\bvilka?\s+(?:skäl|orsak)\w*"),
    (
        Aim.LIST,
        r"\bvilka\b|\b(?:lista|nämn|räkna\s+upp)\b|\b(?:ange|redogör\s+för|återge|uppge|redovisa)\s+(?:alla|samtliga|de|listan)\b|\bvad\s+(?:ingår|krävs|behövs)\b|\bvilket\s+\w+\s+ingår\b",
    ),
    (
        Aim.YES_NO,
        r"^(?:är|e|ska|kan|får|måste|betyder|innebär|har|finns|gäller|vill|bör|behöver|ökar|minskar|stämmer|räknas|ingår)\b",
    ),
)
_LISTED = re.compile(
    rf"\b(?:vilka|nämn|lista)\s+(?:(?:{'|'.join(NUMERALS)}|olika|viktiga|\w+(?:ade|erade))\s+)*(\w{{4,}})\b",
    re.IGNORECASE,
)
_COMPILED = tuple((aim, re.compile(pattern, re.IGNORECASE)) for aim, pattern in _AIMS)
_MOST_WORDS_OF_A_TERM = 6
_VERBS = frozenset({"vara", "innebära", "betyda", "handla", "avse", "beskriva", "kallas"})
_VERB_FORMS = frozenset({"är", "innebär", "betyder", "handlar", "avser", "beskrivs", "syftar", "is"})
_QUESTION_WORDS = frozenset("vad vem vilka vilken hur när var varför och är ja nej hej tack".split())
"""First words that make one or two words no term of their own."""
_ROOM = 4
"""Words after the term in which the verb must stand."""


def read(question: str) -> Reading:
    """Understand what a question asks for, also when it is written as it is spoken.

    >>> read("Vad är nära vård?").subject
    ('nära', 'vård')
    >>> read("Vilka fem drivkrafter nämns?").count
    5
    >>> read("Är nära vård samma sak som primärvård?").aim.value
    'yes-no'
    """
    counted = _SO_MANY.sub(" ", question)
    count = next((NUMERALS[word] for word in words(counted) if word in NUMERALS), None)
    subject = _subject(question)
    aim = Aim.DEFINITION if subject else _aim(question)
    listed = _LISTED.search(question) if aim is Aim.LIST else None
    return Reading(
        aim=aim, subject=subject, count=count, alternatives=_alternatives(question),
        listed=lemma(listed[1].lower()) if listed else None,
    )  # fmt: skip


def _aim(question: str) -> Aim:
    for aim, pattern in _COMPILED:
        if pattern.search(question.strip()):
            return aim
    opening = words(question)[:1]
    return Aim.YES_NO if any(map(is_present_verb, opening)) else Aim.OTHER


def _alternatives(question: str) -> tuple[tuple[str, ...], ...]:
    """Return the lemmas on both sides of “eller” or “respektive”: as many words before as behind.

    >>> _alternatives("Heter det nära vård eller Nära hälsa?")
    (('nära', 'vård'), ('nära', 'hälsa'))
    """
    found = _BESIDE.search(question)
    if found is None:
        return ()
    behind = words(found["behind"])
    before = words(found["before"])[-len(behind) :]
    sides = tuple(content_lemmas(" ".join(side)) for side in (before, behind))
    return sides if all(sides) else ()


def _subject(question: str) -> tuple[str, ...]:
    """Return the lemmas of the term that a definition is asked of; empty when none is."""
    abbreviation = abbreviation_asked(question)
    if abbreviation:
        return lemmas(abbreviation)
    found = _DEFINITION.match(question.strip())
    bare = question.strip(' ?!."”')
    if found is None:
        return lemmas(bare) if len(bare.split()) <= 2 and not _is_question_word(bare) else ()  # noqa: PLR2004  # a term alone
    subject = re.sub(
        r"\s+för$|\s+mean$|\s+i\s+.*$|\s+enligt\s+.*$",
        "",
        found["subject"].strip(' "”“'),
        flags=re.IGNORECASE,
    )
    if len(subject.split()) > _MOST_WORDS_OF_A_TERM or _NOT_A_TERM.search(subject):
        return ()
    return lemmas(subject.strip(' "”“'))


def _is_question_word(text: str) -> bool:
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    return first in _QUESTION_WORDS


def abbreviation_asked(question: str) -> str | None:
    """Return the abbreviation that a question wants spelt out, as it is written there; None for any other question.

    >>> abbreviation_asked("SIP, vad betyder bokstäverna?"), abbreviation_asked("Vad gör NSV?")
    ('SIP', None)
    """
    found = _ABBREVIATION.search(question) if _STANDS_FOR.search(question) else None
    return found[0] if found else None


def defines(sentence: str, subject: tuple[str, ...]) -> bool:
    """Tell whether a sentence opens as a definition of the subject: the term, then a verb that equates.

    >>> defines("Nära vård är ett nytt sätt att arbeta.", ("nära", "vård"))
    True
    >>> defines("Ordet nära kan betyda tre saker i nära vård.", ("nära", "vård"))
    False
    """
    have = words(sentence)[: len(subject) + _ROOM]
    own = lemmas(" ".join(have))
    if own[: len(subject)] != subject:
        return False
    rest = have[len(subject) :]
    return bool(rest) and (
        rest[0] in _VERB_FORMS or (rest[0] == "kan" and bool(_VERBS & set(lemmas(" ".join(rest[1:3])))))
    )
