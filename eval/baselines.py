"""What others get out of the box: LlamaIndex's own vector pipeline and BM25 retriever over the same texts.

Both cut with its `SentenceSplitter` as it comes and quote the best passage whole; the vectors are from our embedder, so that
only the method differs. Its BM25 stems with the Swedish Snowball stemmer, which it has to be told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.wiring import Owner
from eval.cases import Case, CaseFault, letters
from eval.facts import is_covered
from eval.metrics import Ranks, RetrievalFigures
from eval.retrieval import publications_in
from ingest.records import Role

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What one pipeline reaches."""

    system: str
    figures: RetrievalFigures
    facts: float
    """Share of the expected facts that stand in the best passage."""
    words: float
    """Words of the best passage, on average."""


@dataclass(frozen=True, slots=True)
class _Found:
    publication: str
    text: str


def evaluate_baselines(owner: Owner, cases: Sequence[Case]) -> Iterator[Baseline]:
    """Build both pipelines over the record's searched texts, and measure each on the answerable cases.

    Raises:
        CaseFault: When the package of the BM25 retriever is not installed.
    """
    # Slow to import, and only here:
    from llama_index.core import Document, VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.base.base_retriever import BaseRetriever  # noqa: PLC0415
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415

    from assistant.llamaindex import LlamaIndexEmbedding  # noqa: PLC0415

    try:
        from llama_index.retrievers.bm25 import BM25Retriever  # noqa: PLC0415
        from Stemmer import Stemmer  # noqa: PLC0415
    except ImportError as error:
        raise CaseFault(
            "Jämförelsen med LlamaIndex kräver paketet llama-index-retrievers-bm25. "
            "Installera med pip install -e '.[eval]'."
        ) from error

    publications = publications_in(owner)
    texts = [
        Document(text=stored.text, metadata={"publication": publications[document.name]})
        for document in owner.documents()
        if document.role is Role.SEARCHED and (stored := owner.library.text(document.id)) is not None
    ]
    nodes = SentenceSplitter().get_nodes_from_documents(texts)
    index = VectorStoreIndex(nodes, embed_model=LlamaIndexEmbedding(owner.embedder))
    pipelines: dict[str, BaseRetriever] = {
        "LI vektorer": index.as_retriever(similarity_top_k=DEPTH),
        "LI BM25": BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=min(DEPTH, len(nodes)), stemmer=Stemmer("swedish"), language="sv"
        ),
    }
    for name, retriever in pipelines.items():
        found = {
            case.id: [
                _Found(node.node.metadata["publication"], node.node.get_content())
                for node in retriever.retrieve(" ".join((*case.history[-1:], case.question)))
            ]
            for case in cases
            if case.kind in {"single", "multi"}
        }
        yield _figures(name, cases, found, owner)


def _figures(name: str, cases: Sequence[Case], found: dict[str, list[_Found]], owner: Owner) -> Baseline:
    single: dict[str, int | None] = {}
    multi: dict[str, Ranks] = {}
    facts: list[bool] = []
    words: list[int] = []
    for case in cases:
        if case.id not in found:
            continue
        ranks = [_rank(gold.file, gold.snippet, found[case.id], owner) for gold in case.sources]
        if case.kind == "multi":
            multi[case.id] = ranks
        else:
            single[case.id] = min((rank for rank in ranks if rank is not None), default=None)
        best = found[case.id][0].text if found[case.id] else ""
        facts += [is_covered(fact, best) for fact in case.expect]
        words.append(len(best.split()))
    return Baseline(
        system=name, figures=RetrievalFigures.of(single, multi),
        facts=fmean(facts) if facts else 0.0, words=fmean(words) if words else 0.0,
    )  # fmt: skip


def _rank(file: str, snippet: str, found: Sequence[_Found], owner: Owner) -> int | None:
    entry = owner.catalogue.named(file)
    wanted = entry.id if entry else file
    for rank, one in enumerate(found, 1):
        if one.publication == wanted and letters(snippet) in letters(one.text):
            return rank
    return None
