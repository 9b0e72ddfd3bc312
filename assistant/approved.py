"""Approved answers: served first where they hold, and flagged where they no longer do."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant import phrases
from assistant.answers import Answer, Citation, Outcome, Question
from assistant.citations import cite
from assistant.privacy import guard
from assistant.questions import read, subject_lemmas
from assistant.spelling import as_written
from ingest.catalogue import NATIONAL
from ingest.editorial import Approval, ApprovedPlace, digest
from ingest.library import Library
from ingest.masking import MASK
from ingest.records import Role

_MARK = re.compile(r"\[(\d+)\]")
MOST_WORDS = 300
"""Of an approved answer."""


class ApprovalRefused(Exception):
    """An answer cannot be approved as it stands. The message is Swedish."""


class State(StrEnum):
    """Whether an approved answer is served."""

    HOLDS = "gäller"
    EXPIRED = "har gått ut"
    CHANGED = "källan har ändrats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An approved answer and whether it still holds."""

    approval: Approval
    state: State
    changed: tuple[str, ...] = ()
    """File names of the cited sources that no longer say the same."""


def review(approval: Approval, library: Library, *, today: date) -> Reviewed:
    """Compare an approved answer with the calendar and with its sources."""
    changed = tuple(dict.fromkeys(place.name for place in approval.places if not stands(place, library)))
    if changed:
        return Reviewed(approval=approval, state=State.CHANGED, changed=changed)
    expired = date.fromisoformat(approval.expires_on) < today
    return Reviewed(approval=approval, state=State.EXPIRED if expired else State.HOLDS)


def stands(place: ApprovedPlace, library: Library) -> bool:
    """Tell whether the cited words are still where they were, in a document that nothing newer has taken the place of."""
    document, stored = library.document(place.document_id), library.text(place.document_id)
    if document is None or document.role is Role.SUPERSEDED:
        return False
    return stored is not None and digest(stored.text[place.start : place.end]) == place.sha256


def reviewed(library: Library, *, today: date | None = None) -> tuple[Reviewed, ...]:
    """Return every approved answer with its state; `today` is the day it is when left out."""
    return tuple(review(one, library, today=today or date.today()) for one in library.editorial.approvals())  # noqa: DTZ011  # the editor's day


def serving(question: str, profile: str, library: Library, *, today: date | None = None) -> Approval | None:
    """Return the approved answer to a question: the profile's own before the national one; None when there is none.

    A question is the same when it asks for the same kind of thing, of the same content words, however it is put.
    """
    asked = _key(question)
    fitting = [
        one
        for one in library.editorial.approvals()
        if one.profile in {profile, NATIONAL}
        and asked in {_key(text) for text in (one.question, *one.wordings)}
    ]
    day = today or date.today()  # noqa: DTZ011  # the asker's day
    holding = [one for one in fitting if review(one, library, today=day).state is State.HOLDS]
    return min(holding, key=lambda one: one.profile != profile, default=None)


def _key(question: str) -> tuple[object, ...]:
    written = as_written(question)
    reading = read(written)
    return reading.aim, reading.count, frozenset(subject_lemmas(written))


def approve(
    answer: Answer,
    question: Question,
    *,
    role: str,
    expires_on: date,
    text: str | None = None,
    wordings: Sequence[str] = (),
    today: date | None = None,
) -> Approval:
    """Make an approval of an answer, or of an editor's text over the same citations.

    Args:
        answer: The assistant's present answer to the question.
        question: What is asked, and in which profile.
        role: Who approves: a role, as “kommunikationschef”.
        expires_on: The last day on which it is served.
        text: The editor's own Markdown with [1] marks; the answer's when left out.
        wordings: Other ways to ask the same.
        today: The day it is when left out.

    Raises:
        ApprovalRefused: When there is nothing to approve, it has no source, or holds personal data.
    """
    day = today or date.today()  # noqa: DTZ011  # the editor's day
    said = (text or answer.answer).strip()
    _check(answer, said, role=role, texts=(question.text, *wordings), expires_on=expires_on, today=day)
    marked = {int(mark) for mark in _MARK.findall(said)}
    unknown = sorted(marked - {one.number for one in answer.citations})
    if unknown:
        raise ApprovalRefused(
            f"Texten hänvisar till [{unknown[0]}], som inte finns bland svarets källor. Rätta numret."
        )
    kept = [one for one in answer.citations if one.number in marked] or list(answer.citations)
    id_ = hashlib.sha256(f"{question.profile}\0{question.text}".encode()).hexdigest()[:12]
    return Approval(
        id=id_, profile=question.profile, question=question.text, wordings=tuple(wordings),
        answer=_renumbered(said, [one.number for one in kept]), role=role.strip(), approved_on=day.isoformat(),
        expires_on=expires_on.isoformat(), places=tuple(map(place_of, kept)),
    )  # fmt: skip


def _check(
    answer: Answer, said: str, *, role: str, texts: Sequence[str], expires_on: date, today: date
) -> None:
    if (
        answer.outcome not in {Outcome.ANSWERED, Outcome.PARTIAL, Outcome.DISAGREEMENT}
        or not answer.citations
    ):
        raise ApprovalRefused(
            "Det finns inget svar med källor att godkänna. Läs in en källa som svarar på frågan, eller skriv om frågan."
        )
    if not role.strip():
        raise ApprovalRefused("Det saknas vem som godkänner. Ange en roll, till exempel kommunikationschef.")
    if expires_on <= today:
        raise ApprovalRefused(f"Sista dagen ({expires_on}) måste vara senare än i dag. Ange ett annat datum.")
    if len(said.split()) > MOST_WORDS:
        raise ApprovalRefused(f"Texten är längre än {MOST_WORDS} ord. Korta den.")
    for text in (role, *texts):
        if MASK in text or guard(text, lambda _: False).pieces:
            raise ApprovalRefused(
                "Rollen eller frågan ser ut att innehålla personuppgifter. Ange en roll, inte ett namn."
            )


def _renumbered(text: str, numbers: Sequence[int]) -> str:
    """Number the marks as the kept citations are, from 1."""
    new = {number: place for place, number in enumerate(numbers, 1)}
    return _MARK.sub(lambda match: f"[{new[int(match[1])]}]", text)


def place_of(citation: Citation) -> ApprovedPlace:
    """Return a citation's place as it is kept: by a digest, without the words."""
    return ApprovedPlace(
        document_id=citation.document_id, name=citation.document, start=citation.start, end=citation.end,
        sha256=digest(citation.quote),
    )  # fmt: skip


def notice(approval: Approval) -> str:
    """Say that an answer is approved, by which role, when, and until when."""
    return phrases.APPROVED.format(approval.role, approval.approved_on, approval.expires_on)


def citations(approval: Approval, library: Library) -> tuple[Citation, ...]:
    """Cut the cited places anew from the stored sources."""
    return tuple(
        found
        for number, place in enumerate(approval.places, 1)
        if (found := _cited(place, library, number)) is not None
    )


def _cited(place: ApprovedPlace, library: Library, number: int) -> Citation | None:
    document = library.document(place.document_id)
    for passage in library.passages_of(place.document_id):
        inside = [one for one in passage.sentences if place.start <= one.start and one.end <= place.end]
        if document is not None and inside and passage.start <= place.start and place.end <= passage.end:
            return cite(document, passage, inside[0], inside[-1], number=number)
    return None
