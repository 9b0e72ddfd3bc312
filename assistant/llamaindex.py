"""LlamaIndex on the outside: our retrieval as a `BaseRetriever`, our embedder as a `BaseEmbedding`, its rerankers inside."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.postprocessor.sbert_rerank import SentenceTransformerRerank
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from assistant.mentions import Mentions
from assistant.ranking import Ranked
from assistant.retrieval import HybridRetriever
from assistant.settings import SettingsFault
from assistant.spelling import Vocabulary
from ingest.embedding import Embedder

DEPTH = 30
"""Passages that a reranker puts in order."""


class PassageRetriever(BaseRetriever):
    """Our retrieval for any LlamaIndex query engine, agent or evaluation.

    Nodes carry the passage's own text, its id, and the place and document as metadata.
    """

    def __init__(self, retriever: HybridRetriever, *, profile: str = "nationell", limit: int = 10) -> None:
        self._hybrid = retriever
        self._profile = profile
        self._limit = limit
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        ranked = self._hybrid.retrieve(query_bundle.query_str, profile=self._profile, limit=self._limit)
        return [as_node(found) for found in ranked]


class RerankedRetriever:
    """Our retrieval followed by LlamaIndex postprocessors, as a cross-encoder's reranker.

    Args:
        retriever: Finds the candidates.
        postprocessors: Applied in order; they may reorder, rescore or drop nodes, and may not add any.
        depth: Candidates handed to the postprocessors.
    """

    def __init__(
        self,
        retriever: HybridRetriever,
        postprocessors: Sequence[BaseNodePostprocessor],
        *,
        depth: int = DEPTH,
    ) -> None:
        self._hybrid = retriever
        self._postprocessors = postprocessors
        self._depth = depth

    def named_in(self, question: str) -> Mentions:
        """Return the sources that a question names."""
        return self._hybrid.named_in(question)

    def vocabulary(self) -> Vocabulary:
        """Return what words the record holds."""
        return self._hybrid.vocabulary()

    def retrieve(self, question: str, *, profile: str, limit: int) -> tuple[Ranked, ...]:
        """Return the best passages, best first, in the postprocessors' order.

        The scores of those kept are dealt out anew in that order: a reranker's own are on a scale of its own.
        """
        ranked = self._hybrid.retrieve(question, profile=profile, limit=max(limit, self._depth))
        by_id = {found.passage.id: found for found in ranked}
        nodes = [as_node(found) for found in ranked]
        for postprocessor in self._postprocessors:
            nodes = postprocessor.postprocess_nodes(nodes, query_bundle=QueryBundle(question))
        kept = [by_id[node.node.node_id] for node in nodes]
        scores = sorted((found.score for found in kept), reverse=True)
        return tuple(
            replace(found, score=score) for found, score in zip(kept[:limit], scores[:limit], strict=True)
        )


def cross_encoder(folder: Path) -> BaseNodePostprocessor:
    """Load a sentence-transformers CrossEncoder from a folder as LlamaIndex's reranker: nothing is fetched or run from it.

    Raises:
        SettingsFault: When the folder holds no model that can be loaded.
    """
    try:
        if not folder.is_dir():
            raise FileNotFoundError(str(folder))
        return SentenceTransformerRerank(
            model=str(folder), top_n=DEPTH, device="cpu", trust_remote_code=False
        )
    except (OSError, ValueError, LookupError) as error:
        raise SettingsFault(
            f"Omrangordnaren i mappen {str(folder)!r} kan inte läsas in. Ange en mapp med en CrossEncoder för "
            "sentence-transformers, eller ta bort inställningen reranker."
        ) from error


class LlamaIndexEmbedding(BaseEmbedding):
    """Our embedder for LlamaIndex's own indexes: what the baselines are measured with."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **fields: Any) -> None:  # noqa: ANN401  # pydantic's fields
        super().__init__(model_name=embedder.fingerprint, **fields)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._embedder.embed_question(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._embedder.embed_passages(texts)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def as_node(found: Ranked) -> NodeWithScore:
    """Return a ranked passage as a LlamaIndex node."""
    passage, document = found.passage, found.document
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={
            "document": document.name,
            "title": document.provenance.title,
            "publisher": document.provenance.publisher,
            "locator": passage.place.locator,
        },
    )
    return NodeWithScore(node=node, score=found.score)
