"""Answers that quote nothing: refusals, signposts, and what the assistant says of itself."""

from collections.abc import Sequence

from assistant import phrases
from assistant.answers import Answer, Approved, Citation, Evidence, Origin, Outcome, Question, Statement
from assistant.approved import notice
from assistant.routing import Route
from assistant.signposts import Signposts
from assistant.understanding import MOST_CHARACTERS, Understood
from ingest.editorial import Approval

NEAREST = 3
"""Passages that a refusal points to."""


def off_route(question: Question, understood: Understood, signposts: Signposts) -> Answer | None:
    """Return the answer to what does not go to the sources, None for what does."""
    found = _off_route(understood, signposts)
    if found is None:
        return None
    outcome, text = found
    return plain(question, understood, outcome, text)


def _off_route(understood: Understood, signposts: Signposts) -> tuple[Outcome, str] | None:
    if understood.route is Route.CRISIS:
        return Outcome.BLOCKED, _paragraphs(phrases.NOT_HERE, signposts.crisis(), phrases.NOT_KEPT)
    if understood.route in {Route.DANGER, Route.MEDICAL}:
        opening = f"{phrases.NOT_HERE} {phrases.ONE_PERSON}"
        return Outcome.BLOCKED, _paragraphs(opening, signposts.treatment(), phrases.NOT_KEPT)
    if understood.is_case:
        return Outcome.BLOCKED, _paragraphs(phrases.PERSONAL, phrases.NOT_KEPT)
    return _SIMPLE.get(understood.route)


_SIMPLE = {
    Route.CONTACTS: (Outcome.BLOCKED, phrases.CONTACTS),
    Route.COMMAND: (Outcome.BLOCKED, phrases.COMMAND),
    Route.VAGUE: (Outcome.CLARIFY, phrases.VAGUE),
    Route.GREETING: (Outcome.CLARIFY, phrases.GREETING),
    Route.ABOUT: (Outcome.ANSWERED, phrases.ABOUT),
}


def unaskable(question: Question, understood: Understood) -> Answer | None:
    """Return the answer to a text that cannot be asked at all, None when it can."""
    if not any(character.isalpha() for character in understood.guarded.searched):
        return _bare(question, understood, phrases.NO_QUESTION)
    if len(understood.guarded.text) > MOST_CHARACTERS:
        return _bare(question, understood, phrases.TOO_LONG)
    return None


def approved(
    question: Question,
    understood: Understood,
    approval: Approval,
    citations: tuple[Citation, ...],
    *,
    evidence: tuple[Evidence, ...],
) -> Answer:
    """Return an editor's answer, which says that it is one; its citations are cut anew."""
    said = notice(approval)
    text = _paragraphs(said, approval.answer)
    body = Statement(
        text=approval.answer, origin=Origin.ADAPTED, citations=tuple(one.number for one in citations)
    )
    return Answer(
        id=question.id, question=understood.shown, profile=question.profile, outcome=Outcome.ANSWERED,
        answer=text, short=text, statements=(*own([said]), body), citations=citations, evidence=evidence, confidence=1.0,
        approved=Approved(
            id=approval.id, role=approval.role, approved_on=approval.approved_on, expires_on=approval.expires_on
        ),
    )  # fmt: skip


def notices(understood: Understood, missing: Sequence[str]) -> tuple[str, ...]:
    """Return what is said before an answer: that something was left out of the question, and what it cannot be about."""
    masked = [phrases.MASKED_NOTICE] if understood.guarded.pieces else []
    general = [phrases.GENERAL] if phrases.ABOUT_THE_PERSON in missing else []
    return (*masked, *understood.notices, *general)


def unanswered(
    question: Question,
    understood: Understood,
    signposts: Signposts,
    *,
    evidence: tuple[Evidence, ...],
    missing: Sequence[str] = (),
) -> Answer:
    """Return the refusal of a question that the sources do not answer: what is missing, and whom to ask.

    Args:
        question: As asked.
        understood: How it was understood.
        signposts: Roles by profile.
        evidence: Ranked passages.
        missing: What is demanded and stands nowhere; empty when nothing in particular is.
    """
    if understood.instructed and understood.claim is None:
        return plain(question, understood, Outcome.BLOCKED, phrases.COMMAND, evidence=evidence)
    said = " ".join([phrases.NOT_FOUND, *([phrases.MISSING.format(", ".join(missing))] if missing else [])])
    text = _paragraphs(said, phrases.TURN_TO.format(signposts.for_profile(question.profile)))
    return plain(
        question, understood, Outcome.UNANSWERED, text, evidence=evidence, nearest=evidence[:NEAREST],
        missing=", ".join(missing) or understood.shown,
    )  # fmt: skip


def plain(
    question: Question,
    understood: Understood,
    outcome: Outcome,
    text: str,
    *,
    evidence: tuple[Evidence, ...] = (),
    nearest: tuple[Evidence, ...] = (),
    missing: str | None = None,
) -> Answer:
    """Return an answer in the product's own words."""
    masked = [phrases.MASKED_NOTICE] if understood.guarded.pieces else []
    lines = [*masked, *understood.notices, text]
    return Answer(
        id=question.id, question=understood.shown, profile=question.profile, outcome=outcome,
        answer=_paragraphs(*lines), short=text, statements=own(lines), evidence=evidence, nearest=nearest,
        missing=missing, read_as=understood.read_as,
    )  # fmt: skip


def _bare(question: Question, understood: Understood, text: str) -> Answer:
    """Return what is said to a text that is no question, without notices."""
    return Answer(
        id=question.id, question=understood.shown, profile=question.profile, outcome=Outcome.CLARIFY,
        answer=text, short=text, statements=own([text]),
    )  # fmt: skip


def own(sentences: Sequence[str]) -> tuple[Statement, ...]:
    """Return statements of the product's own."""
    return tuple(Statement(text=sentence, origin=Origin.OWN) for sentence in sentences)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(parts)
