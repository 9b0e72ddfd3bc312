"""The record's SQLite file: schema, connections, transactions and erasure."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LibraryDamaged

SCHEMA_VERSION = 7

WORD_TABLES = {
    "lemma_index": "CREATE VIRTUAL TABLE lemma_index USING "
    """fts5(body, title, heading, tokenize="unicode61 remove_diacritics 0")""",
    "gram_index": "CREATE VIRTUAL TABLE gram_index USING "
    """fts5(body, title, heading, tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
}
"""The lexical index, by table. unicode61 would otherwise fold å, ä and ö: “nara” found “nära”, “far” found “får”."""

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sha256 TEXT NOT NULL, stamp TEXT NOT NULL,
    media_type TEXT NOT NULL, provenance TEXT NOT NULL, role TEXT NOT NULL, twin TEXT, added_at TEXT NOT NULL,
    text TEXT NOT NULL, blocks TEXT NOT NULL, slides INTEGER NOT NULL, masked INTEGER NOT NULL,
    removals TEXT NOT NULL, signature BLOB NOT NULL
);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, place TEXT NOT NULL,
    sentences TEXT NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL, instruction INTEGER NOT NULL, rests_on TEXT, digest BLOB NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id, ordinal);
CREATE INDEX passages_by_digest ON passages (digest);
CREATE TABLE sentence_vectors (
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    digest BLOB NOT NULL, PRIMARY KEY (passage, ordinal)
) WITHOUT ROWID;
CREATE INDEX sentence_vectors_by_digest ON sentence_vectors (digest);
CREATE TABLE vectors (
    fingerprint TEXT NOT NULL, digest BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (fingerprint, digest)
) WITHOUT ROWID;
{}
CREATE VIRTUAL TABLE lemma_vocabulary USING fts5vocab(lemma_index, row);
""".format("\n".join(f"{statement};" for statement in WORD_TABLES.values()))


_UPGRADES = {
    2: """
CREATE TABLE approved (
    id TEXT PRIMARY KEY, profile TEXT NOT NULL, question TEXT NOT NULL, wordings TEXT NOT NULL, answer TEXT NOT NULL,
    role TEXT NOT NULL, approved_on TEXT NOT NULL, expires_on TEXT NOT NULL, places TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE gaps (
    key TEXT NOT NULL, profile TEXT NOT NULL, question TEXT NOT NULL, outcome TEXT NOT NULL, missing TEXT,
    asked INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, PRIMARY KEY (key, profile)
) WITHOUT ROWID;
""",
    3: """
CREATE TABLE drafts (
    name TEXT PRIMARY KEY, profile TEXT NOT NULL, topic TEXT NOT NULL, saved_on TEXT NOT NULL, draft TEXT NOT NULL,
    places TEXT NOT NULL
) WITHOUT ROWID;
""",
    4: """
CREATE TABLE former (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL,
    provenance TEXT NOT NULL, added_at TEXT NOT NULL, text TEXT NOT NULL, passages TEXT NOT NULL
) WITHOUT ROWID;
""",
    5: """
CREATE TABLE feedback (
    number INTEGER PRIMARY KEY, day TEXT NOT NULL, profile TEXT NOT NULL, outcome TEXT NOT NULL, helped INTEGER NOT NULL,
    word TEXT NOT NULL
);
""",
    6: """
CREATE TABLE earlier (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL);
CREATE INDEX earlier_by_key ON earlier (key);
INSERT INTO earlier (id, key) SELECT id, key FROM former;
CREATE TABLE outcomes (
    day TEXT NOT NULL, profile TEXT NOT NULL, outcome TEXT NOT NULL, answers INTEGER NOT NULL,
    PRIMARY KEY (day, profile, outcome)
) WITHOUT ROWID;
CREATE TABLE cited (
    day TEXT NOT NULL, key TEXT NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY (day, key)
) WITHOUT ROWID;
""",
    7: """
CREATE TABLE originals (document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, file BLOB NOT NULL);
CREATE TABLE shared (
    id TEXT PRIMARY KEY, profile TEXT NOT NULL, question TEXT NOT NULL, history TEXT NOT NULL, digest TEXT NOT NULL,
    shared_on TEXT NOT NULL, expires_on TEXT NOT NULL
) WITHOUT ROWID;
""",
}
"""What each version of the schema added, by version: an older record is brought up to date when its owner opens it."""


class Database:
    """Opens the record's file: one connection for writing, one a thread for reading (WAL).

    Args:
        path: The SQLite file; made with its schema when absent and `writable`.
        writable: False for programs that run beside the owner of the data folder.

    Raises:
        LibraryDamaged: When the file is no record, fails to open, or comes from a newer version.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._readers: dict[int, sqlite3.Connection] = {}
        self._writing = threading.RLock()
        self._opening = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        try:
            if writable:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._writer = self._connect("rwc")
                self._prepare(self._writer)
            self._check_version()
        except sqlite3.DatabaseError as error:
            self.close()
            raise LibraryDamaged(_damaged(path, error)) from error
        except BaseException:
            self.close()
            raise

    @property
    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        thread = threading.get_ident()
        with self._opening:
            if thread not in self._readers:
                self._readers[thread] = self._connect("ro")
            return self._readers[thread]

    @property
    def writer(self) -> sqlite3.Connection:
        """The one connection for writing; only inside `transaction`, or for statements that stand alone."""
        if self._writer is None:
            raise sqlite3.ProgrammingError("the record is closed, or was opened for reading only")
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the one writing connection; all of the block happens, or none of it."""
        with self._writing:
            writer = self.writer
            writer.execute("BEGIN IMMEDIATE")
            try:
                yield writer
                writer.execute("COMMIT")
            except BaseException:
                if writer.in_transaction:  # a full disk has rolled back already
                    writer.execute("ROLLBACK")
                raise

    def erase_remains(self) -> bool:
        """Rewrite what deletion leaves behind: FTS5 keeps deleted words until optimised, WAL until truncated.

        Returns:
            False when a reader held the log, so that it has to be done again.
        """
        with self._writing:
            for index in WORD_TABLES:
                self.writer.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
            return self.checkpoint()

    def checkpoint(self) -> bool:
        """Move the write-ahead log into the file and empty it; False when a reader was in the way for ten seconds."""
        with self._writing:
            busy, _, _ = self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def backup_to(self, path: Path) -> None:
        """Copy the record, consistent at one moment, while others read and write."""
        target = sqlite3.connect(path)
        try:
            self.reader.backup(target)
        finally:
            target.close()

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite's own check finds wrong; empty when the file is sound."""
        try:
            rows = self.reader.execute("PRAGMA integrity_check(20)").fetchall()
        except sqlite3.DatabaseError as error:
            return (str(error),)
        return tuple(row[0] for row in rows if row[0] != "ok")

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            for connection in self._readers.values():
                connection.close()
            self._readers.clear()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=10,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            steps = [_SCHEMA, *_UPGRADES.values()]
        else:
            steps = [step for since, step in _UPGRADES.items() if 0 < version < since]
        if steps:
            connection.executescript(
                f"BEGIN; {' '.join(steps)} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )

    def _check_version(self) -> None:
        version = self.reader.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise LibraryDamaged(
                f"Datamappen {str(self._path.parent)!r} kommer från en nyare version av naravard. "
                "Inget har ändrats. Uppgradera programmet, eller ange en annan mapp med --data."
            )
        if not self.reader.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise LibraryDamaged(
                f"Datamappen {str(self._path.parent)!r} innehåller ingen kunskapsbas ännu. "
                "Läs in källor med naravard ingest, eller ange rätt mapp med --data."
            )
        if version == 0:
            raise sqlite3.DatabaseError("no schema")


def _damaged(path: Path, error: sqlite3.DatabaseError) -> str:
    return (
        f"Kunskapsbasen {str(path)!r} kan inte öppnas ({error}). Inget har ändrats. "
        "Läs in källorna på nytt i en ny mapp, eller lägg tillbaka en kopia av datamappen."
    )
