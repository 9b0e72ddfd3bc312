"""Things that a question asks for by name: a person, a place, a product, what is largest, what only the asker calls so."""

import re
from collections.abc import Callable, Iterator

from assistant.answer_types import LAW_ASKED, Demand, matches
from assistant.questions import Aim, Reading
from assistant.terms import stands
from assistant.vocabulary import word_pattern
from ingest.language import STOP_LEMMAS, lemma, lemmas

_ASKED_FOR = re.compile(
    r"\b(?:vilken|vilket|vilka|hur\s+många|which|how\s+many)\s+(?:(?:nya|fler|olika|andra|många|tre|två|fyra|fem|sex)\s+)*(\w+)"
    r"|\bvad\s+heter\s+(?:(?:den|det|er|vår|nya|ny)\s+)*(\w+)"
    r"|\bvar\s+(?:finns|hittar|ligger|får|söker|laddar|\w+[adlrn]s)\s+(?:(?:jag|man|vi|den|det|en|ett|tag|på|ner|ned)\s+)*(\w+)"
    r"|\bfinns\s+det\s+(?:någon|något|några|en|ett)\s+(\w+)"
    r"|\bvem\s+(?:är|var|blir|blev|hette|ligger|äger|bär)\s+(?:(?:den|ny|nya)\s+)*(\w+)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\w+(?:ade|ades|dde|ddes|fts|gts|kts|sts)|\w*(?:lyfts|nämns|finns|anges|pekas)", re.IGNORECASE
)
"""What is done, not what is asked for: “vilka klubbade …”, “vilken lyfts …”."""
_CALLED = re.compile(r"\bvad\s+het(?:er|te)\b", re.IGNORECASE)
_GENERIC = frozenset(
    "sätt skäl del roll typ slag fråga person sak anledning orsak fördel nackdel punkt form grad ord uttryck begrepp sida bild "
    "källa mening text avsnitt dokument exempel nummer siffra tips råd information material befattning profession yrkesgrupp yrkeskategori yrke "
    "instans organ aktör part funktion färdighet förmåga kompetens egenskap faktor omständighet villkor utsträckning vis syn "
    "skrift publikation bok rapport underlag artikel uppfattning uppgift innebörd betydelse förväntning skillnad likhet ändamål grund tillfälle läge slutsats nivå procent år datum månad tid tidpunkt dag".split()
)
"""What may be asked for without its name standing anywhere: “på vilket sätt”."""
_PLACES_ASKED = frozenset("kommun region stad ort län land plats sjukhus".split())
_WHERE = re.compile(r"\bvar\s+(?:någonstans|hölls|hålls|äger|ägde)\b", re.IGNORECASE)
_KIND = re.compile(
    r"\w*(?:app|appen|system|systemet|plattform|plattformen|programvara|programvaran|produkt|produkten|leverantör|leverantören|"
    r"företag|företaget|byrå|byrån|konsult|konsulten)",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    rf"\b(?:vilken|vilket|vad\s+för|vad\s+heter)\s+(?:\w+\s+){{0,2}}?{_KIND.pattern}\b", re.IGNORECASE
)
"""What has a name that no other has: which one it is, only its name tells."""
_NAME = re.compile(r"[A-ZÅÄÖ\d]\w*[A-ZÅÄÖa-zåäö]\w*")
_TOKEN = re.compile(r"\w+|[.!?](?=\s)")
_BESIDE = 6
"""Words at most between a product's name and what kind it is."""
_SUPERLATIVE = re.compile(
    r"\b(?:sämst|bäst|störst|lägst|flest|längst|kortast|dyrast|billigast|snabbast|äldst|yngst|vanligast)\w*\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:chef|ordförande|direktör|kontaktperson|sekreterare|regissör|författare|upphovs(?:man|person)|ledare)\w*\b|\bperson(?:en)?\s+som\b",
    re.IGNORECASE,
)
"""Who holds it is a person by name."""
_PERSON = re.compile(
    r"(?<=[\wåäö,:] )[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+|^[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+\b"
)
_PERSON_ASKED = re.compile(r"\bvilken\s+person\b|\bvad\s+heter\s+\w+\s+som\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"\b(?:vem\s+(?:är|e|var|va|sitter|blev)|vad\s+het(?:er|te)|namnet\s+på|vilken\s+person)\b", re.IGNORECASE
)


def named_thing(question: str, reading: Reading, *, is_known: Callable[[str], bool]) -> Iterator[Demand]:
    """Yield what must stand by name in what is quoted.

    Args:
        question: As asked, personal data taken away.
        reading: How it was understood.
        is_known: Tells whether a lemma stands anywhere in the record, itself, in a compound or by a neighbour.
    """
    if _PERSON_ASKED.search(question) or (_POST.search(question) and _WHO_IS.search(question)):
        yield Demand(name="något namn", met_by=matches(_PERSON), in_quote=True)
    if _PRODUCT.search(question):
        yield Demand(name="något namn", met_by=_names_another(question), in_quote=True)
    superlative = _SUPERLATIVE.search(question)
    if superlative:
        yield Demand(name=f"vad som är {superlative[0].lower()}", met_by=matches(_SUPERLATIVE), in_quote=True)
    wanted = asked_for(question)
    if wanted is not None and _CALLED.search(question):
        yield Demand(name=wanted, met_by=lambda text: stands(wanted, text), in_quote=True)
    if _WHERE.search(question) or (wanted in _PLACES_ASKED and reading.aim is not Aim.NUMBER):
        yield Demand(name="någon plats vid namn", met_by=_names_another_place(question), in_quote=True)
    elif wanted is not None and not is_known(wanted) and not LAW_ASKED.search(question):
        yield Demand(name=_as_asked(wanted, question), met_by=lambda _: False)


def asked_for(question: str) -> str | None:
    """Return the lemma of the thing that a question asks for by name, None when it names none.

    >>> asked_for("Vilken leverantör har ni?"), asked_for("Vem är ordförande?"), asked_for("Vad är SIP?")
    ('leverantör', 'ordförande', None)
    """
    found = _ASKED_FOR.search(question)
    word = next((group for group in found.groups() if group), None) if found else None
    wanted = lemma(word.lower()) if word and not _VERB.fullmatch(word) else None
    return None if wanted is None or wanted in STOP_LEMMAS | _GENERIC or wanted.endswith("nummer") else wanted


def _as_asked(wanted: str, question: str) -> str:
    return next((word for word in re.findall(r"\w+", question) if lemma(word.lower()) == wanted), wanted)


def _names_another(question: str) -> Callable[[str], bool]:
    """Return what tells whether a text names something that the question does not, near the kind of thing asked for."""
    asked = frozenset(lemmas(question))

    def met(text: str) -> bool:
        plain = word_pattern("places", "names", "capital", ending="s").sub("", text)
        tokens = _TOKEN.findall(plain)
        things = [n for n, token in enumerate(tokens) if _KIND.fullmatch(token)]
        named = [
            n
            for n, token in enumerate(tokens)
            if n and _NAME.fullmatch(token) and not asked.issuperset(lemmas(token))
        ]
        return any(0 < abs(one - other) <= _BESIDE for one in things for other in named)

    return met


def _names_another_place(question: str) -> Callable[[str], bool]:
    known = {match.group().lower() for match in places_in(question)}
    return lambda text: any(match.group().lower() not in known for match in places_in(text))


def places_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the names of places in a text; those that are words too only where they are written as names."""
    yield from word_pattern("places", "names", ending="s").finditer(text)
    for match in word_pattern("places", "capital").finditer(text):
        if match.group()[:1].isupper() and match.start() > 0:
            yield match
