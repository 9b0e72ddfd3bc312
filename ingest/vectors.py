"""Chroma as an index of the record: ids, vectors and filter fields, never text. Only this module knows Chroma.

Its own count is no health check (a lost segment still counts), and damage can kill the process that opens it. So a
child process opens it first, and what fails is made anew from the record.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.embedding import Matrix, Vector
from ingest.errors import IngestError

Hits = tuple[tuple[str, float], ...]
"""(passage id, cosine similarity), best first."""

SMALL = 5_000
"""Rows below which the graph is rebuilt from Chroma's log at opening; above, it is written as it grows."""

PROBE_SECONDS = 60
_BATCH = 2_000
_SAME = 1e-4
"""Difference in cosine below which two vectors are of the same text: in a probe, equal texts stand in for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a sound index must answer."""

    direction: Sequence[float]
    """A unit vector."""
    similarities: Mapping[str, float]
    """Every passage's cosine to it, by id: one damaged vector shows."""
    probes: Sequence[tuple[str, Sequence[float]]]
    """Passages, by id, that a search with their own vector must find."""


class IndexBroken(IngestError):
    """Chroma cannot read or write its files."""


class ChromaIndex:
    """An embedded Chroma collection of one index generation.

    Raises:
        IndexBroken: From every method, when Chroma fails.
    """

    def __init__(self, folder: Path, *, fingerprint: str, rows: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with _translated():
            self._client = _client(folder)
        with _translated(), _closing_on_failure(self._client):
            self._collection: Any = self._client.get_or_create_collection(
                "passages",
                metadata={"fingerprint": fingerprint},
                embedding_function=None,
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "ef_construction": 200,
                        "ef_search": 200,
                        "max_neighbors": 32,
                        "sync_threshold": 1_000_000_000 if rows < SMALL else 1_000,
                    }
                },
            )

    def close(self) -> None:
        """Release Chroma's files."""
        self._client.close()

    def ids(self) -> frozenset[str]:
        """Return the ids in the collection."""
        with _translated():
            return frozenset(self._collection.get(include=[])["ids"])

    def sync(self, ids: Sequence[str], matrix: Matrix) -> None:
        """Make the collection hold exactly these ids and vectors."""
        digests = [hashlib.sha256(row.tobytes()).hexdigest()[:16] for row in matrix]
        with _translated():
            present = self._digests()
            gone = sorted(present.keys() - set(ids))
            for start in range(0, len(gone), _BATCH):
                self._collection.delete(ids=gone[start : start + _BATCH])
            new = [row for row, id_ in enumerate(ids) if present.get(id_) != digests[row]]
            for start in range(0, len(new), _BATCH):
                rows = new[start : start + _BATCH]
                self._collection.upsert(
                    ids=[ids[row] for row in rows],
                    embeddings=matrix[rows],
                    metadatas=[
                        {"document": ids[row].rsplit("-", 1)[0], "digest": digests[row]} for row in rows
                    ],
                )

    def search(self, vector: Vector, *, limit: int) -> Hits:
        """Return the nearest passages to a unit vector."""
        with _translated():
            found = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
            )
        return tuple(
            (id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        )

    def _digests(self) -> dict[str, str | None]:
        """Return what vector each id has: a file that is read or cut anew keeps its ids."""
        held = self._collection.get(include=["metadatas"])
        return {
            id_: (about or {}).get("digest")
            for id_, about in zip(held["ids"], held["metadatas"], strict=True)
        }


def _client(folder: Path) -> Any:  # noqa: ANN401  # the package's types change with its versions
    import chromadb  # noqa: PLC0415  # takes a second to import: only for those who write or serve
    from chromadb.config import Settings  # noqa: PLC0415  # as above

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


@contextmanager
def _closing_on_failure(client: Any) -> Iterator[None]:  # noqa: ANN401  # as in _client
    try:
        yield
    except BaseException:
        client.close()
        raise


@contextmanager
def _translated() -> Iterator[None]:
    from chromadb.errors import ChromaError  # noqa: PLC0415  # as in _client

    try:
        yield
    except ChromaError as error:
        raise IndexBroken("Sökindexet kan inte läsas. Laga det med naravard doctor.") from error


def probe(folder: Path, expected: Expectation) -> bool:
    """Open the index in a child process and see whether it finds what it counts, with the vectors of the record.

    Ids that the record no longer has, or that are still to come, are no fault: `sync` mends them. A segment that is
    lost, unreadable or kills the process is. The child opens a copy: opening writes, and it may outlive this process.

    Returns:
        False when the index must be made anew.
    """
    copy = folder.with_name(f"{folder.name}-probe")
    request = json.dumps({"folder": str(copy), **asdict(expected)})
    try:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        done = subprocess.run(  # this program itself, with arguments of its own
            [sys.executable, "-m", "ingest.vectors"],
            input=request.encode(),
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return False
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return done.returncode == 0


def _probe_in_child(folder: Path, expected: Expectation) -> bool:
    """Open the folder and check that the index finds what it counts."""
    collection: Any = _client(folder).get_collection("passages", embedding_function=None)
    present = set(collection.get(include=[])["ids"])
    if not present:
        return True
    found = collection.query(
        query_embeddings=[expected.direction], n_results=len(present), include=["distances"]
    )
    near = dict(zip(found["ids"][0], found["distances"][0], strict=True))
    return (
        near.keys() == present
        and all(
            abs(1.0 - near[id_] - similarity) < _SAME
            for id_, similarity in expected.similarities.items()
            if id_ in near
        )
        and all(_finds(collection, id_, vector) for id_, vector in expected.probes if id_ in present)
    )


def _finds(collection: Any, id_: str, vector: Sequence[float]) -> bool:  # noqa: ANN401  # as in _client
    """Tell whether a passage is found by its own vector, or only passages of the same text are."""
    found = collection.query(query_embeddings=[vector], n_results=3, include=["distances"])
    return id_ in found["ids"][0] or bool(found["distances"][0] and found["distances"][0][-1] < _SAME)


if __name__ == "__main__":
    request = json.load(sys.stdin)
    place = Path(request.pop("folder"))
    sys.exit(0 if _probe_in_child(place, Expectation(**request)) else 1)
