"""What is searched for a question: its own words, with those of the question before, or as the two that it asks."""

from dataclasses import dataclass, replace
from functools import reduce
from typing import Protocol

from assistant.answers import Evidence
from assistant.clauses import parts
from assistant.mentions import Mentions
from assistant.ranking import Ranked, as_evidence, merged
from assistant.spelling import Vocabulary
from assistant.terms import Terms, weighed
from assistant.understanding import Understood
from ingest.library import Library

EVIDENCE = 20
"""Passages listed with every answer."""


class Retriever(Protocol):
    """Ranks passages for a question."""

    def retrieve(self, question: str, *, profile: str, limit: int) -> tuple[Ranked, ...]:
        """Return the best passages, best first."""
        ...

    def named_in(self, question: str) -> Mentions:
        """Return the sources that a question names."""
        ...

    def vocabulary(self) -> Vocabulary:
        """Return what words the record holds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was found for a question."""

    ranked: tuple[Ranked, ...]
    terms: Terms
    named: Mentions
    parts: tuple["Searched", ...] = ()
    """The same for each question of a sentence that asks two."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is shown of the passages."""
        return tuple(map(as_evidence, self.ranked))


def search(understood: Understood, profile: str, *, retriever: Retriever, library: Library) -> Searched:
    """Search the raw words always; a question that leans on the one before it also together with that.

    Args:
        understood: The question.
        profile: The asker's.
        retriever: Ranks passages.
        library: Knows how rare each word is.
    """
    asked = understood.searched
    ranked = retriever.retrieve(asked, profile=profile, limit=EVIDENCE)
    if understood.before is not None:
        together = f"{understood.before} {asked}"
        ranked = merged(ranked, retriever.retrieve(together, profile=profile, limit=EVIDENCE))[:EVIDENCE]
    named = retriever.named_in(asked)
    terms = weighed(asked, named, library)
    if understood.before is not None:
        before = weighed(understood.before, named, library)
        terms = replace(terms.leaning_on(before), reading=understood.reading)
    asks_two = () if named.sides or understood.before or understood.claim else parts(asked)
    each = tuple(_search_part(part, profile, retriever, library) for part in asks_two)
    ranked = reduce(merged, (one.ranked for one in each), ranked)[:EVIDENCE]
    return Searched(ranked=ranked, terms=terms, named=named, parts=each)


def _search_part(asked: str, profile: str, retriever: Retriever, library: Library) -> Searched:
    named = retriever.named_in(asked)
    ranked = retriever.retrieve(asked, profile=profile, limit=EVIDENCE)
    return Searched(ranked=ranked, terms=weighed(asked, named, library), named=named)
