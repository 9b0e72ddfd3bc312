"""Dense search over the record's passages: by Chroma where that is sound and up to date, exactly otherwise."""

import json
import logging
import shutil
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from ingest.embedding import Embedder, Matrix, Vector
from ingest.library import Library
from ingest.vectors import SMALL, ChromaIndex, Expectation, Hits, IndexBroken, probe

log = logging.getLogger(__name__)

_INDEX_FACT = "index"
_PROBES = 50


class ExactIndex:
    """Cosine over every stored vector: exact, 1 ms at 20 000 passages, never out of step with the record."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        self._loading = threading.Lock()
        self._loaded: tuple[int, tuple[str, ...], Matrix] = (-1, (), np.empty((0, 0), np.float32))

    def search(self, vector: Vector, *, limit: int) -> Hits:
        """Return the nearest passages to a unit vector."""
        ids, matrix = self.contents()
        if not ids:
            return ()
        similarities = matrix @ vector
        best = np.argsort(-similarities, kind="stable")[:limit]
        return tuple((ids[row], float(similarities[row])) for row in best)

    def contents(self) -> tuple[tuple[str, ...], Matrix]:
        """Return ids and vectors as they stand in the record now."""
        if self._loaded[0] != self._library.version:
            with self._loading:
                version = self._library.version
                if self._loaded[0] != version:
                    ids, matrix = self._library.vectors.searched(
                        self._embedder.fingerprint, self._embedder.dimension
                    )
                    self._loaded = (version, ids, matrix)
        _, ids, matrix = self._loaded  # read once: another thread may load the next version meanwhile
        return ids, matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """What the record notes about its Chroma index."""

    generation: str
    """Folder name below `index/`."""
    fingerprint: str
    version: int
    """The record's version that the index holds."""
    small: bool
    """Made for a small collection."""


class PassageIndex:
    """Dense search that always answers: Chroma when it is sound and up to date, exact search otherwise.

    Only the owner of the data folder calls `refresh`; everyone else searches exactly.
    """

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        self._exact = ExactIndex(library, embedder)
        self._refreshing = threading.Lock()
        self._chroma: tuple[ChromaIndex, IndexState] | None = None
        self._retired: list[ChromaIndex] = []
        """Indexes that were replaced while a search may still be using them."""

    @property
    def engine(self) -> str:
        """`chroma` or `exact`: what the next search will use."""
        return "exact" if self._current() is None else "chroma"

    def search(self, vector: Vector, *, limit: int) -> Hits:
        """Return the nearest passages to a unit vector."""
        chroma = self._current()
        if chroma is not None:
            try:
                return chroma.search(vector, limit=limit)
            except IndexBroken:
                log.warning("index broken while in use: searching exactly")
                self._retire()
        return self._exact.search(vector, limit=limit)

    def refresh(self) -> IndexState:
        """Bring Chroma in step with the record; a folder that fails the probe is made anew.

        Returns:
            The state that is now noted in the record.
        """
        with self._refreshing:
            version = self._library.version
            ids, matrix = self._exact.contents()
            try:
                index, state = self._opened(len(ids))
                index.sync(ids, matrix)
            except IndexBroken:
                self._retire()
                state = self._fresh(len(ids))
                index = self._open(state, len(ids))
                index.sync(ids, matrix)
            state = replace(state, version=version)
            self._note(state)
            self._chroma = (index, state)
            return state

    def close(self) -> None:
        """Release Chroma's files; searches go on exactly."""
        with self._refreshing:
            self._retire()
            for index in self._retired:
                index.close()
            self._retired.clear()

    def up_to_date(self) -> bool:
        """Tell whether the noted index holds the record's present version, without opening it."""
        state = self._noted()
        return (
            state is not None
            and state.version == self._library.version
            and state.fingerprint == self._embedder.fingerprint
            and self._folder(state.generation).is_dir()
        )

    def fault(self) -> str | None:
        """Return what is wrong with the noted index, in Swedish, None when it is sound and up to date."""
        state = self._noted()
        if not self.up_to_date() or state is None:
            return "Sökindexet stämmer inte med kunskapsbasen."
        if self._chroma is None and not probe(self._folder(state.generation), self._expected()):
            return "Sökindexet är skadat eller hittar inte allt som det ska innehålla."
        return None

    def _current(self) -> ChromaIndex | None:
        if self._chroma is None or self._chroma[1].version != self._library.version:
            return None
        return self._chroma[0]

    def _opened(self, rows: int) -> tuple[ChromaIndex, IndexState]:
        if self._chroma is not None and self._fits(self._chroma[1], rows):
            return self._chroma
        self._retire()
        state = self._noted()
        if (
            state is None
            or not self._fits(state, rows)
            or not probe(self._folder(state.generation), self._expected())
        ):
            state = self._fresh(rows)
        return self._open(state, rows), state

    def _open(self, state: IndexState, rows: int) -> ChromaIndex:
        return ChromaIndex(self._folder(state.generation), fingerprint=state.fingerprint, rows=rows)

    def _retire(self) -> None:
        chroma, self._chroma = self._chroma, None
        if chroma is not None:
            self._retired.append(chroma[0])

    def _fits(self, state: IndexState, rows: int) -> bool:
        return state.fingerprint == self._embedder.fingerprint and state.small == (rows < SMALL)

    def _fresh(self, rows: int) -> IndexState:
        """Choose a folder that no generation has had; older ones are taken away."""
        noted = self._noted()
        folder = self._library.folder / "index"
        names = [noted.generation] if noted else []
        names += [path.name for path in folder.glob("g*")]
        number = max((int(name[1:]) for name in names if name[1:].isdecimal()), default=0) + 1
        shutil.rmtree(folder, ignore_errors=True)
        log.info("index rebuilt", extra={"generation": number})
        return IndexState(
            generation=f"g{number}", fingerprint=self._embedder.fingerprint, version=-1, small=rows < SMALL
        )

    def _expected(self) -> Expectation:
        ids, matrix = self._exact.contents()
        direction = np.random.default_rng(len(ids)).standard_normal(self._embedder.dimension)
        direction /= np.linalg.norm(direction)
        rows = np.linspace(0, len(ids) - 1, min(len(ids), _PROBES)).astype(int) if ids else ()
        return Expectation(
            direction=direction.tolist(),
            similarities=dict(zip(ids, (matrix @ direction).tolist(), strict=True)),
            probes=[(ids[row], matrix[row].tolist()) for row in rows],
        )

    def _folder(self, generation: str) -> Path:
        return self._library.folder / "index" / generation

    def _noted(self) -> IndexState | None:
        text = self._library.fact(_INDEX_FACT)
        return None if text is None else IndexState(**json.loads(text))

    def _note(self, state: IndexState) -> None:
        self._library.set_fact(_INDEX_FACT, json.dumps(asdict(state)))
