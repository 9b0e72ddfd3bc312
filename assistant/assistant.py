"""From a question to a verified answer: guard, retrieve, judge, write."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from assistant.answers import (
    Answer,
    Event,
    Evidence,
    Failed,
    Finished,
    Found,
    Origin,
    Outcome,
    Question,
    Statement,
    Wrote,
)
from assistant.evidence import candidates, is_answerable, weighed
from assistant.excerpts import Excerpt, excerpt
from assistant.mentions import Mentions
from assistant.phrases import (
    ENGLISH_NOTICE,
    MASKED_NOTICE,
    NO_QUESTION,
    NOT_FOUND,
    NOTHING_LOADED,
    STORED_FAULT,
    TOO_LONG,
)
from assistant.questions import BRIEF
from assistant.retrieval import Ranked
from assistant.writers.quoting import MOST_WORDS, Written, write
from ingest.errors import IngestError
from ingest.library import Library
from ingest.masking import mask

log = logging.getLogger(__name__)

MOST_CHARACTERS = 2_000
"""Longer questions are asked to be shortened."""

EVIDENCE = 20
"""Passages listed with every answer."""

_NEAREST = 3
_ENGLISH = frozenset(
    "what is who how the are why which does do can you when where and of mean explain tell".split()
)
_MOSTLY = 0.4


class Retriever(Protocol):
    """Ranks passages for a question."""

    def retrieve(self, question: str, *, profile: str, limit: int) -> tuple[Ranked, ...]:
        """Return the best passages, best first."""
        ...

    def named_in(self, question: str) -> Mentions:
        """Return the sources that a question names."""
        ...


class Assistant:
    """Answers questions from the record. Bad input gives an answer with its own outcome, never an exception.

    Args:
        library: The record.
        retriever: Ranks passages for a question.
        names: What people call the sources, by catalogue id.
    """

    def __init__(
        self, *, library: Library, retriever: Retriever, names: Mapping[str, str] | None = None
    ) -> None:
        self._names = names or {}
        self._library = library
        self._retriever = retriever

    def ask(self, question: Question) -> Answer:
        """Answer one question."""
        *_, last = self._events(question)
        if isinstance(last, Finished):
            return last.answer
        raise AssertionError("a stream of events ends with Finished")

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield Found, then Wrote pieces, then Finished; or Failed when the record gives way."""
        try:
            yield from self._events(question)
        except IngestError:
            log.exception("answer failed")
            yield Failed(message=STORED_FAULT)

    def search(self, text: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Evidence, ...]:
        """Return the best passages, best first."""
        masked, _ = mask(text[:MOST_CHARACTERS])
        return tuple(
            _evidence(found) for found in self._retriever.retrieve(masked, profile=profile, limit=limit)
        )

    def excerpt(self, document_id: str, *, start: int, end: int) -> Excerpt | None:
        """Return the cited run in its surroundings; None when the document is gone."""
        return excerpt(self._library, document_id, start=start, end=end)

    def _events(self, question: Question) -> Iterator[Event]:
        began = perf_counter()
        asked, masked = mask(readable(question.text).strip())
        refusal = _refusal(asked)
        asked = asked[:MOST_CHARACTERS]
        ranked = () if refusal == NO_QUESTION else self._retrieve(asked, question)
        evidence = tuple(_evidence(found) for found in ranked)
        yield Found(evidence=evidence)
        retrieved = perf_counter()
        if refusal is not None:
            answer = _refused(question, asked, Outcome.CLARIFY, refusal, evidence=evidence)
        else:
            answer = self._write(question, asked, ranked, evidence, notices=_notices(asked, masked))
        for piece in answer.answer.splitlines(keepends=True):
            yield Wrote(text=piece)
        timings = {"retrieve": _ms(began, retrieved), "write": _ms(retrieved), "total": _ms(began)}
        yield Finished(answer=replace(answer, timings_ms=timings))

    def _retrieve(self, asked: str, question: Question) -> tuple[Ranked, ...]:
        """Search the raw words always; a short follow-up also together with the question before it."""
        ranked = self._retriever.retrieve(asked, profile=question.profile, limit=EVIDENCE)
        if not question.history:
            return ranked
        before, _ = mask(readable(question.history[-1])[:MOST_CHARACTERS])
        together = f"{before} {asked}"
        further = self._retriever.retrieve(together, profile=question.profile, limit=EVIDENCE)
        return merge(ranked, further)

    def _write(
        self,
        question: Question,
        asked: str,
        ranked: Sequence[Ranked],
        evidence: tuple[Evidence, ...],
        *,
        notices: Sequence[str],
    ) -> Answer:
        if not ranked:
            return _refused(question, asked, Outcome.UNANSWERED, NOTHING_LOADED, notices=notices)
        terms = weighed(asked, self._retriever.named_in(asked), self._library)
        found = candidates(terms, ranked, self._library) if is_answerable(ranked) else ()
        if not found:
            return _refused(
                question, asked, Outcome.UNANSWERED, NOT_FOUND, notices=notices, evidence=evidence,
                nearest=evidence[:_NEAREST], missing=asked,
            )  # fmt: skip
        opening = sum(len(notice.split()) for notice in notices)
        written = write(
            found,
            profile=question.profile,
            most_words=MOST_WORDS - opening,
            brief=terms.reading.aim in BRIEF,
        )
        named = tuple(replace(one, rests_on=self._named(one.rests_on)) for one in written.citations)
        return _answered(
            question, asked, replace(written, citations=named), evidence=evidence, notices=notices
        )

    def _named(self, rests_on: str | None) -> str | None:
        """Write the handbook's “Källa: …” with the names that people know instead of catalogue ids."""
        for id_, name in self._names.items() if rests_on else ():
            rests_on = re.sub(rf"(?<=[ ;]){re.escape(id_)}(?=,)", name, rests_on or "")
        return rests_on


def readable(text: str) -> str:
    """Leave out what no text can carry: halves of surrogate pairs.

    >>> readable("nära" + chr(0xD800) + " vård")
    'nära vård'
    """
    return text.encode("utf-8", "ignore").decode("utf-8")


def merge(first: Sequence[Ranked], second: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Join two rankings: a passage keeps its better score."""
    best: dict[str, Ranked] = {}
    for found in (*first, *second):
        known = best.get(found.passage.id)
        if known is None or found.score > known.score:
            best[found.passage.id] = found
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.passage.id))[:EVIDENCE])


def _refusal(asked: str) -> str | None:
    """Return why a text cannot be asked at all, None when it can."""
    if not any(character.isalpha() for character in asked):
        return NO_QUESTION
    return TOO_LONG if len(asked) > MOST_CHARACTERS else None


def _notices(asked: str, masked: int) -> list[str]:
    found = re.findall(r"[a-zåäö]+", asked.lower())
    english = sum(word in _ENGLISH for word in found) >= max(1, _MOSTLY * len(found))
    return [*([MASKED_NOTICE] if masked else []), *([ENGLISH_NOTICE] if english else [])]


def _answered(
    question: Question,
    asked: str,
    written: Written,
    *,
    evidence: tuple[Evidence, ...],
    notices: Sequence[str],
) -> Answer:
    return Answer(
        id=readable(question.id), question=asked, profile=question.profile, outcome=Outcome.ANSWERED,
        answer=_opened(written.markdown, notices), short=written.short, citations=written.citations, evidence=evidence,
        statements=(*_own(notices), *written.statements),
    )  # fmt: skip


def _refused(
    question: Question,
    asked: str,
    outcome: Outcome,
    text: str,
    *,
    notices: Sequence[str] = (),
    evidence: tuple[Evidence, ...] = (),
    nearest: tuple[Evidence, ...] = (),
    missing: str | None = None,
) -> Answer:
    return Answer(
        id=readable(question.id), question=asked, profile=question.profile, outcome=outcome,
        answer=_opened(text, notices), short=text, statements=_own([*notices, text]), evidence=evidence,
        nearest=nearest, missing=missing,
    )  # fmt: skip


def _opened(text: str, notices: Sequence[str]) -> str:
    return "".join(f"{notice}\n\n" for notice in notices) + text


def _own(sentences: Sequence[str]) -> tuple[Statement, ...]:
    return tuple(Statement(text=sentence, origin=Origin.OWN) for sentence in sentences)


def _evidence(found: Ranked) -> Evidence:
    passage, provenance = found.passage, found.document.provenance
    return Evidence(
        document=found.document.name, locator=passage.place.locator, text=passage.text, score=round(found.score, 4),
        passage_id=passage.id, title=provenance.title, profile=provenance.profile,
    )  # fmt: skip


def _ms(since: float, until: float | None = None) -> float:
    return round(((until or perf_counter()) - since) * 1000, 1)
