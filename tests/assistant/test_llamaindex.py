"""LlamaIndex on the outside, with its own engine, postprocessors and index around our parts; offline."""

from contextlib import closing
from pathlib import Path

import pytest
from llama_index.core import QueryBundle, VectorStoreIndex
from llama_index.core.llms.mock import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.answers import Question
from assistant.assistant import Assistant
from assistant.llamaindex import LlamaIndexEmbedding, PassageRetriever, RerankedRetriever
from assistant.settings import Settings, SettingsFault
from assistant.wiring import Reader, open_reader
from ingest.embedding import BundledEmbedder


class Backwards(BaseNodePostprocessor):
    """Turns the order round and scores as a cross-encoder does, below zero."""

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        assert query_bundle is not None
        return [NodeWithScore(node=one.node, score=-float(n)) for n, one in enumerate(reversed(nodes))]


@pytest.mark.slow
def test_a_query_engine_answers_from_our_passages(small: Reader) -> None:
    """Any LlamaIndex engine can stand on our retrieval; the mock echoes the prompt that it was given."""
    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    engine = RetrieverQueryEngine(
        PassageRetriever(small.retriever, limit=3), response_synthesizer=synthesizer
    )

    response = engine.query("När serveras lunchen?")

    assert "Lunchen serveras klockan tolv." in str(response)
    assert len(response.source_nodes) == 3
    assert response.source_nodes[0].node.metadata == {
        "document": "matsalen.md",
        "title": "Matsalen",
        "publisher": "okänd utgivare",
        "locator": "När serveras lunch?",
    }


def test_nodes_are_our_passages_in_our_order(small: Reader) -> None:
    """Ids lead back to the record, for whatever is done with them."""
    nodes = PassageRetriever(small.retriever, profile="sormland", limit=5).retrieve(
        "Vad kostar ett hembesök?"
    )
    ranked = small.retriever.retrieve("Vad kostar ett hembesök?", profile="sormland", limit=5)

    assert [node.node_id for node in nodes] == [found.passage.id for found in ranked]
    assert [node.text for node in nodes] == [found.passage.text for found in ranked]


def test_a_postprocessor_drops_what_scores_too_low(small: Reader) -> None:
    """LlamaIndex's own cut-off works on our scores."""
    question = "När serveras lunchen?"
    best = small.retriever.retrieve(question)[0]
    cut = RerankedRetriever(small.retriever, [SimilarityPostprocessor(similarity_cutoff=best.score - 0.01)])

    assert cut.retrieve(question, profile="nationell", limit=10) == (best,)


def test_a_reranker_decides_the_order_and_scores_stay_on_our_scale(small: Reader) -> None:
    """A cross-encoder's scores may be below zero; the choice of evidence counts on ours."""
    question = "När serveras lunchen?"
    plain = small.retriever.retrieve(question, limit=6)
    turned = RerankedRetriever(small.retriever, [Backwards()], depth=6)

    ranked = turned.retrieve(question, profile="nationell", limit=6)

    assert [one.passage.id for one in ranked] == [one.passage.id for one in reversed(plain)]
    assert [one.score for one in ranked] == [one.score for one in plain]


def test_an_assistant_answers_through_a_reranked_retriever(small: Reader) -> None:
    """It is plugged in where the plain one stands; a filter that leaves nothing is an honest no."""
    nothing = RerankedRetriever(small.retriever, [SimilarityPostprocessor(similarity_cutoff=1e9)])
    reranked = RerankedRetriever(small.retriever, [])

    question = Question(text="När serveras lunchen?")

    assert "klockan tolv" in Assistant(library=small.library, retriever=reranked).ask(question).answer
    assert Assistant(library=small.library, retriever=nothing).ask(question).outcome == "unanswered"


def write_cross_encoder(folder: Path) -> Path:
    """Write a tiny untrained CrossEncoder: it orders somehow, and always in the same way."""
    import torch  # noqa: PLC0415  # takes seconds
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast  # type: ignore[attr-defined]  # noqa: PLC0415  # the same

    folder.mkdir()
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyzåäö",
        *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyzåäö"),
    ]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        initializer_range=2.0,
    )  # fmt: skip
    config.num_labels = 1
    model = BertForSequenceClassification(config)
    model.save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_a_cross_encoder_from_a_folder_is_plugged_in_by_a_setting(
    small_settings: Settings, tmp_path: Path
) -> None:
    """The order is the model's, the passages are ours, and the answer still comes from them."""
    folder = write_cross_encoder(tmp_path / "omrangordnare")
    question = Question(text="När serveras lunchen?")

    with closing(open_reader(small_settings.model_copy(update={"reranker": folder}))) as reranked:
        answer = reranked.assistant.ask(question)
        plain = [one.passage.id for one in reranked.retriever.retrieve(question.text, limit=30)]

    order = [one.passage_id for one in answer.evidence]
    assert set(order) <= set(plain)
    assert order != plain[: len(order)]
    assert [one.score for one in answer.evidence] == sorted(
        (one.score for one in answer.evidence), reverse=True
    )


def test_a_reranker_that_is_not_there_is_named(small_settings: Settings, tmp_path: Path) -> None:
    """The path is typed by hand."""
    with pytest.raises(SettingsFault, match=r"borta.*CrossEncoder"):
        open_reader(small_settings.model_copy(update={"reranker": tmp_path / "borta"}))


def test_our_embedder_serves_a_vector_store_index() -> None:
    """The baselines are LlamaIndex's own retrieval with the same vectors as ours."""
    embedder = BundledEmbedder()
    texts = ("Lunchen serveras klockan tolv.", "Sköterskan kommer hem.", "Hammaren hänger på väggen.")
    index = VectorStoreIndex(
        [TextNode(id_=str(n), text=text) for n, text in enumerate(texts)],
        embed_model=LlamaIndexEmbedding(embedder),
    )

    found = index.as_retriever(similarity_top_k=2).retrieve("Var finns hammaren?")

    assert found[0].node_id == "2"
    ours = float(embedder.embed_question("Var finns hammaren?") @ embedder.embed_passages([texts[2]])[0])
    assert found[0].score == pytest.approx(ours, abs=1e-4)


def test_the_adapter_names_the_model_by_its_fingerprint() -> None:
    """A changed model is seen."""
    embedder = BundledEmbedder()

    assert LlamaIndexEmbedding(embedder).model_name == embedder.fingerprint
