"""The statements that write the record's rows, each inside its caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection

from ingest import codec, lexical
from ingest.documents import Passage, SourceDocument
from ingest.embedding import Vector
from ingest.records import Provenance, Role

ORPHANED = """
NOT EXISTS (SELECT 1 FROM passages p WHERE p.digest = vectors.digest)
AND NOT EXISTS (SELECT 1 FROM sentence_vectors s WHERE s.digest = vectors.digest)
"""
"""Condition on `vectors`: neither a passage nor a sentence uses the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A document ready to be stored: read, cut, embedded."""

    key: str
    """What a later version of the same file will carry too: the path below the ingested folder."""
    stamp: str
    """Versions of reader and cutter: another stamp means that the file must be read again."""
    document: SourceDocument
    provenance: Provenance
    passages: tuple[Passage, ...]
    vectors: Mapping[bytes, Vector]
    """Unit vectors of passages and of their sentences, by the digest of their text."""
    fingerprint: str
    """Of the embedder that made the vectors."""
    signature: bytes
    """Of the text, for recognising near copies."""
    original: bytes | None = None
    """The file itself, where pictures of its pages may be shown; None otherwise."""


def insert_document(writer: Connection, id_: str, new: NewDocument) -> None:
    """Write a document's row; it is searched until roles are assigned anew."""
    document = new.document
    removals = codec.dump([[removal.reason, removal.text] for removal in document.removals])
    writer.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)",
        (
            id_, new.key, document.name, document.sha256, new.stamp, document.media_type.value,
            codec.dump_provenance(new.provenance), Role.SEARCHED.value, now(), document.text,
            codec.dump_blocks(document.blocks), document.slides, document.masked, removals, new.signature,
        ),
    )  # fmt: skip
    if new.original is not None:
        writer.execute("INSERT INTO originals VALUES (?, ?)", (id_, new.original))


def insert_passage(writer: Connection, passage: Passage, document_text: str) -> None:
    """Write a passage, the digests of its sentences, and its words."""
    number = writer.execute(
        "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage.id, passage.document_id, passage.ordinal, passage.start, passage.end,
            codec.dump(codec.dump_place(passage.place)), codec.dump_sentences(passage.sentences), passage.title,
            passage.heading, int(passage.instruction), passage.rests_on, codec.digest_of(passage.index_text),
        ),
    ).lastrowid  # fmt: skip
    link_sentences(writer, number, passage, document_text)
    lexical.add(writer, number, passage)


def link_sentences(writer: Connection, number: int | None, passage: Passage, document_text: str) -> None:
    """Write which vectors a passage's sentences have, by the digest of their text."""
    writer.execute("DELETE FROM sentence_vectors WHERE passage = ?", (number,))
    writer.executemany(
        "INSERT INTO sentence_vectors VALUES (?, ?, ?)",
        (
            (number, ordinal, codec.digest_of(document_text[sentence.start : sentence.end]))
            for ordinal, sentence in enumerate(passage.sentences)
        ),
    )


def insert_vector(writer: Connection, fingerprint: str, digest: bytes, vector: Vector) -> None:
    """Write a vector unless the same text has one."""
    writer.execute(
        "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", (fingerprint, digest, codec.dump_vector(vector))
    )


def remove_document(writer: Connection, id_: str) -> int:
    """Delete a document, its passages and their words; return the number of passages."""
    lexical.remove(writer, id_)
    removed = writer.execute("DELETE FROM passages WHERE document_id = ?", (id_,)).rowcount
    writer.execute("DELETE FROM documents WHERE id = ?", (id_,))
    return removed


def drop_orphan_vectors(writer: Connection) -> int:
    """Delete vectors that no passage uses; return how many."""
    return writer.execute(f"DELETE FROM vectors WHERE {ORPHANED}").rowcount


def touch(writer: Connection) -> None:
    """Count up the record's version."""
    row = writer.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()
    set_fact(writer, "version", str(int(row["value"] if row else 0) + 1))


def set_fact(writer: Connection, name: str, value: str) -> None:
    """Note a fact about the record."""
    writer.execute(
        "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def now() -> str:
    """Return the present moment, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
