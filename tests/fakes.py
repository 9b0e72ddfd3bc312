"""Fakes that honour the ports of `ui`: a small shelf of invented sources and a predictable answerer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answers import Answer, Event, Evidence, Failed, Finished, Found, Question, Wrote
from assistant.approved import State
from assistant.onboarding import OpenedStop
from assistant.renewal.values import Digest
from assistant.verified import Match
from ingest.editorial import Feedback
from ingest.records import DeletionReceipt, FileReport, FileResult, Preview, StoredDocument, Watch, unwatched
from ingest.shared import SharedQuestion
from tests.samples import (
    DECK,
    GUIDE,
    answered,
    deck_blocks,
    evidence,
    guide_blocks,
    hostile,
    partly,
    refused,
    split,
)
from ui.editor_ports import (
    Approval,
    ApprovalRefused,
    Archived,
    Brief,
    Draft,
    DraftRefused,
    Gap,
    OutcomeCount,
    Reviewed,
    ReviewedDraft,
)
from ui.ports import Concept, Excerpt, OpenedShare, Readiness, ShareRefused, Verification


@dataclass
class FakeAnswerer:
    """Answers by the first word of the question; keeps what it was asked."""

    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """Return the answer that the question's first word names, or a good one."""
        self.asked.append(question)
        if question.text.startswith("krasch"):
            raise RuntimeError(question.text)
        scripts = {"belopp": refused, "attack": hostile, "delvis": partly, "oense": split}
        return scripts.get(question.text.split(" ")[0], answered)(question)

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield the same answer in pieces; “avbrott” fails, “krasch” breaks, “tyst” just ends."""
        yield Found(evidence=(evidence(1), evidence(2)))
        if question.text.startswith("avbrott"):
            yield Failed(message="Modellen svarar inte.")
        elif not question.text.startswith("tyst"):
            answer = self.ask(question)
            for piece in answer.answer.splitlines(keepends=True):
                yield Wrote(text=piece)
            yield Finished(answer=answer)

    def search(self, text: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Evidence, ...]:
        """Return as many passages as are asked for, ten at most."""
        del text, profile
        return tuple(evidence(number) for number in range(1, min(limit, 10) + 1))

    def excerpt(self, document_id: str, *, start: int, end: int) -> Excerpt | None:
        """Return a slide with notes, or the handbook's section."""
        del start, end
        if document_id == GUIDE.id:
            return Excerpt(document=GUIDE, locator="Kort svar", blocks=guide_blocks())
        if document_id != DECK.id:
            return None
        return Excerpt(document=DECK, locator="bild 3, talmanus", blocks=deck_blocks(), slide=3)


@dataclass
class FakeShelf:
    """Keeps documents in a list; a file that begins with NUL cannot be read."""

    stored: list[StoredDocument] = field(default_factory=lambda: [DECK, GUIDE])
    names: list[str] = field(default_factory=list)
    """Names of the files handed in."""

    def documents(self) -> Sequence[StoredDocument]:
        """Return the documents by title."""
        return tuple(sorted(self.stored, key=lambda document: document.provenance.title))

    def archive(self) -> Sequence[Archived]:
        """Return none."""
        return ()

    def preview(self, name: str, data: bytes, *, watch: Watch = unwatched) -> Preview:
        """Tell the name, or why it cannot be read."""
        del watch
        error = f"{name!r} kunde inte läsas: filen är skadad." if data.startswith(b"\0") else None
        return Preview(name=name, error=error)

    def add_apart(
        self, name: str, data: bytes, *, replacing: str | None = None, watch: Watch = unwatched
    ) -> FileReport:
        """Report as for any file; the name tells what it replaces."""
        del watch
        return self.add(name if replacing is None else f"{name} i stället för {replacing}", data)

    def add(self, name: str, data: bytes) -> FileReport:
        """Report the file as added, replaced when its name is known, or unreadable."""
        self.names.append(name)
        if data.startswith(b"\0"):
            error = f"{name!r} kunde inte läsas: filen är skadad. Öppna och spara den igen."
            return FileReport(name=name, result=FileResult.FAILED, error=error)
        known = any(document.name == name for document in self.stored)
        result = FileResult.REPLACED if known else FileResult.ADDED
        return FileReport(name=name, result=result, document_id="doc-ny", passages=2, embedded=2)

    def delete(self, document_id: str) -> DeletionReceipt | None:
        """Take the document away and return the receipt."""
        for document in self.stored:
            if document.id == document_id:
                self.stored.remove(document)
                return DeletionReceipt(
                    document_id=document.id,
                    name=document.name,
                    sha256=document.sha256,
                    passages=document.passages,
                    vectors=document.passages,
                    approved=0,
                    deleted_at="2026-11-21T09:00:00+00:00",
                )
        return None


@dataclass
class FakeDesk:
    """Keeps approvals in a list; approves nothing for a role that is called “ingen”."""

    kept: list[Reviewed] = field(default_factory=list)
    unanswered: list[Gap] = field(default_factory=list)
    renewed: list[Digest] = field(default_factory=list)
    thought: list[Feedback] = field(default_factory=list)

    def approvals(self) -> Sequence[Reviewed]:
        """Return them in order."""
        return tuple(self.kept)

    def approve(
        self,
        question: Question,
        *,
        role: str,
        expires_on: date,
        text: str | None = None,
        wordings: Sequence[str] = (),
    ) -> Approval:
        """Keep an approval as it is given."""
        if role == "ingen":
            raise ApprovalRefused("Det finns inget svar med källor att godkänna.")
        approval = Approval(
            id=f"a{len(self.kept)}", profile=question.profile, question=question.text, wordings=tuple(wordings),
            answer=text or "Svar.", role=role, approved_on="2026-11-27", expires_on=expires_on.isoformat(), places=(),
        )  # fmt: skip
        self.kept.append(Reviewed(approval=approval, state=State.HOLDS))
        return approval

    def withdraw(self, approval_id: str) -> bool:
        """Take it away."""
        before = len(self.kept)
        self.kept[:] = [one for one in self.kept if one.approval.id != approval_id]
        return len(self.kept) < before

    def gaps(self) -> Sequence[Gap]:
        """Return them in order."""
        return tuple(self.unanswered)

    def clear_gaps(self) -> int:
        """Forget them."""
        cleared = len(self.unanswered)
        self.unanswered.clear()
        return cleared

    def feedback(self) -> Sequence[Feedback]:
        """Return it, the latest first."""
        return tuple(reversed(self.thought))

    def note_feedback(self, given: Feedback, *, adding_to: int | None = None) -> int:
        """Keep it; the number counts from 1."""
        if adding_to is not None:
            self.thought[adding_to - 1] = given
            return adding_to
        self.thought.append(given)
        return len(self.thought)

    def clear_feedback(self) -> int:
        """Forget it."""
        cleared = len(self.thought)
        self.thought.clear()
        return cleared

    def digests(self) -> Sequence[Digest]:
        """Return them in order."""
        return tuple(self.renewed)

    def put_away(self, digest_id: str) -> bool:
        """Take it away."""
        before = len(self.renewed)
        self.renewed[:] = [one for one in self.renewed if one.id != digest_id]
        return len(self.renewed) < before


@dataclass
class FakeTally:
    """Has counted nothing."""

    counted: list[OutcomeCount] = field(default_factory=list)

    def outcomes(self, since: date) -> Sequence[OutcomeCount]:
        """Return what is in the list, from a day on."""
        return tuple(one for one in self.counted if one.day >= since.isoformat())

    def citing(self, since: date) -> Mapping[str, int]:
        """Return three for the deck."""
        del since
        return {DECK.id: 3}


@dataclass
class FakeGlossary:
    """Knows no term and finds no definition."""

    def concepts(self, *, profile: str = "nationell") -> Sequence[Concept]:
        """Return none."""
        del profile
        return ()

    def define(self, term: str, *, profile: str = "nationell") -> Concept:
        """Return the term without definitions."""
        del profile
        return Concept(term=term)

    def verify(self, text: str, *, term: str | None = None) -> Verification:
        """Find nothing."""
        return Verification(text=text, term=term, status=Match.MISSING, sources=())


@dataclass
class FakeWriting:
    """Refuses every topic and has nothing saved."""

    def draft(self, brief: Brief) -> Draft:
        """Refuse the topic."""
        raise DraftRefused(f"Källorna räcker inte till ett utkast om {brief.topic!r}.")

    def save(self, draft: Draft, name: str) -> None:
        """Forget the draft."""
        del draft, name

    def drafts(self) -> Sequence[ReviewedDraft]:
        """Return none."""
        return ()

    def remove(self, name: str) -> bool:
        """Find none of that name."""
        del name
        return False


@dataclass
class FakeOnboarding:
    """Has no stops."""

    def opened(self, *, profile: str) -> Sequence[OpenedStop]:
        """Return none."""
        del profile
        return ()


@dataclass
class FakeSharing:
    """Keeps questions in a dictionary and answers them as the fake answerer does."""

    kept: dict[str, SharedQuestion] = field(default_factory=dict)

    def share(self, answer: Answer, history: Sequence[str]) -> SharedQuestion:
        """Keep the question; “delvis” is refused."""
        if answer.question.startswith("delvis"):
            raise ShareRefused("Frågan kan inte delas.")
        shared = SharedQuestion(
            id="delad-fraga", profile=answer.profile, question=answer.question, history=tuple(history), digest="",
            shared_on="2026-11-28", expires_on="2027-02-26",
        )  # fmt: skip
        self.kept[shared.id] = shared
        return shared

    def opened(self, id_: str) -> OpenedShare | None:
        """Answer it anew."""
        shared = self.kept.get(id_)
        if shared is None:
            return None
        question = Question(text=shared.question, profile=shared.profile, id=shared.id)
        return OpenedShare(shared=shared, answer=FakeAnswerer().ask(question), is_same=True)

    def take_back(self, id_: str) -> bool:
        """Forget it."""
        return self.kept.pop(id_, None) is not None


@dataclass
class FakePictures:
    """Has a picture of the deck's slides, which is none."""

    def has(self, document_id: str, *, start: int) -> bool:
        """Tell that the deck has some."""
        del start
        return document_id == DECK.id

    def of(self, document_id: str, *, start: int, end: int) -> bytes | None:
        """Return the least bytes that tell a WebP."""
        del end
        return b"RIFF\0\0\0\0WEBP" if self.has(document_id, start=start) else None


@dataclass
class FakePulse:
    """Says what it is told to say."""

    ready: bool = True

    def readiness(self) -> Readiness:
        """Return a state with two documents."""
        detail = "Redo." if self.ready else "Inga källor är inlästa ännu."
        return Readiness(ready=self.ready, documents=2, passages=15, index="chroma", detail=detail)
