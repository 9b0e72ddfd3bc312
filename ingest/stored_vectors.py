"""The vectors in the record: what was computed of passages and sentences, by model and by the digest of their text."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ingest import codec, statements
from ingest.database import Database
from ingest.embedding import Matrix, Vector


class StoredVectors:
    """The vectors of a record. Equal text is embedded once, wherever it stands.

    Args:
        database: The record's file.
        where: Condition on documents `d` and passages `p`: what general questions search.
        texts: Yields every text of the record that is embedded.
    """

    def __init__(self, database: Database, *, where: str, texts: Callable[[], Iterator[str]]) -> None:
        self._database = database
        self._where = where
        self._texts = texts

    def searched(self, fingerprint: str, dimension: int) -> tuple[tuple[str, ...], Matrix]:
        """Return the ids and unit vectors of the searched passages, rows in the same order."""
        rows = self._database.reader.execute(
            "SELECT p.id, v.vector FROM passages p JOIN documents d ON d.id = p.document_id "
            f"JOIN vectors v ON v.digest = p.digest AND v.fingerprint = ? WHERE {self._where} ORDER BY p.id",
            (fingerprint,),
        ).fetchall()
        matrix = codec.load_vectors((row["vector"] for row in rows), dimension)
        return tuple(row["id"] for row in rows), matrix

    def known(self, fingerprint: str, digests: Iterable[bytes]) -> Mapping[bytes, Vector]:
        """Return the stored vectors for these digests."""
        reader = self._database.reader
        found: dict[bytes, Vector] = {}
        for digest in set(digests):
            row = reader.execute(
                "SELECT vector FROM vectors WHERE fingerprint = ? AND digest = ?", (fingerprint, digest)
            ).fetchone()
            if row is not None:
                found[digest] = codec.load_vectors([row["vector"]], len(row["vector"]) // 4)[0]
        return found

    def of_sentences(
        self, fingerprint: str, ids: Sequence[str], dimension: int
    ) -> tuple[tuple[str, ...], Matrix]:
        """Return the sentence vectors of these passages: the passage id of each row, and the rows."""
        rows = self._database.reader.execute(
            "SELECT p.id, v.vector FROM passages p JOIN sentence_vectors s ON s.passage = p.number "
            "JOIN vectors v ON v.digest = s.digest AND v.fingerprint = ? "
            "WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.number, s.ordinal",
            (fingerprint, json.dumps(ids)),
        ).fetchall()
        matrix = codec.load_vectors((row["vector"] for row in rows), dimension)
        return tuple(row["id"] for row in rows), matrix

    def lacking(self, fingerprint: str) -> Mapping[bytes, str]:
        """Return the texts that this embedder has no vector for, by digest: after a change of model, all."""
        rows = self._database.reader.execute(
            "SELECT digest FROM (SELECT digest FROM passages UNION SELECT digest FROM sentence_vectors) t "
            "WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.fingerprint = ? AND v.digest = t.digest)",
            (fingerprint,),
        )
        wanted = {row["digest"] for row in rows}
        texts = self._texts() if wanted else ()
        return {digest: text for text in texts if (digest := codec.digest_of(text)) in wanted}

    def orphans(self) -> int:
        """Return how many vectors no passage uses."""
        row = self._database.reader.execute(
            f"SELECT count(*) AS n FROM vectors WHERE {statements.ORPHANED}"
        ).fetchone()
        return int(row["n"])

    def add(self, fingerprint: str, vectors: Mapping[bytes, Vector]) -> None:
        """Store a further model's vectors of stored texts, by digest."""
        with self._database.transaction() as writer:
            for digest, vector in vectors.items():
                statements.insert_vector(writer, fingerprint, digest, vector)
            statements.touch(writer)

    def keep_only(self, fingerprint: str) -> int:
        """Delete the vectors of every other model; return how many."""
        with self._database.transaction() as writer:
            return writer.execute(
                "DELETE FROM vectors WHERE fingerprint < ? OR fingerprint > ?", (fingerprint, fingerprint)
            ).rowcount

    def drop_orphans(self) -> int:
        """Delete vectors that no passage uses; return how many."""
        with self._database.transaction() as writer:
            return statements.drop_orphan_vectors(writer)
