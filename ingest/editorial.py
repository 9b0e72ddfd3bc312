"""What editors keep beside the sources: approved answers, saved drafts, and the questions that went unanswered."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection, Row

from ingest.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedPlace:
    """A place that an approved answer or a saved draft cites, and what stood there at the time."""

    document_id: str
    name: str
    """File name, for whoever has to look at it again."""
    start: int
    """Offset in the document's text, in code points, as the next."""
    end: int
    sha256: str
    """Of the quotation: the words themselves stand in the source alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An answer that an editor has approved for a profile."""

    id: str
    profile: str
    question: str
    wordings: tuple[str, ...]
    """Other ways to ask the same."""
    answer: str
    """Swedish Markdown with [1] marks into the places."""
    role: str
    """Who approved it: a role, never a person's name."""
    approved_on: str
    """ISO 8601 day, as the next."""
    expires_on: str
    """The last day on which it is served."""
    places: tuple[ApprovedPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDraft:
    """A draft that somebody has saved under a name."""

    name: str
    profile: str
    topic: str
    saved_on: str
    """ISO 8601 day."""
    draft: str
    """The draft object of the contract, as JSON."""
    places: tuple[ApprovedPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Questions about one thing that were not answered, or only in part."""

    question: str
    """The first of them, personal data covered."""
    profile: str
    outcome: str
    missing: str | None
    """What was missing the last time; None when nothing in particular."""
    asked: int
    """How often."""
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What somebody thought of an answer: neither the question nor the answer is kept."""

    day: str
    """ISO 8601."""
    profile: str
    outcome: str
    helped: bool
    word: str = ""
    """What the person added; empty when nothing."""


def digest(quote: str) -> str:
    """Return what a quotation is known again by."""
    return hashlib.sha256(quote.encode()).hexdigest()


class Editorial:
    """The editors' tables of a record; empty in a record that an older version has written and nobody has opened since."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def approvals(self) -> tuple[Approval, ...]:
        """Return every approved answer, by profile and question."""
        return tuple(map(_approval, self._rows("SELECT * FROM approved ORDER BY profile, question")))

    def approve(self, approval: Approval) -> None:
        """Store an approval; one with the same id is replaced."""
        with self._database.transaction() as writer:
            writer.execute(
                "INSERT OR REPLACE INTO approved VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    approval.id, approval.profile, approval.question, json.dumps(approval.wordings), approval.answer,
                    approval.role, approval.approved_on, approval.expires_on,
                    json.dumps([asdict(place) for place in approval.places]),
                ),
            )  # fmt: skip

    def withdraw(self, id_: str) -> bool:
        """Delete an approval; False when there is none with that id."""
        with self._database.transaction() as writer:
            return writer.execute("DELETE FROM approved WHERE id = ?", (id_,)).rowcount > 0

    def drafts(self) -> tuple[SavedDraft, ...]:
        """Return every saved draft, by name."""
        return tuple(map(_saved, self._rows("SELECT * FROM drafts ORDER BY name", table="drafts")))

    def save_draft(self, draft: SavedDraft) -> None:
        """Store a draft; one of the same name is replaced."""
        with self._database.transaction() as writer:
            writer.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)",
                (
                    draft.name, draft.profile, draft.topic, draft.saved_on, draft.draft,
                    json.dumps([asdict(place) for place in draft.places]),
                ),
            )  # fmt: skip

    def remove_draft(self, name: str) -> bool:
        """Delete a saved draft; False when there is none of that name."""
        with self._database.transaction() as writer:
            return writer.execute("DELETE FROM drafts WHERE name = ?", (name,)).rowcount > 0

    def gaps(self) -> tuple[Gap, ...]:
        """Return what went unanswered, the most asked first."""
        rows = self._rows("SELECT * FROM gaps ORDER BY asked DESC, last_day DESC, question")
        return tuple(Gap(**{name: row[name] for name in Gap.__dataclass_fields__}) for row in rows)

    def note_gap(self, key: str, gap: Gap) -> None:
        """Count a question to its group; the group keeps the question that it began with."""
        with self._database.transaction() as writer:
            writer.execute(
                "INSERT INTO gaps VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key, profile) DO UPDATE SET "
                "asked = asked + 1, last_day = excluded.last_day, outcome = excluded.outcome, missing = excluded.missing",
                (key, gap.profile, gap.question, gap.outcome, gap.missing, 1, gap.first_day, gap.last_day),
            )

    def feedback(self) -> Sequence[Feedback]:
        """Return what was thought of answers, the latest first."""
        rows = self._rows("SELECT * FROM feedback ORDER BY number DESC", table="feedback")
        return tuple(
            Feedback(
                day=row["day"], profile=row["profile"], outcome=row["outcome"], helped=bool(row["helped"]), word=row["word"]
            )
            for row in rows
        )  # fmt: skip

    def note_feedback(self, given: Feedback, *, adding_to: int | None = None) -> int:
        """Keep what somebody thought, or add the word to what was kept a moment ago; return its number."""
        with self._database.transaction() as writer:
            added = writer.execute(
                "UPDATE feedback SET word = ? WHERE number = ? AND word = ''", (given.word, adding_to)
            ).rowcount
            if added and adding_to is not None:
                return adding_to
            row = (given.day, given.profile, given.outcome, int(given.helped), given.word)
            number = writer.execute("INSERT INTO feedback VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid
        return number or 0

    def clear_feedback(self) -> int:
        """Delete all of it; return how much there was."""
        with self._database.transaction() as writer:
            cleared = writer.execute("DELETE FROM feedback").rowcount
        self._database.checkpoint()
        return cleared

    def clear_gaps(self) -> int:
        """Delete the whole list; return how many groups there were."""
        with self._database.transaction() as writer:
            cleared = writer.execute("DELETE FROM gaps").rowcount
        self._database.checkpoint()
        return cleared

    def _rows(self, statement: str, *, table: str = "approved") -> Sequence[Row]:
        reader = self._database.reader
        if reader.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is None:
            return ()
        return reader.execute(statement).fetchall()


def withdraw_citing(writer: Connection, document_id: str) -> int:
    """Delete the approvals that cite a document, whose words they may repeat; return how many."""
    return writer.execute(
        "DELETE FROM approved WHERE EXISTS (SELECT 1 FROM json_each(places) "
        "WHERE json_extract(value, '$.document_id') = ?)",
        (document_id,),
    ).rowcount


def discard_drafts_citing(writer: Connection, document_id: str) -> int:
    """Delete the saved drafts that cite a document: they repeat its words; return how many."""
    return writer.execute(
        "DELETE FROM drafts WHERE EXISTS (SELECT 1 FROM json_each(places) "
        "WHERE json_extract(value, '$.document_id') = ?)",
        (document_id,),
    ).rowcount


def _saved(row: Row) -> SavedDraft:
    return SavedDraft(
        name=row["name"], profile=row["profile"], topic=row["topic"], saved_on=row["saved_on"], draft=row["draft"],
        places=tuple(ApprovedPlace(**place) for place in json.loads(row["places"])),
    )  # fmt: skip


def _approval(row: Row) -> Approval:
    return Approval(
        id=row["id"], profile=row["profile"], question=row["question"], wordings=tuple(json.loads(row["wordings"])),
        answer=row["answer"], role=row["role"], approved_on=row["approved_on"], expires_on=row["expires_on"],
        places=tuple(ApprovedPlace(**place) for place in json.loads(row["places"])),
    )  # fmt: skip
