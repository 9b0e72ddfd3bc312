"""Terms that the sources explain without being on the list: “Vad är X?”, “X innebär …”, “begreppet X”, “X (ABBR)”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.abbreviations import long_forms
from assistant.concepts.names import Name, base_form, name_of, tokens
from assistant.concepts.reading import Leaf, Said, Shelf
from ingest.language import STOP_LEMMAS, is_present_verb, lemma

_ARTICLE = re.compile(r"^(?:(?:den|det|de|en|ett|dessa|ordet|begreppet|termen)\s+)+", re.IGNORECASE)
_INDEFINITE = re.compile(r"^(?:en|ett|ordet|begreppet|termen)\s", re.IGNORECASE)
"""What stands before a word in its dictionary form."""
_OPENS = re.compile(
    r"^\W*(?P<term>(?:[\w-]+\s+){0,3}[\w-]+)\s+(?:=|är\s+(?:inte\s+)?(?:en|ett)\b|innebär\b|betyder\b|definieras\s+som\b|"
    r"syftar\s+till\b|kan\s+(?:\w+\s+)?(?:beskrivas\s+som|betyda)\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:begreppet|termen|uttrycket|s\.\s?k\.?|så\s+kallade?[nt]?)\s+[”\"“]?(?P<term>[\w-]{4,})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:^|:\s*)(?:vad\s+(?:är|innebär|betyder|menas\s+med)|definition(?:en)?(?:\s+av)?|innebörden\s+av)\s+(?P<term>[^?:(]+?)"
    r"(?=\s+(?:inom|för|i|på|hos|enligt|med)\s|[?:(]|$)",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "arbete syfte mål uppdrag exempel fråga svar bild film text sida projekt grundtanke tanke del sätt resultat anledning "
    "annan siffra underlag kort sammanfattat det här där skillnad samtlig alla varje vi han hon detta punkt steg år person".split()
)
"""Words that open many sentences and are no terms."""
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A term as the sources write it, and its other names."""

    term: str
    variants: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name of it, as lemmas."""
        return tuple(dict.fromkeys(map(name_of, (self.term, *self.variants))))


def discover(shelf: Shelf) -> tuple[Discovered, ...]:
    """Return the terms that the searched passages themselves explain, each once, in reading order."""
    found: dict[Name, dict[str, None]] = {}
    for leaf in shelf.leaves:
        for written, variants in _in_leaf(leaf):
            term, is_base = _ARTICLE.sub("", written), _INDEFINITE.match(written) is not None
            if _may_be_term(term):
                found.setdefault(name_of(term), {term.lower() if is_base else base_form(term): None}).update(
                    dict.fromkeys(variants)
                )
    return tuple(Discovered(term=term, variants=tuple(rest)) for term, *rest in found.values())


def _in_leaf(leaf: Leaf) -> Iterator[tuple[str, tuple[str, ...]]]:
    asked = _ASKED.search(leaf.passage.heading)
    if asked:
        yield asked["term"].strip(), ()
    for said in leaf.sentences:
        if not said.is_question:
            yield from _in_sentence(said)


def _in_sentence(said: Said) -> Iterator[tuple[str, tuple[str, ...]]]:
    opens = _OPENS.match(said.text)
    if opens:
        yield opens["term"], ()
    for called in _CALLED.finditer(said.text):
        if not _is_verb(called["term"].lower()):
            yield f"ordet {called['term']}", ()
    for short, long in long_forms(said.text):
        yield long, (short,)


def _is_verb(word: str) -> bool:
    """Tell whether a word after “ordet” is what happens to it: “ordet används”.

    >>> _is_verb("används"), _is_verb("egenkraft")
    (True, False)
    """
    own = lemma(word)
    return own != word and own.endswith("a")


def _may_be_term(term: str) -> bool:
    """Tell whether words can be a term: few, none of them a verb, and the last with a subject of its own."""
    words = tokens(term)
    if not 0 < len(words) <= _MOST_WORDS or words[0].lemma in STOP_LEMMAS | _GENERIC:
        return False
    last = words[-1].lemma
    names_something = last not in STOP_LEMMAS | _GENERIC and len(last) > 2 and not last.isdigit()  # noqa: PLR2004  # “ca” is no term
    return names_something and not any(is_present_verb(word.word) for word in words)
