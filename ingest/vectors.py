"""Chroma as an index of the record: ids, vectors and filter fields, never text. Only this module knows Chroma.

Its own count is no health check (a lost segment still counts), and damage can kill the process that opens it. So a
child process opens it first, and what fails is made anew from the record.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.embedding import Matrix, Vector

Hits = tuple[tuple[str, float], ...]
"""(passage id, cosine similarity), best first."""

SMALL = 5_000
"""Rows below which the graph is rebuilt from Chroma's log at opening; above, it is written as it grows."""

PROBE_SECONDS = 60
_BATCH = 2_000

Probes = Sequence[tuple[str, Sequence[float]]]
"""Passages, by id, that a search with their own vector must find."""


class ChromaIndex:
    """An embedded Chroma collection of one index generation."""

    def __init__(self, folder: Path, *, fingerprint: str, rows: int) -> None:
        import chromadb  # noqa: PLC0415  # takes a second to import: only for those who write or serve
        from chromadb.config import Settings  # noqa: PLC0415  # as above

        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        self._collection: Any = client.get_or_create_collection(
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

    def ids(self) -> frozenset[str]:
        """Return the ids in the collection."""
        return frozenset(self._collection.get(include=[])["ids"])

    def sync(self, ids: Sequence[str], matrix: Matrix) -> None:
        """Make the collection hold exactly these ids and vectors."""
        present = self.ids()
        gone = sorted(present - set(ids))
        for start in range(0, len(gone), _BATCH):
            self._collection.delete(ids=gone[start : start + _BATCH])
        new = [row for row, id_ in enumerate(ids) if id_ not in present]
        for start in range(0, len(new), _BATCH):
            rows = new[start : start + _BATCH]
            self._collection.upsert(
                ids=[ids[row] for row in rows],
                embeddings=matrix[rows],
                metadatas=[{"document": ids[row].rsplit("-", 1)[0]} for row in rows],
            )

    def search(self, vector: Vector, *, limit: int) -> Hits:
        """Return the nearest passages to a unit vector."""
        found = self._collection.query(
            query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
        )
        return tuple(
            (id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        )


def probe(folder: Path, probes: Probes) -> bool:
    """Open the index in a child process and see whether it finds what it counts.

    Ids that the record no longer has, or that are still to come, are no fault: `sync` mends them. A segment that is
    lost, unreadable or kills the process is.

    Returns:
        False when the index must be made anew.
    """
    if not folder.is_dir():
        return False
    request = json.dumps({"folder": str(folder), "probes": list(probes)})
    try:
        done = subprocess.run(  # this program itself, with arguments of its own
            [sys.executable, "-m", "ingest.vectors"],
            input=request.encode(),
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _probe_in_child(request: dict[str, Any]) -> bool:
    """Open the folder and check that the index finds what it counts."""
    import chromadb  # noqa: PLC0415  # as in ChromaIndex
    from chromadb.config import Settings  # noqa: PLC0415  # as in ChromaIndex

    client = chromadb.PersistentClient(request["folder"], settings=Settings(anonymized_telemetry=False))
    collection: Any = client.get_collection("passages", embedding_function=None)
    present = set(collection.get(include=[])["ids"])
    if present:
        everything = collection.query(
            query_embeddings=[[1.0] * _dimension(collection)], n_results=len(present), include=[]
        )
        if set(everything["ids"][0]) != present:
            return False
    for id_, vector in request["probes"]:
        if (
            id_ in present
            and id_ not in collection.query(query_embeddings=[vector], n_results=3, include=[])["ids"][0]
        ):
            return False
    return True


def _dimension(collection: Any) -> int:  # noqa: ANN401  # the package's type is not public
    return len(collection.get(limit=1, include=["embeddings"])["embeddings"][0])


if __name__ == "__main__":
    sys.exit(0 if _probe_in_child(json.load(sys.stdin)) else 1)
