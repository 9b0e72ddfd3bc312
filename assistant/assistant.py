"""From a question to a verified answer: understand, retrieve, judge, write."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant import approved, phrases, replies
from assistant.answer_types import Demand
from assistant.answers import (
    Answer,
    Citation,
    Event,
    Evidence,
    Failed,
    Finished,
    Found,
    Outcome,
    Question,
    Wrote,
)
from assistant.demands import demands
from assistant.disagreement import opposed
from assistant.evidence import Candidate, candidates, leading
from assistant.excerpts import Excerpt, excerpt
from assistant.gaps import AnswerNotes
from assistant.judging import ANSWERED, meeting_first, signs, stands_apart_from, unmet, unspoken
from assistant.leads import lead_of
from assistant.questions import BRIEF
from assistant.ranking import as_evidence
from assistant.searching import EVIDENCE, Retriever, Searched, search
from assistant.selection import MOST_WORDS, select
from assistant.signposts import Signposts
from assistant.understanding import MOST_CHARACTERS, Understood, readable, understand
from assistant.verdicts import is_denied, verdict
from assistant.writers.quoting import Written, write, write_sides
from ingest.editorial import Approval
from ingest.errors import IngestError
from ingest.library import Library
from ingest.masking import mask

log = logging.getLogger(__name__)

_COMPARED = 2
"""Sources whose comparison is asked for: what each says is shown, however far from the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What of the evidence answers, and what is missing."""

    found: tuple[Candidate, ...] = ()
    """In the order that answers best; empty when nothing answers."""
    missing: tuple[str, ...] = ()
    """What is demanded and stands nowhere."""
    likely: float = 0.0
    """How likely the evidence answers, 0–1."""


class Assistant:
    """Answers questions from the record. Bad input gives an answer with its own outcome, never an exception.

    Args:
        library: The record.
        retriever: Ranks passages for a question.
        names: What people call the sources, by catalogue id.
        places: What the layers' places are called, by profile id.
        signposts: Where to turn when the sources do not answer; those that come with the product when left out.
        notes: Keep something of every answer: what went unanswered, how many there were.
        own_words: Checks the answer's own words before it is shown; nothing is checked when left out.
    """

    def __init__(
        self,
        *,
        library: Library,
        retriever: Retriever,
        names: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
        signposts: Signposts | None = None,
        notes: Sequence[AnswerNotes] = (),
        own_words: Callable[[Answer], Answer] | None = None,
    ) -> None:
        self._names = names or {}
        self._places = places or {}
        self._library = library
        self._retriever = retriever
        self._signposts = signposts or Signposts.load()
        self._notes = tuple(notes)
        self._own_words = own_words or (lambda answer: answer)

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
            yield Failed(message=phrases.STORED_FAULT)

    def search(self, text: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Evidence, ...]:
        """Return the best passages, best first."""
        masked, _ = mask(text[:MOST_CHARACTERS])
        return tuple(
            as_evidence(found) for found in self._retriever.retrieve(masked, profile=profile, limit=limit)
        )

    def excerpt(self, document_id: str, *, start: int, end: int) -> Excerpt | None:
        """Return the cited run in its surroundings; None when the document is gone."""
        return excerpt(self._library, document_id, start=start, end=end)

    def _events(self, question: Question) -> Iterator[Event]:
        began = perf_counter()
        question = readable(question)
        understood = understand(question, self._retriever.vocabulary())
        answer = replies.unaskable(question, understood) or replies.off_route(
            question, understood, self._signposts
        )
        found = (
            None
            if answer is not None
            else search(understood, question.profile, retriever=self._retriever, library=self._library)
        )
        if answer is not None and answer.answer == phrases.TOO_LONG:
            answer = replace(answer, evidence=self.search(understood.searched, limit=EVIDENCE))
        evidence = found.evidence if found else answer.evidence if answer else ()
        yield Found(evidence=evidence)
        retrieved = perf_counter()
        if answer is None and found is not None:
            answer = self._answer(question, understood, found)
        assert answer is not None  # noqa: S101  # either route has given one
        answer = self._own_words(answer)
        for piece in answer.answer.splitlines(keepends=True):
            yield Wrote(text=piece)
        for notes in self._notes:
            notes.note(answer)
        timings = {"retrieve": _ms(began, retrieved), "write": _ms(retrieved), "total": _ms(began)}
        yield Finished(answer=replace(answer, timings_ms=timings))

    def _answer(self, question: Question, understood: Understood, searched: Searched) -> Answer:
        approval = self._approval(question, understood)
        if approval is not None:
            cited = self._with_names(approved.citations(approval, self._library))
            return replies.approved(question, understood, approval, cited, evidence=searched.evidence)
        if not searched.ranked:
            return replies.plain(question, understood, Outcome.UNANSWERED, phrases.NOTHING_LOADED)
        every = candidates(searched.terms, searched.ranked, self._library, profile=question.profile)
        sides = opposed(searched.terms, every, profile=question.profile)
        if sides:
            return self._finish(question, understood, searched, Outcome.DISAGREEMENT, write_sides(sides))
        found = every if searched.named.sides else leading(every, searched.ranked, searched.terms)
        judged = self._judge(understood, searched, found)
        answer = (
            self._written(question, understood, searched, judged)
            if judged.found
            else replies.unanswered(
                question, understood, self._signposts, evidence=searched.evidence, missing=judged.missing
            )
        )
        return replace(answer, confidence=round(judged.likely, 3))

    def _approval(self, question: Question, understood: Understood) -> Approval | None:
        """Return what an editor has approved for a question that stands alone, is about nobody and demands nothing."""
        bound = understood.before or understood.guarded.pieces or understood.instructed
        return None if bound else approved.serving(understood.shown, question.profile, self._library)

    def _judge(self, understood: Understood, searched: Searched, found: Sequence[Candidate]) -> _Judged:
        asked, terms, knows = understood.searched, searched.terms, self._retriever.vocabulary().knows
        if not found:
            return _Judged()
        named = searched.named
        wanted = demands(
            asked, understood.reading, asking=understood.asking, sources=named.words, is_known=knows,
            dated={one.source.document.provenance.dated for one in found if one.source.document.id in named.documents},
        )  # fmt: skip
        absent = (
            *unspoken(asked, searched.named, terms, found),
            *unmet(wanted, terms, found, places=self._places, named=named.documents),
        )
        claim = understood.claim
        if claim and any(one.disputable for one in absent) and is_denied(claim, terms, found):
            absent = tuple(one for one in absent if not one.disputable)
        names = tuple(dict.fromkeys(demand.name for demand in absent))
        if absent and stands_apart_from(absent, terms, found):
            return _Judged(found=tuple(found), missing=names, likely=ANSWERED)
        likely = signs(asked, terms, searched.ranked, found, is_known=knows).probability
        if len(named.sides) >= _COMPARED:
            likely = max(likely, ANSWERED)
        if absent:
            near = _saying_near(absent, found) if likely >= ANSWERED else ()
            return _Judged(found=near, missing=names, likely=likely if near else 0.0)
        if likely < ANSWERED:
            return _Judged(likely=likely)
        return _Judged(found=meeting_first(wanted, terms, found, places=self._places), likely=likely)

    def _written(
        self, question: Question, understood: Understood, searched: Searched, judged: _Judged
    ) -> Answer:
        claim, found = understood.claim, judged.found
        ruled = verdict(claim, searched.terms, found) if claim else None
        if ruled:
            found = (ruled[1], *(one for one in found if one != ruled[1]))
        lead = ruled[0].value if ruled else lead_of(understood, found, searched.ranked)
        if judged.missing:
            lead = phrases.NOT_SAID.format(", ".join(judged.missing))
        general = understood.guarded.pieces > 0 and understood.guarded.about_person
        missing = (*judged.missing, *([phrases.ABOUT_THE_PERSON] if general else []))
        room = MOST_WORDS - _length(*replies.notices(understood, missing), lead or "")
        chosen = self._chosen(
            found, searched, question.profile, room=room, brief=understood.reading.aim in BRIEF
        )
        written = write(chosen, profile=question.profile, lead=lead, decisive=ruled[1] if ruled else None)
        outcome = Outcome.PARTIAL if missing else Outcome.ANSWERED
        return self._finish(question, understood, searched, outcome, written, missing=missing)

    def _chosen(
        self, found: Sequence[Candidate], searched: Searched, profile: str, *, room: int, brief: bool
    ) -> Sequence[Candidate]:
        """Choose what is quoted; where two things are asked, each gets its share of the room."""
        if not searched.parts:
            return select(
                found, terms=searched.terms, profile=profile, sides=searched.named.sides, named=searched.named.best,
                most_words=room, brief=brief,
            )  # fmt: skip
        chosen: list[Candidate] = []
        for part in searched.parts:
            own = leading(
                candidates(part.terms, part.ranked, self._library, profile=profile), part.ranked, part.terms
            )
            best = self._chosen(
                own, part, profile, room=room // len(searched.parts), brief=part.terms.reading.aim in BRIEF
            ) if own else ()  # fmt: skip
            chosen += (one for one in best if all(one.quote != other.quote for other in chosen))
        return chosen or found[:1]

    def _finish(
        self,
        question: Question,
        understood: Understood,
        searched: Searched,
        outcome: Outcome,
        written: Written,
        *,
        missing: Sequence[str] = (),
    ) -> Answer:
        before = replies.notices(understood, missing)
        cited = self._with_names(written.citations)
        return Answer(
            id=question.id, question=understood.shown, profile=question.profile, outcome=outcome,
            answer="".join(f"{notice}\n\n" for notice in before) + written.markdown, short=written.short,
            statements=(*replies.own(before), *written.statements), citations=cited, evidence=searched.evidence,
            missing=", ".join(missing) or None, read_as=understood.read_as,
        )  # fmt: skip

    def _with_names(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Write the handbook's “Källa: …” with the names that people know instead of catalogue ids."""
        return tuple(replace(one, rests_on=self._named(one.rests_on)) for one in citations)

    def _named(self, rests_on: str | None) -> str | None:
        for id_, name in self._names.items() if rests_on else ():
            rests_on = re.sub(rf"(?<=[ ;]){re.escape(id_)}(?=,)", name, rests_on or "")
        return rests_on


def _saying_near(absent: Sequence[Demand], found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return what says something near the one thing that is missing."""
    partly = absent[0].partly_met_by if len(absent) == 1 else None
    return tuple(one for one in found if partly(one.quote)) if partly is not None else ()


def _length(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def _ms(since: float, until: float | None = None) -> float:
    return round(((until or perf_counter()) - since) * 1000, 1)
