"""Contested claims: what one source says grows, another says shrinks. Such a sentence is left out of a draft."""

import re
from collections import defaultdict
from collections.abc import Iterator

from assistant.disagreement import opposed
from assistant.drafting.units import Key, Unit
from assistant.evidence import Candidate
from assistant.questions import read
from assistant.ranking import Ranked
from assistant.terms import Terms
from ingest.catalogue import NATIONAL
from ingest.documents import Sentence
from ingest.language import STOP_LEMMAS, lemmas
from ingest.library import Library
from ingest.records import Role

_DIRECTED = frozenset("öka växa fler stiga minska sjunka färre få".split())
"""Lemmas without which a clause gives no direction."""
_CLAUSE = re.compile(r"\s*(?:[,;:–]|\bmedan\b|\boch\b|\bmen\b|\bmed\b)\s*", re.IGNORECASE)


class Disputes:
    """Every sentence of the sources, by its words, to find those that say the opposite."""

    def __init__(self, library: Library) -> None:
        self._by_lemma: dict[str, list[Candidate]] = defaultdict(list)
        self._judged: dict[Key, bool] = {}
        for one in _sentences(library):
            for lemma in frozenset(lemmas(one.quote)):
                self._by_lemma[lemma].append(one)

    def is_disputed(self, unit: Unit) -> bool:
        """Tell whether a source gives the opposite direction for what a clause of the unit is about."""
        if unit.key not in self._judged:
            own = _candidate(unit.source, unit.first)
            self._judged[unit.key] = any(self._disputed(own, clause) for clause in _CLAUSE.split(own.quote))
        return self._judged[unit.key]

    def _disputed(self, own: Candidate, clause: str) -> bool:
        every = dict.fromkeys(lemmas(clause))
        if _DIRECTED.isdisjoint(every):
            return False
        focus = [lemma for lemma in every if lemma not in STOP_LEMMAS]
        terms = Terms(weights=dict.fromkeys(focus, 1.0), reading=read(clause))
        sharing = {id(one): one for lemma in focus for one in self._by_lemma.get(lemma, ())}
        sides = opposed(terms, (own, *sharing.values()), profile=NATIONAL) if focus else ()
        return any(_same(own, one) for side in sides for one in side.candidates)


def _sentences(library: Library) -> Iterator[Candidate]:
    for document in library.documents():
        if document.role is not Role.SEARCHED or document.provenance.guide:
            continue
        for passage in library.passages_of(document.id):
            ranked = Ranked(passage=passage, document=document, score=0.0, cover=0.0, channels={})
            yield from (
                _candidate(ranked, sentence) for sentence in passage.sentences if not passage.instruction
            )


def _candidate(source: Ranked, sentence: Sentence) -> Candidate:
    passage = source.passage
    quote = passage.text[sentence.start - passage.start : sentence.end - passage.start]
    return Candidate(source=source, sentences=(sentence,), quote=quote, texts=(quote,), score=0.0)


def _same(own: Candidate, other: Candidate) -> bool:
    """Tell whether a side speaks with the sentence itself, whole or by a clause."""
    mine, said = own.sentences[0], other.sentences[0]
    same = own.source.document.id == other.source.document.id
    return same and mine.start <= said.start and said.end <= mine.end
