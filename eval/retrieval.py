"""How often the right passage is found: our retrieval beside dense alone and BM25 alone, over formats and distractors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Evidence, Question, QuoteStatus
from assistant.assistant import Assistant
from assistant.ranking import Weights
from assistant.retrieval import HybridRetriever
from assistant.wiring import Owner
from eval.cases import Case, Gold, letters
from eval.metrics import Ranks, RetrievalFigures
from ingest.catalogue import Catalogue

FUSED = "naravard"
"""Our retrieval as it is configured."""

SYSTEMS: Mapping[str, Weights | None] = {
    FUSED: None,
    "dense": Weights.only("dense"),
    "bm25": Weights.only("lemma"),
    "grams": Weights.only("gram"),
}
"""What is measured in each run, by name; None is the configured weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one system reached on one record."""

    system: str
    variant: str
    figures: RetrievalFigures
    quotes: int
    """Quotations shown over the run."""
    true_quotes: int
    """Of them, those that are a run of the stored source."""
    ranks: Mapping[str, int | None]
    """By case id, single-source questions."""


def evaluate(owner: Owner, cases: Sequence[Case], *, system: str, variant: str) -> Outcome:
    """Ask every case and see where its right passages stand."""
    weights = SYSTEMS[system]
    retriever = HybridRetriever(
        library=owner.library,
        index=owner.index,
        embedder=owner.embedder,
        catalogue=owner.catalogue,
        weights=weights,
    )
    assistant = Assistant(library=owner.library, retriever=retriever)
    single: dict[str, int | None] = {}
    multi: dict[str, Ranks] = {}
    quotes: list[bool] = []
    publications = publications_in(owner)
    for case in cases:
        if case.kind not in {"single", "multi"}:
            continue
        answer = assistant.ask(Question(text=case.question, history=case.history, id=case.id))
        ranks = [rank_of(gold, answer.evidence, owner.catalogue, publications) for gold in case.sources]
        if case.kind == "multi":
            multi[case.id] = ranks
        else:
            single[case.id] = min((rank for rank in ranks if rank is not None), default=None)
        quotes.extend(_quotes(answer, owner))
    return Outcome(
        system=system, variant=variant, figures=RetrievalFigures.of(single, multi),
        quotes=len(quotes), true_quotes=sum(quotes), ranks=single,
    )  # fmt: skip


def publications_in(owner: Owner) -> dict[str, str]:
    """Return the catalogue id of each document by its name, its name where the catalogue does not know it."""
    return {
        document.name: document.provenance.catalogue_id or document.name for document in owner.documents()
    }


def rank_of(
    gold: Gold, evidence: Sequence[Evidence], catalogue: Catalogue, publications: Mapping[str, str]
) -> int | None:
    """Return the rank of the first passage of the right publication that holds the gold words.

    A file that the catalogue does not know is a publication of its own.
    """
    entry = catalogue.named(gold.file)
    wanted = entry.id if entry else gold.file
    snippet = letters(gold.snippet)
    for rank, found in enumerate(evidence, 1):
        if publications.get(found.document) == wanted and snippet in letters(found.text):
            return rank
    return None


def _quotes(answer: Answer, owner: Owner) -> list[bool]:
    """Compare every quotation with the record anew: offsets, characters and status must agree."""
    verdicts = []
    for citation in answer.citations:
        stored = owner.library.text(citation.document_id)
        same = stored is not None and stored.text[citation.start : citation.end] == citation.quote
        verdicts.append(same and bool(citation.quote.strip()) and citation.status is QuoteStatus.EXACT)
    return verdicts


def difference(one: Outcome, other: Outcome) -> float:
    """Return the largest difference between two outcomes over first, in five and in ten."""
    mine, theirs = one.figures, other.figures
    pairs = ((mine.first, theirs.first), (mine.in_five, theirs.in_five), (mine.in_ten, theirs.in_ten))
    return max(abs(a - b) for a, b in pairs)
