"""The way of a file into the record: read, cut, embed, store; then who speaks, and the vector index."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from time import perf_counter

from ingest import copies
from ingest.catalogue import Catalogue
from ingest.codec import digest_of
from ingest.dense import PassageIndex
from ingest.documents import Passage, SourceDocument
from ingest.embedding import Embedder, Vector
from ingest.errors import UnreadableDocument
from ingest.files import find_files
from ingest.library import Library
from ingest.opening import Opened, Opener
from ingest.previews import cut_up, preview
from ingest.records import (
    DeletionReceipt,
    FileReport,
    FileResult,
    IngestReport,
    Preview,
    Provenance,
    Step,
    Watch,
    unwatched,
)
from ingest.roles import roles_of
from ingest.statements import NewDocument

CUT_VERSION = "7"
"""Raised whenever reading, cleaning or cutting changes what is stored: files are then read again."""

_BATCH = 64
_READERS = 2
"""Files read at the same time, each in a process of its own."""

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""


@dataclass(slots=True)
class Stages:
    """Seconds spent, by stage."""

    seconds: dict[str, float] = field(default_factory=lambda: {"read": 0.0, "embed": 0.0, "write": 0.0})

    def timed(self, stage: str, since: float) -> float:
        """Add what has passed since a moment to a stage, and return the present moment."""
        moment = perf_counter()
        self.seconds[stage] += moment - since
        return moment


class Ingestion:
    """Brings files into a record that this process owns, one transaction a file.

    A run that is interrupted leaves every stored file whole; the next run goes on where it stopped.
    """

    def __init__(
        self, *, library: Library, embedder: Embedder, index: PassageIndex, catalogue: Catalogue
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._index = index
        self._catalogue = catalogue
        self._stamp = f"{CUT_VERSION}-{hashlib.sha256(repr(catalogue).encode()).hexdigest()[:12]}"
        self._opener = Opener(library, self._stamp)

    def run(self, places: Sequence[Path], *, progress: Progress | None = None) -> IngestReport:
        """Ingest every file below the places. A file that cannot be read is reported; the rest goes on."""
        started = perf_counter()
        stages = Stages()
        files = find_files(places)
        reports: list[FileReport] = []
        with _pool() as pool:
            readings = pool.map(self._opener.found, files)
            for file in files:
                if progress is not None:
                    progress(len(reports), len(files), file.key)
                moment = perf_counter()
                reading = next(readings)
                stages.timed("read", moment)
                reports.append(self._bring(file.key, reading, stages))
                if reports[-1].result is not FileResult.FAILED:
                    self._library.note_met(file.key, reading.sha256)
        self._finish(stages)
        return IngestReport(
            files=tuple(reports), seconds=perf_counter() - started, timings=dict(stages.seconds)
        )

    def add(self, name: str, data: bytes) -> FileReport:
        """Bring in one file that was handed over, as by upload: a new version of the file of that name, where there is one."""
        stages = Stages()
        report = self._bring(name, self._opener.handed(name, name, data), stages)
        self._finish(stages)
        return report

    def add_apart(
        self, name: str, data: bytes, *, replacing: str | None = None, watch: Watch = unwatched
    ) -> FileReport:
        """Bring in one file as a document of its own, or as the newer version of another.

        Args:
            name: File name.
            data: Its bytes.
            replacing: Id of the document whose place it takes: that one stays in the record and is no longer searched,
                or is replaced where it is the file of this name. None for a document of its own.
            watch: Told of every step.
        """
        old_key = self._library.key(replacing) if replacing is not None else None
        if replacing is not None and old_key is None:
            error = UnreadableDocument(
                name, "källan som den skulle ersätta finns inte längre", "Lägg till filen på nytt"
            )
            return FileReport(name=name, result=FileResult.FAILED, error=str(error))
        stages = Stages()
        key = name if old_key == name else self._free_key(name)
        watch(Step.READING, 0, 0)
        report = self._bring(key, self._opener.handed(key, name, data), stages, watch=watch)
        if old_key is not None and old_key != key and report.result is not FileResult.FAILED:
            self._library.set_successor(old_key, key)
            self._library.set_fact("roles", "")
        self._finish(stages)
        return report

    def _free_key(self, name: str) -> str:
        """Return a key that no stored file has: the name, or the name with a number."""
        numbered = (f"{name} ({number})" for number in count(2))
        return next(key for key in chain([name], numbered) if self._library.stamp(key) is None)

    def preview(self, name: str, data: bytes, *, watch: Watch = unwatched) -> Preview:
        """Tell what a file would become; nothing is stored."""
        return preview(name, data, library=self._library, catalogue=self._catalogue, watch=watch)

    def delete(self, document_id: str) -> DeletionReceipt | None:
        """Delete a document for good; None when there is none with that id."""
        receipt = self._library.delete(document_id)
        if receipt is not None:
            self.settle()
        return receipt

    def _bring(self, key: str, reading: Opened, stages: Stages, *, watch: Watch = unwatched) -> FileReport:
        """Store what was read, and say how the file fared."""
        began = perf_counter()
        stored = self._library.stamp(key)
        if reading.error is not None:
            return FileReport(name=key, result=FileResult.FAILED, error=reading.error)
        if reading.document is None:
            return FileReport(
                name=key, result=FileResult.UNCHANGED, document_id=stored[0] if stored else None
            )
        document = reading.document
        watch(Step.CUTTING, 0, 0)
        provenance = self._catalogue.provenance(document)
        passages = cut_up(key, document, provenance.title, self._catalogue)
        if not any(passage.sentences or passage.instruction for passage in passages):
            error = UnreadableDocument(
                key, "filen innehåller ingen läsbar text", "Spara den som text, inte som bild"
            )
            return FileReport(name=key, result=FileResult.FAILED, error=str(error))
        vectors, embedded = self._embed(document.text, passages, watch)
        moment = stages.timed("embed", began)
        watch(Step.STORING, 0, 0)
        new = self._new(key, document, provenance, passages, vectors, original=reading.original)
        new_id = self._library.store(new)
        stages.timed("write", moment)
        return FileReport(
            name=key,
            result=FileResult.ADDED if stored is None else FileResult.REPLACED,
            document_id=new_id,
            passages=len(passages),
            embedded=embedded,
            removals=document.removals,
            masked=document.masked,
            seconds=perf_counter() - began,
        )

    def _new(
        self,
        key: str,
        document: SourceDocument,
        provenance: Provenance,
        passages: tuple[Passage, ...],
        vectors: Mapping[bytes, Vector],
        *,
        original: bytes | None,
    ) -> NewDocument:
        return NewDocument(
            key=key,
            stamp=self._stamp,
            document=document,
            original=original,
            provenance=provenance,
            passages=passages,
            vectors=vectors,
            fingerprint=self._embedder.fingerprint,
            signature=copies.signature(document.text),
        )

    def _embed(
        self, text: str, passages: Sequence[Passage], watch: Watch
    ) -> tuple[Mapping[bytes, Vector], int]:
        """Return vectors of passages and sentences by digest, and how many had to be computed."""
        texts = [passage.index_text for passage in passages]
        texts += [
            text[sentence.start : sentence.end] for passage in passages for sentence in passage.sentences
        ]
        by_digest = {digest_of(text): text for text in texts}
        known = self._library.vectors.known(self._embedder.fingerprint, by_digest)
        new = [digest for digest in by_digest if digest not in known]
        computed: dict[bytes, Vector] = {}
        for start in range(0, len(new), _BATCH):
            watch(Step.EMBEDDING, start, len(new))
            batch = new[start : start + _BATCH]
            vectors = self._embedder.embed_passages([by_digest[digest] for digest in batch])
            computed.update(zip(batch, vectors, strict=True))
        return {**known, **computed}, len(new)

    def settle(self) -> None:
        """Do what an interrupted run or a changed model left undone; quick when there is nothing."""
        self._finish(Stages())

    def _finish(self, stages: Stages) -> None:
        """Embed what a changed model has no vectors for, decide who speaks, and bring the index in step."""
        moment = perf_counter()
        fingerprint = self._embedder.fingerprint
        behind = list(self._library.vectors.lacking(fingerprint).items())
        for start in range(0, len(behind), _BATCH):
            batch = dict(behind[start : start + _BATCH])
            vectors = self._embedder.embed_passages(list(batch.values()))
            self._library.vectors.add(fingerprint, dict(zip(batch, vectors, strict=True)))
        self._library.vectors.keep_only(fingerprint)
        self._library.erase_remains()
        moment = stages.timed("embed", moment)
        if self._library.fact("roles") != str(self._library.version):
            self._library.assign_roles(roles_of(self._library))
            self._library.set_fact("roles", str(self._library.version))
        if not self._index.up_to_date():
            self._index.refresh()
        stages.timed("write", moment)


@contextmanager
def _pool() -> Iterator[ThreadPoolExecutor]:
    """Run readers; when the run breaks off, those that have not begun never do."""
    pool = ThreadPoolExecutor(_READERS)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
