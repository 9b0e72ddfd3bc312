"""Whether retrieval is good Swedish retrieval: the questions of SweFAQ against the pool of its answers.

SweFAQ v2.0 (Språkbanken Text, CC BY 4.0, Aleksandrs Berdicevskis) is for measuring only: nothing is chosen on it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.retrieval import HybridRetriever
from assistant.wiring import Owner
from eval.cases import CaseFault
from eval.metrics import ndcg, recall_at
from eval.retrieval import SYSTEMS
from eval.shelves import shelf, swefaq_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFigures:
    """What one system reaches when each question's right answer is looked for among all."""

    system: str
    questions: int
    ndcg: float
    """nDCG at 10, one right answer a question."""
    first: float
    """Share with the right answer first."""


def evaluate_pool(
    path: Path, systems: Sequence[str] = ("naravard", "dense", "bm25")
) -> tuple[PoolFigures, ...]:
    """Rank the pool of distinct answers for every question of a SweFAQ file.

    Raises:
        CaseFault: When the file cannot be read as SweFAQ.
    """
    pool = swefaq_answers(path)
    asked = _questions(path)
    with shelf((), pool) as owner:
        return tuple(_rank(owner, pool, asked, system) for system in systems)


def _rank(owner: Owner, pool: Sequence[str], asked: Sequence[tuple[str, str]], system: str) -> PoolFigures:
    retriever = HybridRetriever(
        library=owner.library, index=owner.index, embedder=owner.embedder, catalogue=owner.catalogue,
        weights=SYSTEMS[system],
    )  # fmt: skip
    ranks: list[int | None] = []
    for question, right in asked:
        wanted = f"distractor-{pool.index(right):04}.txt"
        names = [one.document.name for one in retriever.retrieve(question, limit=50)]
        places = list(dict.fromkeys(names))
        ranks.append(places.index(wanted) + 1 if wanted in places else None)
    return PoolFigures(system=system, questions=len(ranks), ndcg=ndcg(ranks), first=recall_at(1, ranks))


def _questions(path: Path) -> list[tuple[str, str]]:
    """Return each question with its right answer."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
        return [(str(row["question"]), str(row["candidate_answers"][int(row["label"])])) for row in rows]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CaseFault(
            f"Filen {str(path)!r} kan inte läsas som SweFAQ: JSON-rader med question, candidate_answers och label. "
            "Kontrollera filen."
        ) from error
