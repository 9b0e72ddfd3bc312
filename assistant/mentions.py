"""Which sources a question names: “enligt Örebro”, “i bildspelet”, “vad säger SKR”."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.catalogue import Catalogue
from ingest.records import StoredDocument

_ACRONYM = re.compile(r"\b[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]*[A-ZÅÄÖ]\b")
_WORD = re.compile(r"\w+")
_ALL_SOURCES = re.compile(
    r"\b(?:käll(?:a|an|or|orna|ornas)|dokumenten|texterna|överens|oense|eniga|motsäger)\b", re.IGNORECASE
)
"""Words of a question that asks how the sources agree."""
_KIND_WORDS = {"bildspel": ("bildspel", "presentation"), "handbok": ("handbok",)}
_STEM = 4
"""Shortest name that may be followed by an ending, as in “Örebros” or “bildspelet”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The sources that a question names."""

    words: frozenset[str]
    """The question's words that name a source: they say where to look, not what for."""
    documents: Mapping[str, float]
    """By document id, the share of the mentions that name the document, 0–1."""
    sides: tuple[frozenset[str], ...] = ()
    """Document ids of each source where several are named, or where the question asks how the sources agree."""

    @property
    def best(self) -> frozenset[str]:
        """The documents that the question names most fully."""
        most = max(self.documents.values(), default=0.0)
        return frozenset(id_ for id_, share in self.documents.items() if share == most)


NOBODY = Mentions(words=frozenset(), documents={})


def find(question: str, documents: Sequence[StoredDocument], catalogue: Catalogue) -> Mentions:
    """Find the sources that a question names, by place, publisher, originator or kind.

    Args:
        question: As asked.
        documents: Those that are searched.
        catalogue: Knows what the layers are called.
    """
    words = _WORD.findall(question.lower())
    names = {document.id: _names_of(document, catalogue) for document in documents}
    every = frozenset().union(*names.values()) if names else frozenset()
    named = {word: name for word in words if (name := _name_in(word, every)) is not None}
    wanted = set(named.values())
    sides = _sides({name: frozenset(id_ for id_, own in names.items() if name in own) for name in wanted})
    if len(sides) < 2 and _ALL_SOURCES.search(question):  # noqa: PLR2004  # two make a comparison
        sides = tuple(frozenset({one.id}) for one in documents if not one.provenance.guide)
    if not named:
        return replace(NOBODY, sides=sides)
    shares = {id_: len(wanted & own) / len(wanted) for id_, own in names.items() if wanted & own}
    return Mentions(words=frozenset(named), documents=shares, sides=sides if len(sides) > 1 else ())


def _sides(named: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Give each document to the narrowest name: in “FoU-sidan och bildspelet” the deck is the one, the page the other.

    >>> [sorted(side) for side in _sides({"fou": frozenset("ab"), "bildspel": frozenset("b")})]
    [['b'], ['a']]
    """
    taken: frozenset[str] = frozenset()
    sides = []
    for documents in sorted(set(named.values()), key=lambda ids: (len(ids), sorted(ids))):
        if documents - taken:
            sides.append(documents - taken)
        taken |= documents
    return tuple(sides)


def _names_of(document: StoredDocument, catalogue: Catalogue) -> frozenset[str]:
    provenance = document.provenance
    places = [
        word.lower()
        for profile in catalogue.profiles
        if profile.id == provenance.profile
        for word in profile.words
    ]
    acronyms = [name for text in (provenance.publisher, provenance.title) for name in _acronyms(text)]
    entry = catalogue.entry(provenance.catalogue_id) if provenance.catalogue_id else None
    heard = [rule.originator for rule in entry.place if rule.originator] if entry else []
    originators = [name.lower() for text in heard for name in text.split(" och ") if _WORD.fullmatch(name)]
    kind = provenance.kind.lower()
    kinds = _KIND_WORDS.get(kind, (kind,)) if kind not in _COMMON else ()
    return frozenset((*places, *acronyms, *originators, *kinds))


_COMMON = frozenset({"dokument", "webbsida"})
"""Kinds that name no source in particular."""


def _acronyms(text: str) -> list[str]:
    """Return the names in capitals; a whole title in capitals holds none.

    >>> _acronyms("FoU i Sörmland, från SKR"), _acronyms("NÄRA VÅRD FÖR ALLA"), _acronyms("SKR")
    (['fou', 'skr'], [], ['skr'])
    """
    letters = [word for word in _WORD.findall(text) if word.isalpha()]
    if len(letters) > 1 and all(word.isupper() for word in letters):
        return []
    return [name.lower() for name in _ACRONYM.findall(text)]


def _name_in(word: str, names: frozenset[str]) -> str | None:
    """Return the longest name that a word is a form of: itself, or with a short ending."""
    fitting = [
        name
        for name in names
        if word in {name, f"{name}s"}
        or (len(name) >= _STEM and word.startswith(name) and len(word) - len(name) <= _STEM)
    ]
    return max(fitting, key=len, default=None)
