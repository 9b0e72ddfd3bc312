"""What is wrong with a record and its index, and the mending of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.dense import PassageIndex
from ingest.embedding import Embedder
from ingest.library import Library

_SELF_QUERIES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong."""

    check: str
    """The check that found it: record, words, vectors, index or search."""
    detail: str
    """Swedish: what is wrong, with figures."""
    mended: bool
    """True when it has been put right; False when only looked at, or when a backup is needed."""


def examine(library: Library, embedder: Embedder, index: PassageIndex, *, mend: bool) -> tuple[Finding, ...]:
    """Check record, words, vectors and index against each other.

    Args:
        library: The record, opened by its owner.
        embedder: The model that the index should be of.
        index: The vector index; it is only opened when `mend`.
        mend: Put right what can be; otherwise only report.

    Returns:
        What was wrong; empty when all is well.
    """
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _record(library),
        lambda: _words(library, mend=mend),
        lambda: _vectors(library, embedder, mend=mend),
        lambda: _index(index, mend=mend),
        lambda: _search(library, embedder, index),
    )
    return tuple(finding for check in checks for finding in check())


def _record(library: Library) -> Iterator[Finding]:
    for fault in library.database.faults():
        yield Finding(
            check="record",
            detail=f"Kunskapsbasens fil är skadad ({fault}). Återställ den senaste säkerhetskopian med naravard restore.",
            mended=False,
        )


def _words(library: Library, *, mend: bool) -> Iterator[Finding]:
    missing, orphaned = library.words.faults()
    if missing or orphaned:
        if mend:
            library.rebuild_words()
        yield Finding(
            check="words",
            detail=f"{missing} textstycken saknas i ordregistret och {orphaned} rader hör inte till något stycke.",
            mended=mend,
        )


def _vectors(library: Library, embedder: Embedder, *, mend: bool) -> Iterator[Finding]:
    behind = library.unembedded(embedder.fingerprint)
    if behind:
        if mend:
            vectors = embedder.embed_passages(list(behind.values()))
            library.add_vectors(embedder.fingerprint, dict(zip(behind, vectors, strict=True)))
        yield Finding(
            check="vectors", detail=f"{len(behind)} texter saknar vektor för den valda modellen.", mended=mend
        )
    orphans = library.orphan_vectors()
    if orphans:
        if mend:
            library.drop_orphan_vectors()
        yield Finding(
            check="vectors", detail=f"{orphans} vektorer hör inte till något textstycke.", mended=mend
        )


def _index(index: PassageIndex, *, mend: bool) -> Iterator[Finding]:
    fault = index.fault()
    if fault is not None:
        if mend:
            index.refresh()
        yield Finding(check="index", detail=fault, mended=mend)


def _search(library: Library, embedder: Embedder, index: PassageIndex) -> Iterator[Finding]:
    """Ask for some passages by their own vectors: each must find itself."""
    ids, matrix = library.vectors(embedder.fingerprint, embedder.dimension)
    step = max(1, len(ids) // _SELF_QUERIES)
    lost = [
        id_
        for id_, vector in list(zip(ids, matrix, strict=True))[::step]
        if id_ not in {found for found, _ in index.search(vector, limit=5)}
    ]
    if lost:
        yield Finding(
            check="search",
            detail=f"{len(lost)} textstycken hittas inte med sin egen vektor, till exempel {lost[0]}.",
            mended=False,
        )
