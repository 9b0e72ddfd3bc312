"""Questions that somebody has made an address for: kept until the address ends or is taken back, never the answer."""

import json
from dataclasses import dataclass

from ingest.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuestion:
    """What an address leads to."""

    id: str
    """Chance alone: it tells nothing of the question, and cannot be guessed."""
    profile: str
    question: str
    """Without personal data: one that held some is never kept."""
    history: tuple[str, ...]
    """Earlier questions of the same conversation that it rests on, oldest first."""
    digest: str
    """SHA-256 of the answer of that day, to tell whether it is still the same."""
    shared_on: str
    """ISO 8601 day, as the next."""
    expires_on: str
    """The last day on which the address leads anywhere."""


class SharedQuestions:
    """The table of shared questions in a record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, shared: SharedQuestion) -> None:
        """Store a question under its id."""
        row = (
            shared.id, shared.profile, shared.question, json.dumps(shared.history), shared.digest, shared.shared_on,
            shared.expires_on,
        )  # fmt: skip
        with self._database.transaction() as writer:
            writer.execute("INSERT INTO shared VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def find(self, id_: str, *, today: str) -> SharedQuestion | None:
        """Return what an address leads to on a day; None when it leads nowhere, any longer or ever."""
        row = self._database.reader.execute(
            "SELECT * FROM shared WHERE id = ? AND expires_on >= ?", (id_, today)
        ).fetchone()
        if row is None:
            return None
        values = {name: row[name] for name in SharedQuestion.__dataclass_fields__}
        return SharedQuestion(**{**values, "history": tuple(json.loads(row["history"]))})

    def remove(self, id_: str) -> bool:
        """Delete a question; False when there is none with that id."""
        with self._database.transaction() as writer:
            removed = writer.execute("DELETE FROM shared WHERE id = ?", (id_,)).rowcount > 0
        self._database.checkpoint()
        return removed

    def remove_expired(self, *, today: str) -> int:
        """Delete the questions whose last day has been; return how many."""
        with self._database.transaction() as writer:
            return writer.execute("DELETE FROM shared WHERE expires_on < ?", (today,)).rowcount
