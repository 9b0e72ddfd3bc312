"""The record: documents, passages, vectors and the lexical index in one SQLite file, the truth of the product."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import codec, former, lexical, statements, tally
from ingest.database import Database
from ingest.documents import Block, Passage
from ingest.editorial import Editorial, discard_drafts_citing, withdraw_citing
from ingest.records import DeletionReceipt, Role, StoredDocument, StoredGeneration
from ingest.shared import SharedQuestions
from ingest.statements import NewDocument
from ingest.stored_vectors import StoredVectors

FILE_NAME = "library.sqlite"

_SUCCESSOR = "successor:"
"""Before the key of a file that another takes the place of, among the facts."""
_MET = "met:"
"""Before the key of a file that a folder run has met, among the facts."""
_REMAINS = "remains"
"""The fact that says whether something deleted is still to be erased from the file."""

_DOCUMENTS = """
SELECT d.*, length(d.text) AS characters,
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages FROM documents d
"""
_PASSAGES = """
SELECT p.*, substr(d.text, p.start + 1, p."end" - p.start) AS text
FROM passages p JOIN documents d ON d.id = p.document_id
"""
SEARCHED = f"d.role = '{Role.SEARCHED.value}' AND p.instruction = 0"
"""What general questions search: one voice per publication, no directions to presenters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """A document's text and its blocks, as cut at reading time."""

    text: str
    blocks: tuple[Block, ...]


def document_id(key: str, sha256: str) -> str:
    """Return the id of one generation of a document: other bytes, other id.

    >>> document_id("a.md", "00") == document_id("a.md", "01")
    False
    """
    return hashlib.sha256(f"{key}\0{sha256}".encode()).hexdigest()[:16]


class Library:
    """The record of one data folder. Readers may be many; one process writes.

    Raises:
        LibraryDamaged: When the file cannot be opened as a record.
    """

    def __init__(self, folder: Path, *, writable: bool = True) -> None:
        self.folder = folder
        self.database = Database(folder / FILE_NAME, writable=writable)
        self.words = lexical.WordIndex(self.database, where=SEARCHED)
        self.vectors = StoredVectors(self.database, where=SEARCHED, texts=self._embedded_texts)
        self.editorial = Editorial(self.database)
        self.shared = SharedQuestions(self.database)
        self.former = former.FormerGenerations(self.database)
        self.tally = tally.Tally(self.database)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    # Reading

    @property
    def version(self) -> int:
        """A number that grows with every change of what is searched."""
        return int(self.fact("version") or 0)

    def fact(self, name: str) -> str | None:
        """Return a named fact about the record, None when it was never set."""
        row = self.database.reader.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return every document, by title and name."""
        stored = [codec.load_document(row) for row in self.database.reader.execute(_DOCUMENTS)]
        return tuple(sorted(stored, key=lambda document: (document.provenance.title, document.name)))

    def document(self, id: str) -> StoredDocument | None:  # noqa: A002  # the contract's word
        """Return one document, None when there is none with that id."""
        row = self.database.reader.execute(f"{_DOCUMENTS} WHERE d.id = ?", (id,)).fetchone()
        return None if row is None else codec.load_document(row)

    def text(self, document_id: str) -> StoredText | None:
        """Return a document's text and blocks, None when it is gone."""
        row = self.database.reader.execute(
            "SELECT text, blocks FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        return None if row is None else StoredText(text=row["text"], blocks=codec.load_blocks(row["blocks"]))

    def generation(self, document_id: str) -> StoredGeneration | None:
        """Return a document as it is now, with its words; None when it is gone."""
        document, stored = self.document(document_id), self.text(document_id)
        if document is None or stored is None:
            return None
        return StoredGeneration(
            id=document.id, name=document.name, sha256=document.sha256, provenance=document.provenance,
            added_at=document.added_at, text=stored.text, passages=self.passages_of(document_id),
        )  # fmt: skip

    def original(self, document_id: str) -> bytes | None:
        """Return the file of a document whose pages may be shown as pictures; None for every other."""
        row = self.database.reader.execute(
            "SELECT file FROM originals WHERE document_id = ?", (document_id,)
        ).fetchone()
        return None if row is None else bytes(row["file"])

    def original_size(self, document_id: str) -> int:
        """Return how many bytes the kept file of a document has; 0 where none is kept."""
        row = self.database.reader.execute(
            "SELECT length(file) AS n FROM originals WHERE document_id = ?", (document_id,)
        ).fetchone()
        return 0 if row is None else int(row["n"])

    def stamp(self, key: str) -> tuple[str, str, str] | None:
        """Return (document id, sha256, stamp) of the stored generation of a file, None when new."""
        row = self.database.reader.execute(
            "SELECT id, sha256, stamp FROM documents WHERE key = ?", (key,)
        ).fetchone()
        return None if row is None else (row["id"], row["sha256"], row["stamp"])

    def key(self, document_id: str) -> str | None:
        """Return what later versions of a document's file are known by; None when it is gone."""
        row = self.database.reader.execute(
            "SELECT key FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        return None if row is None else str(row["key"])

    def successors(self) -> Mapping[str, str]:
        """Return which file an editor has said takes another's place, by key."""
        rows = self.database.reader.execute(
            "SELECT substr(name, ?) AS old, value FROM facts WHERE name LIKE ? || '%'",
            (len(_SUCCESSOR) + 1, _SUCCESSOR),
        )
        return {row["old"]: row["value"] for row in rows}

    def set_successor(self, old_key: str, new_key: str) -> None:
        """Note that a file takes another's place, which stays in the record and is no longer searched."""
        self.set_fact(f"{_SUCCESSOR}{old_key}", new_key)

    def last_met(self, key: str) -> str | None:
        """Return the SHA-256 of what the last folder run met under a key, stored or not; None for a file that none has met."""
        return self.fact(f"{_MET}{key}")

    def note_met(self, key: str, sha256: str) -> None:
        """Note what a folder run has met under a key."""
        if self.last_met(key) != sha256:
            self.set_fact(f"{_MET}{key}", sha256)

    def signatures(self) -> Mapping[str, bytes]:
        """Return every document's text signature by id."""
        rows = self.database.reader.execute("SELECT id, signature FROM documents")
        return {row["id"]: row["signature"] for row in rows}

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages with these ids, in the order asked for, missing ones left out."""
        rows = self.database.reader.execute(
            f"{_PASSAGES} WHERE p.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
        found = {row["id"]: codec.load_passage(row) for row in rows}
        return tuple(found[id_] for id_ in ids if id_ in found)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        rows = self.database.reader.execute(
            f"{_PASSAGES} WHERE p.document_id = ? ORDER BY p.ordinal", (document_id,)
        )
        return tuple(codec.load_passage(row) for row in rows)

    def searched_ids(self) -> tuple[str, ...]:
        """Return the ids of the passages that general questions search."""
        rows = self.database.reader.execute(
            f"SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE {SEARCHED} ORDER BY p.id"
        )
        return tuple(row["id"] for row in rows)

    def _embedded_texts(self) -> Iterator[str]:
        for document in self.documents():
            stored = self.text(document.id)
            for passage in self.passages_of(document.id):
                yield passage.index_text
                if stored is not None:
                    yield from (stored.text[sentence.start : sentence.end] for sentence in passage.sentences)

    # Writing

    def store(self, new: NewDocument) -> str:
        """Make a document visible, and an older generation of the same file invisible, in one transaction.

        Returns:
            The new document's id.
        """
        new_id = document_id(new.key, new.document.sha256)
        with self.database.transaction() as writer:
            old = writer.execute("SELECT id FROM documents WHERE key = ?", (new.key,)).fetchone()
            if old is not None:
                if old["id"] != new_id:
                    former.keep(writer, old["id"])
                statements.remove_document(writer, old["id"])
            former.drop(writer, key=new.key, document_id=new_id)
            statements.insert_document(writer, new_id, new)
            for passage in new.passages:
                statements.insert_passage(writer, passage, new.document.text)
            for digest, vector in new.vectors.items():
                statements.insert_vector(writer, new.fingerprint, digest, vector)
            if old is not None:
                statements.drop_orphan_vectors(writer)
                statements.set_fact(writer, _REMAINS, "1")
            statements.touch(writer)
        self.erase_remains()
        return new_id

    def delete(self, id: str) -> DeletionReceipt | None:  # noqa: A002  # the contract's word
        """Delete a document and every trace of its words; None when there is none with that id."""
        with self.database.transaction() as writer:
            row = writer.execute("SELECT key, name, sha256 FROM documents WHERE id = ?", (id,)).fetchone()
            if row is None:
                return None
            cited = [id, *former.forget_all(writer, row["key"])]
            tally.forget(writer, row["key"])
            passages = statements.remove_document(writer, id)
            approved = sum(withdraw_citing(writer, one) for one in cited)
            drafts = sum(discard_drafts_citing(writer, one) for one in cited)
            vectors = statements.drop_orphan_vectors(writer)
            writer.execute("DELETE FROM facts WHERE name = ?", (f"{_MET}{row['key']}",))
            statements.set_fact(writer, _REMAINS, "1")
            statements.touch(writer)
        self.erase_remains()
        return DeletionReceipt(
            document_id=id,
            name=row["name"],
            sha256=row["sha256"],
            passages=passages,
            vectors=vectors,
            approved=approved,
            drafts=drafts,
            deleted_at=statements.now(),
        )

    def forget_former(self, generation_id: str) -> bool:
        """Delete what is kept of a replaced document, every trace of its words; False when nothing is."""
        with self.database.transaction() as writer:
            if not former.forget(writer, generation_id):
                return False
            statements.set_fact(writer, _REMAINS, "1")
        self.erase_remains()
        return True

    @property
    def remains(self) -> bool:
        """True when words of something deleted may still lie in the file: the erasure was cut short."""
        return self.fact(_REMAINS) == "1"

    def erase_remains(self) -> None:
        """Finish an erasure that is due; one that a reader or a kill cut short is finished the next time."""
        if self.remains and self.database.erase_remains():
            self.set_fact(_REMAINS, "0")

    def assign_roles(self, roles: Mapping[str, tuple[Role, str | None]]) -> None:
        """Set which documents speak, by document id: role and twin. Unchanged ones cost nothing."""
        with self.database.transaction() as writer:
            changed = 0
            for id_, (role, twin) in roles.items():
                changed += writer.execute(
                    "UPDATE documents SET role = ?, twin = ? WHERE id = ? AND (role <> ? OR twin IS NOT ?)",
                    (role.value, twin, id_, role.value, twin),
                ).rowcount
            if changed:
                statements.touch(writer)

    def set_fact(self, name: str, value: str) -> None:
        """Note a fact about the record."""
        with self.database.transaction() as writer:
            statements.set_fact(writer, name, value)

    def rebuild_words(self) -> None:
        """Make the lexical index anew from the passages."""
        with self.database.transaction() as writer:
            rows = writer.execute(_PASSAGES).fetchall()
            lexical.rebuild(writer, [(row["number"], codec.load_passage(row)) for row in rows])
            statements.touch(writer)
