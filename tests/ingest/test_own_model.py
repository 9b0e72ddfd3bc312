"""A model of one's own is loaded from disk as it is, known by its content, and never looked for elsewhere."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from ingest.bundled_weights import export
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import EmbeddingFailed
from tests.weights_file import HIDDEN, write_weights

pytestmark = pytest.mark.slow  # the import of sentence-transformers alone takes seconds

QUESTION = "när kommer vården hem?"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with a tiny model in the format of sentence-transformers."""
    return export(tmp_path / "liten", weights=write_weights(tmp_path / "liten.bin"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[object]:
    """Refuse the network and tell who was asked: the hub's client swallows a refusal, and asks once a day only."""
    addresses: list[object] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        addresses.append(arguments)
        raise OSError("the network is refused here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.AGENT_HARNESSES_PATH", str(tmp_path / "agents.json"))
    monkeypatch.setattr("huggingface_hub.utils._detect_agent._registry", None)
    return addresses


def change(file: Path, **settings: object) -> None:
    """Change settings in a JSON file."""
    file.write_text(json.dumps({**json.loads(file.read_text()), **settings}))


def encoded(model: Path, text: str) -> np.ndarray:
    """What the library itself makes of a text, without prompts."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # takes seconds

    return np.asarray(SentenceTransformer(str(model), device="cpu").encode(text))


def test_the_dimension_is_the_models_own(model: Path) -> None:
    """The index is laid out after it."""
    embedder = SentenceTransformerEmbedder(str(model))

    assert embedder.dimension == HIDDEN
    assert embedder.embed_passages([]).shape == (0, HIDDEN)


def test_vectors_have_unit_length(model: Path) -> None:
    """Also where the model has no step for it."""
    modules = json.loads((model / "modules.json").read_text())
    (model / "modules.json").write_text(json.dumps(modules[:2]))

    vectors = SentenceTransformerEmbedder(str(model)).embed_passages([QUESTION, "", "a\ud800\x00b"])

    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_models_own_prompts_are_put_first(model: Path) -> None:
    """One for questions, another for passages."""
    embedder = SentenceTransformerEmbedder(str(model))

    np.testing.assert_allclose(
        embedder.embed_question(QUESTION), encoded(model, f"query: {QUESTION}"), atol=1e-6
    )
    np.testing.assert_allclose(
        embedder.embed_passages([QUESTION])[0], encoded(model, f"passage: {QUESTION}"), atol=1e-6
    )


def test_a_prompt_called_document_is_for_passages(model: Path) -> None:
    """Models name it one way or the other."""
    change(model / "config_sentence_transformers.json", prompts={"query": "q", "document": "d: "})

    passage = SentenceTransformerEmbedder(str(model)).embed_passages([QUESTION])[0]

    np.testing.assert_allclose(passage, encoded(model, f"d: {QUESTION}"), atol=1e-6)


def test_given_prompts_come_before_the_models_own(model: Path) -> None:
    """Many models say theirs only in the model card; an empty one means none."""
    embedder = SentenceTransformerEmbedder(str(model), question_prompt="fråga: ", passage_prompt="")

    np.testing.assert_allclose(
        embedder.embed_question(QUESTION), encoded(model, f"fråga: {QUESTION}"), atol=1e-6
    )
    np.testing.assert_allclose(embedder.embed_passages([QUESTION])[0], encoded(model, QUESTION), atol=1e-6)


def test_a_copy_elsewhere_has_the_same_fingerprint(model: Path, tmp_path: Path) -> None:
    """Moving a model does not mean embedding everything anew."""
    copy = shutil.copytree(model, tmp_path / "annan plats" / model.name)

    assert (
        SentenceTransformerEmbedder(str(copy)).fingerprint
        == SentenceTransformerEmbedder(str(model)).fingerprint
    )


def test_one_changed_weight_changes_the_fingerprint(model: Path) -> None:
    """Wherever it is: trained adapters change the middle of the file only, and not its size."""
    before = SentenceTransformerEmbedder(str(model)).fingerprint
    weights = model / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)

    assert SentenceTransformerEmbedder(str(model)).fingerprint != before


def test_other_prompts_change_the_fingerprint(model: Path) -> None:
    """Vectors made with another prompt do not belong in the same index."""
    given = (
        SentenceTransformerEmbedder(str(model)),
        SentenceTransformerEmbedder(str(model), question_prompt="fråga: "),
        SentenceTransformerEmbedder(str(model), passage_prompt="stycke: "),
    )
    fingerprints = {embedder.fingerprint for embedder in given}
    change(model / "config_sentence_transformers.json", prompts={"query": "q: ", "passage": "p: "})

    assert len(fingerprints | {SentenceTransformerEmbedder(str(model)).fingerprint}) == 4


@pytest.mark.parametrize("name", ["/finns/inte", "modeller/finns-inte", "finns-inte", "a b//:c?", ""])
def test_a_missing_model_is_named_with_a_way_out(asked: list[object], name: str) -> None:
    """A wrong path and a name that was never fetched look the same; neither is asked for elsewhere."""
    with pytest.raises(EmbeddingFailed, match=r"kunde inte läsas in\. Ange en mapp") as failure:
        _ = SentenceTransformerEmbedder(name).fingerprint

    assert repr(name) in str(failure.value)
    assert asked == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda model: (model / "model.safetensors").unlink(),
        lambda model: (model / "model.safetensors").write_bytes(b"half a header"),
        lambda model: (model / "tokenizer.json").write_text("{}"),
        lambda model: (model / "modules.json").write_text("[{}]"),
        lambda model: (model / "1_Pooling" / "config.json").unlink(),
        lambda model: (model / "config.json").write_text("{}"),
        lambda model: change(model / "config.json", hidden_size=2 * HIDDEN),
    ],
    ids=["no-weights", "cut-weights", "tokenizer", "modules", "no-pooling", "empty-config", "other-shape"],
)
def test_a_damaged_model_is_named_with_a_way_out(model: Path, damage: Callable[[Path], object]) -> None:
    """Copies stop halfway; each library below has its own error for it."""
    damage(model)

    with pytest.raises(EmbeddingFailed, match=r"kunde inte läsas in\. Ange en mapp"):
        SentenceTransformerEmbedder(str(model)).embed_question(QUESTION)


def test_a_folder_is_loaded_without_asking_anyone(asked: list[object], model: Path) -> None:
    """Nothing leaves the machine."""
    SentenceTransformerEmbedder(str(model)).embed_question(QUESTION)

    assert asked == []


def test_a_fetched_name_is_loaded_without_asking_anyone(
    asked: list[object], model: Path, tmp_path: Path
) -> None:
    """The hub's client would ask for a list of agents first, even when told to stay on the machine."""
    commit = "0123456789" * 4
    cache = tmp_path / "hub" / "models--naravard--liten"
    (cache / "refs").mkdir(parents=True)
    (cache / "refs" / "main").write_text(commit)
    (cache / "snapshots").mkdir()
    model.rename(cache / "snapshots" / commit)

    vector = SentenceTransformerEmbedder("naravard/liten").embed_question(QUESTION)

    assert vector.shape == (HIDDEN,)
    assert asked == []
