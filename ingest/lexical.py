"""The lexical index inside the record: BM25 over Swedish lemmas, and over character grams."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from sqlite3 import Connection, DatabaseError

from ingest.database import WORD_TABLES, Database
from ingest.documents import Passage
from ingest.language import grams, lemmas

CONTEXT_WEIGHT = 0.5
"""How much a word in a title or heading counts against one in the passage's own text."""


Scores = tuple[tuple[str, float], ...]
"""(passage id, BM25), best first."""

_SPLITS: Mapping[str, Callable[[str], tuple[str, ...]]] = {"lemma_index": lemmas, "gram_index": grams}
"""How each table cuts text into terms."""


def add(writer: Connection, number: int | None, passage: Passage) -> None:
    """Index a passage under its row number."""
    for table, split in _SPLITS.items():
        columns = (" ".join(split(part)) for part in (passage.text, passage.title, passage.heading))
        writer.execute(
            f"INSERT INTO {table} (rowid, body, title, heading) VALUES (?, ?, ?, ?)", (number, *columns)
        )


def remove(writer: Connection, document_id: str) -> None:
    """Take a document's passages out of both indexes."""
    for table in WORD_TABLES:
        writer.execute(
            f"DELETE FROM {table} WHERE rowid IN (SELECT number FROM passages WHERE document_id = ?)",
            (document_id,),
        )


def rebuild(writer: Connection, passages: Iterable[tuple[int, Passage]]) -> None:
    """Make both indexes anew from (row number, passage)."""
    for table, statement in WORD_TABLES.items():  # a damaged index cannot be emptied, only dropped
        writer.execute(f"DROP TABLE {table}")
        writer.execute(statement)
    for number, passage in passages:
        add(writer, number, passage)


class WordIndex:
    """Searches the words of the passages that general questions search.

    Args:
        database: The record's file.
        where: Condition on passages `p` and documents `d` that says what is searched.
    """

    def __init__(self, database: Database, *, where: str) -> None:
        self._database = database
        self._where = where

    def match_lemmas(self, terms: Iterable[str], *, limit: int) -> Scores:
        """Return passages that share a lemma with the terms, best first."""
        return self._match("lemma_index", _any_of(terms), limit)

    def match_phrases(self, phrases: Iterable[Sequence[str]], *, limit: int) -> Scores:
        """Return passages that hold one of the runs of lemmas, word by word."""
        return self._match("lemma_index", _any_of(" ".join(phrase) for phrase in phrases), limit)

    def match_grams(self, terms: Iterable[str], *, limit: int) -> Scores:
        """Return passages that share a character gram with the terms, best first."""
        return self._match("gram_index", _any_of(grams(" ".join(terms))), limit)

    def lemma_sets(self, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the lemmas of passages by id, titles and headings among them."""
        rows = self._database.reader.execute(
            "SELECT p.id, l.body, l.title, l.heading FROM passages p JOIN lemma_index l ON l.rowid = p.number "
            "WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {
            row["id"]: frozenset(f"{row['body']} {row['title']} {row['heading']}".split()) for row in rows
        }

    def rarity(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each lemma's inverse document frequency, ln((N + 1) / (df + 1)): 0 when it stands everywhere."""
        reader = self._database.reader
        total = reader.execute("SELECT count(*) AS n FROM passages").fetchone()["n"]
        rows = reader.execute(
            "SELECT term, doc FROM lemma_vocabulary WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(terms),),
        )
        frequency = {row["term"]: row["doc"] for row in rows}
        return {term: math.log((total + 1) / (frequency.get(term, 0) + 1)) for term in terms}

    def vocabulary(self) -> frozenset[str]:
        """Return every lemma in the index."""
        rows = self._database.reader.execute("SELECT term FROM lemma_vocabulary")
        return frozenset(row["term"] for row in rows)

    def faults(self) -> tuple[int, int]:
        """Return how many passages lack a row in either index, and how many rows belong to no passage."""
        missing = orphaned = 0
        for table in WORD_TABLES:
            missing += self._count(f"passages WHERE number NOT IN (SELECT rowid FROM {table})")
            orphaned += self._count(f"{table} WHERE rowid NOT IN (SELECT number FROM passages)")
        return missing, orphaned

    def consistent(self) -> bool:
        """Tell whether both indexes hold the terms of their own rows, by SQLite's check."""
        try:
            with self._database.transaction() as writer:
                for table in WORD_TABLES:
                    writer.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except DatabaseError:
            return False
        return True

    def _count(self, rows: str) -> int:
        return int(self._database.reader.execute(f"SELECT count(*) AS n FROM {rows}").fetchone()["n"])

    def _match(self, table: str, expression: str, limit: int) -> Scores:
        if not expression:
            return ()
        rows = self._database.reader.execute(
            f"SELECT p.id, -bm25({table}, 1.0, {CONTEXT_WEIGHT}, {CONTEXT_WEIGHT}) AS score FROM {table} "
            f"JOIN passages p ON p.number = {table}.rowid JOIN documents d ON d.id = p.document_id "
            f"WHERE {table} MATCH ? AND {self._where} ORDER BY score DESC, p.id LIMIT ?",
            (expression, limit),
        )
        return tuple((row["id"], row["score"]) for row in rows)


def _any_of(terms: Iterable[str]) -> str:
    return " OR ".join(f'"{term}"' for term in dict.fromkeys(terms) if term)
