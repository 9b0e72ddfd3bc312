"""The generation of a document that a newer one took the place of, kept until an editor has seen what changed.

Nothing of it is searched or quoted. One is kept for each file: the one that an editor last knew, however many have come since.
Of every earlier one the id is remembered as long as the document is there, so that what cites it is known.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection, Row

from ingest import codec
from ingest.database import Database
from ingest.documents import Passage
from ingest.records import Provenance, StoredGeneration

_PASSAGE_FIELDS = (
    "id document_id ordinal start end place sentences title heading instruction rests_on".split()
)
_KEEP = """
INSERT OR IGNORE INTO former
SELECT d.key, d.id, d.name, d.sha256, d.media_type, d.provenance, d.added_at, d.text,
       (SELECT json_group_array(json_object({fields})) FROM (SELECT * FROM passages WHERE document_id = d.id ORDER BY ordinal) p)
FROM documents d WHERE d.id = ?
""".format(fields=", ".join(f"""'{name}', p."{name}\"""" for name in _PASSAGE_FIELDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A document that has been replaced: what it was, and the id of what it is now."""

    before: StoredGeneration
    after_id: str
    between: frozenset[str] = frozenset()
    """Ids of the generations that came after the one and before the other; their words are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerVersion:
    """What is told of a document that has been replaced."""

    name: str
    provenance: Provenance
    after_id: str
    """Id of what it is now."""


class FormerGenerations:
    """The former generations of a record; none in a record that an older version has written and nobody has opened since."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def every(self) -> Sequence[Renewed]:
        """Return what was replaced and not put away since, by file."""
        reader = self._database.reader
        if reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'former'").fetchone() is None:
            return ()
        rows = reader.execute(
            "SELECT f.*, d.id AS after_id FROM former f JOIN documents d ON d.key = f.key ORDER BY f.key"
        )
        return tuple(
            Renewed(before=_generation(row), after_id=row["after_id"], between=self._between(row["id"]))
            for row in rows
        )

    def known(self) -> Sequence[FormerVersion]:
        """Return what is known of those generations, without their words."""
        reader = self._database.reader
        if reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'former'").fetchone() is None:
            return ()
        rows = reader.execute(
            "SELECT f.name, f.provenance, d.id AS after_id FROM former f JOIN documents d ON d.key = f.key"
        )
        return tuple(
            FormerVersion(
                name=row["name"],
                provenance=codec.load_provenance(row["provenance"]),
                after_id=row["after_id"],
            )
            for row in rows
        )

    def _between(self, before_id: str) -> frozenset[str]:
        reader = self._database.reader
        if reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'earlier'").fetchone() is None:
            return frozenset()
        rows = reader.execute(
            "SELECT e.id FROM earlier e JOIN earlier first ON first.key = e.key AND first.number < e.number WHERE first.id = ?",
            (before_id,),
        )
        return frozenset(row["id"] for row in rows)


def keep(writer: Connection, document_id: str) -> None:
    """Keep a generation that is about to be replaced, unless an older one is waiting to be seen; remember its id."""
    writer.execute(_KEEP, (document_id,))
    writer.execute(
        "INSERT OR REPLACE INTO earlier (id, key) SELECT id, key FROM documents WHERE id = ?", (document_id,)
    )


def drop(writer: Connection, *, key: str, document_id: str) -> None:
    """Forget that a generation was an earlier one: its file is again as it was."""
    writer.execute("DELETE FROM former WHERE key = ? AND id = ?", (key, document_id))
    writer.execute("DELETE FROM earlier WHERE id = ?", (document_id,))


def forget(writer: Connection, generation_id: str) -> bool:
    """Delete a former generation's words; False when there are none."""
    return writer.execute("DELETE FROM former WHERE id = ?", (generation_id,)).rowcount > 0


def forget_all(writer: Connection, key: str) -> list[str]:
    """Delete all that is known of a file's earlier generations; return their ids."""
    rows = writer.execute(
        "SELECT id FROM earlier WHERE key = ? UNION SELECT id FROM former WHERE key = ?", (key, key)
    )
    ids = [row["id"] for row in rows]
    writer.execute("DELETE FROM former WHERE key = ?", (key,))
    writer.execute("DELETE FROM earlier WHERE key = ?", (key,))
    return ids


def _generation(row: Row) -> StoredGeneration:
    text: str = row["text"]
    passages = tuple(_passage(fields, text) for fields in json.loads(row["passages"]))
    return StoredGeneration(
        id=row["id"], name=row["name"], sha256=row["sha256"], provenance=codec.load_provenance(row["provenance"]),
        added_at=row["added_at"], text=text, passages=passages,
    )  # fmt: skip


def _passage(fields: dict[str, object], text: str) -> Passage:
    start, end = fields["start"], fields["end"]
    assert isinstance(start, int)  # noqa: S101  # narrows a JSON value for the type checker
    assert isinstance(end, int)  # noqa: S101  # as above
    return codec.load_passage({**fields, "text": text[start:end]})
