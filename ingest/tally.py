"""How answers fared, counted by day: by outcome and profile, and by the document that they cite. No word of anybody's is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from ingest.database import Database

KEPT_DAYS = 366
"""How long a day's counts are kept."""

_ADD_OUTCOME = """
INSERT INTO outcomes VALUES (?, ?, ?, ?) ON CONFLICT (day, profile, outcome) DO UPDATE SET answers = answers + excluded.answers
"""
_ADD_CITED = """
INSERT INTO cited SELECT ?, key, ? FROM documents WHERE id = ?
ON CONFLICT (day, key) DO UPDATE SET answers = answers + excluded.answers
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCount:
    """How many answers came out in one way on a day."""

    day: str
    """ISO 8601."""
    profile: str
    outcome: str
    answers: int


class Tally:
    """The counts of a record; none in a record that an older version has written and nobody has opened since."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outcomes(self, since: date) -> Sequence[OutcomeCount]:
        """Return the counts from a day on, the earliest first."""
        if not self._there():
            return ()
        rows = self._database.reader.execute(
            "SELECT * FROM outcomes WHERE day >= ? ORDER BY day, profile, outcome", (since.isoformat(),)
        )
        return tuple(OutcomeCount(**{name: row[name] for name in row.keys()}) for row in rows)  # noqa: SIM118  # a row iterates over its values

    def citing(self, since: date) -> Mapping[str, int]:
        """Return how many answers have cited each document from a day on, earlier versions of its file included, by id."""
        if not self._there():
            return {}
        rows = self._database.reader.execute(
            "SELECT d.id, sum(c.answers) AS answers FROM cited c JOIN documents d ON d.key = c.key "
            "WHERE c.day >= ? GROUP BY d.id",
            (since.isoformat(),),
        )
        return {row["id"]: row["answers"] for row in rows}

    def add(
        self,
        outcomes: Mapping[tuple[str, str, str], int],
        cited: Mapping[tuple[str, str], int],
        *,
        today: date,
    ) -> None:
        """Add counts, and drop those that are old.

        Args:
            outcomes: Answers by day, profile and outcome.
            cited: Answers by day and document id; a document that is gone by now is not counted.
            today: What is old is reckoned from here.
        """
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.transaction() as writer:
            writer.executemany(_ADD_OUTCOME, [(*group, answers) for group, answers in outcomes.items()])
            writer.executemany(_ADD_CITED, [(day, answers, id_) for (day, id_), answers in cited.items()])
            writer.execute("DELETE FROM outcomes WHERE day < ?", (oldest,))
            writer.execute("DELETE FROM cited WHERE day < ?", (oldest,))

    def _there(self) -> bool:
        found = self._database.reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'cited'")
        return found.fetchone() is not None


def forget(writer: Connection, key: str) -> None:
    """Drop the counts of a file."""
    writer.execute("DELETE FROM cited WHERE key = ?", (key,))
