"""How values are written in the record's columns, and read back."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ingest.documents import Block, BlockKind, MediaType, Passage, Place, Removal, Sentence
from ingest.embedding import Matrix, Vector
from ingest.records import Provenance, Role, StoredDocument


def digest_of(text: str) -> bytes:
    """Return the key of a text's vector: equal texts share one.

    >>> len(digest_of("Nära vård"))
    16
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def dump(value: object) -> str:
    """Return compact JSON with Swedish letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dump_place(place: Place) -> list[object]:
    """Return a place as a short list."""
    return [place.slide, int(place.notes), place.page, list(place.headings)]


def load_place(row: list[object]) -> Place:
    """Return the place that `dump_place` wrote.

    >>> load_place(dump_place(Place(slide=3, notes=True))) == Place(slide=3, notes=True)
    True
    """
    slide, notes, page, headings = row
    assert slide is None or isinstance(slide, int)  # noqa: S101  # narrows a JSON value for the type checker
    assert page is None or isinstance(page, int)  # noqa: S101  # as above
    assert isinstance(headings, list)  # noqa: S101  # as above
    return Place(slide=slide, notes=bool(notes), page=page, headings=tuple(headings))


def dump_blocks(blocks: Iterable[Block]) -> str:
    """Return a document's blocks as JSON."""
    return dump([[b.start, b.end, b.kind.value, b.level, dump_place(b.place)] for b in blocks])


def load_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks that `dump_blocks` wrote."""
    return tuple(
        Block(start=start, end=end, kind=BlockKind(kind), level=level, place=load_place(place))
        for start, end, kind, level, place in json.loads(text)
    )


def dump_sentences(sentences: Iterable[Sentence]) -> str:
    """Return a passage's sentences as JSON."""
    return dump(
        [[s.start, s.end, s.kind.value, dump_place(s.place), s.standing, s.originator] for s in sentences]
    )


def load_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences that `dump_sentences` wrote."""
    return tuple(
        Sentence(
            start=start, end=end, kind=BlockKind(kind), place=load_place(place), standing=standing,
            originator=originator,
        )
        for start, end, kind, place, standing, originator in json.loads(text)
    )  # fmt: skip


def dump_provenance(provenance: Provenance) -> str:
    """Return a provenance as JSON."""
    return dump(asdict(provenance))


def load_provenance(text: str) -> Provenance:
    """Return the provenance that `dump_provenance` wrote."""
    fields = json.loads(text)
    fields["replaces"] = tuple(fields["replaces"])
    return Provenance(**fields)


def load_document(row: sqlite3.Row) -> StoredDocument:
    """Return a stored document from a row of `documents` with its passage count."""
    return StoredDocument(
        id=row["id"],
        name=row["name"],
        sha256=row["sha256"],
        media_type=MediaType(row["media_type"]),
        provenance=load_provenance(row["provenance"]),
        role=Role(row["role"]),
        twin=row["twin"],
        added_at=row["added_at"],
        characters=row["characters"],
        passages=row["passages"],
        slides=row["slides"],
        masked=row["masked"],
        removals=tuple(Removal(reason=reason, text=text) for reason, text in json.loads(row["removals"])),
    )


def load_passage(row: sqlite3.Row | Mapping[str, Any]) -> Passage:
    """Return a passage from a row of `passages` joined with its text."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        place=load_place(json.loads(row["place"])),
        sentences=load_sentences(row["sentences"]),
        title=row["title"],
        heading=row["heading"],
        instruction=bool(row["instruction"]),
        rests_on=row["rests_on"],
    )


def dump_vector(vector: Vector) -> bytes:
    """Return a vector as little-endian float32."""
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def load_vectors(rows: Iterable[bytes], dimension: int) -> Matrix:
    """Return vectors as the rows of one matrix, shape (rows, dimension)."""
    return np.frombuffer(b"".join(rows), dtype="<f4").reshape(-1, dimension).astype(np.float32, copy=False)
