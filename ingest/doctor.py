"""What is wrong with a record and its index, and the mending of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.dense import PassageIndex
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.statements import link_sentences
from ingest.vectors import Hits

_SELF_QUERIES = 25
_SAME = 0.9999
"""Cosine similarity above which two passages are of the same text."""


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
    damaged = tuple(_record(library))
    if damaged:  # what a broken file says of itself means nothing
        return damaged
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _remains(library, mend=mend),
        lambda: _words(library, mend=mend),
        lambda: _sentences(library, mend=mend),
        lambda: _vectors(library, embedder, mend=mend),
        lambda: _index(index, mend=mend),
        lambda: _search(library, embedder, index),
    )
    return tuple(finding for check in checks for finding in check())


def _record(library: Library) -> Iterator[Finding]:
    for fault in library.database.faults():
        yield Finding(
            check="record",
            detail=f"Kunskapsbasens fil är skadad ({fault}). Läs in källorna på nytt i en ny mapp, eller lägg tillbaka en kopia av datamappen.",
            mended=False,
        )


def _remains(library: Library, *, mend: bool) -> Iterator[Finding]:
    if library.remains:
        if mend:
            library.erase_remains()
        yield Finding(
            check="record",
            detail="En radering avbröts: spår av borttagen text kan finnas kvar i kunskapsbasens fil.",
            mended=mend and not library.remains,
        )


def _words(library: Library, *, mend: bool) -> Iterator[Finding]:
    missing, orphaned = library.words.faults()
    if not (missing or orphaned) and not library.words.consistent():
        if mend:
            library.rebuild_words()
        yield Finding(check="words", detail="Ordregistret stämmer inte med sitt eget innehåll.", mended=mend)
    elif missing or orphaned:
        if mend:
            library.rebuild_words()
        yield Finding(
            check="words",
            detail=f"{missing} textstycken saknas i ordregistret och {orphaned} rader hör inte till något stycke.",
            mended=mend,
        )


def _sentences(library: Library, *, mend: bool) -> Iterator[Finding]:
    """Find passages some of whose sentences name no vector."""
    rows = library.database.reader.execute(
        "SELECT number, id FROM passages WHERE json_array_length(sentences) <> "
        "(SELECT count(*) FROM sentence_vectors s WHERE s.passage = passages.number)"
    ).fetchall()
    if rows:
        if mend:
            with library.database.transaction() as writer:
                for row, passage in zip(rows, library.passages([row["id"] for row in rows]), strict=True):
                    stored = library.text(passage.document_id)
                    link_sentences(writer, row["number"], passage, stored.text if stored else "")
        yield Finding(
            check="vectors", detail=f"Meningar i {len(rows)} textstycken saknar sin vektor.", mended=mend
        )


def _vectors(library: Library, embedder: Embedder, *, mend: bool) -> Iterator[Finding]:
    behind = library.vectors.lacking(embedder.fingerprint)
    if behind:
        if mend:
            vectors = embedder.embed_passages(list(behind.values()))
            library.vectors.add(embedder.fingerprint, dict(zip(behind, vectors, strict=True)))
        yield Finding(
            check="vectors", detail=f"{len(behind)} texter saknar vektor för den valda modellen.", mended=mend
        )
    orphans = library.vectors.orphans()
    if orphans:
        if mend:
            library.vectors.drop_orphans()
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
    ids, matrix = library.vectors.searched(embedder.fingerprint, embedder.dimension)
    step = max(1, len(ids) // _SELF_QUERIES)
    rows = list(zip(ids, matrix, strict=True))[::step]
    lost = [id_ for id_, vector in rows if not _finds(index.search(vector, limit=5), id_)]
    if lost:
        yield Finding(
            check="search",
            detail=f"{len(lost)} textstycken hittas inte med sin egen vektor, till exempel {lost[0]}.",
            mended=False,
        )


def _finds(hits: Hits, id_: str) -> bool:
    """Tell whether a passage finds itself, or only passages of the same text."""
    return any(found == id_ for found, _ in hits) or bool(hits and hits[-1][1] > _SAME)
