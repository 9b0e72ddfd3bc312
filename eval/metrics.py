"""Metrics over ranked passages. Ranks count from 1; None means not found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ranks = Sequence[int | None]


def recall_at(depth: int, ranks: Ranks) -> float:
    """Return the share of questions whose first right passage stands among the first `depth`.

    >>> recall_at(5, [1, 7, None, 2])
    0.5
    """
    return _share([rank is not None and rank <= depth for rank in ranks])


def mean_reciprocal_rank(ranks: Ranks) -> float:
    """Return the mean of 1/rank, 0 where nothing right was found (Voorhees 1999).

    >>> mean_reciprocal_rank([1, 2, None, 4])
    0.4375
    """
    return sum(1 / rank for rank in ranks if rank is not None) / len(ranks) if ranks else 0.0


def ndcg(ranks: Ranks, depth: int = 10) -> float:
    """Return nDCG at a depth where each question has one right passage (Järvelin & Kekäläinen 2002).

    >>> round(ndcg([1, 3, None]), 3)
    0.5
    """
    gains = [1 / math.log2(rank + 1) if rank is not None and rank <= depth else 0.0 for rank in ranks]
    return sum(gains) / len(gains) if gains else 0.0


def all_within(depth: int, ranks_by_question: Sequence[Ranks]) -> float:
    """Return the share of comparison questions whose every source stands among the first `depth`.

    >>> all_within(8, [[1, 8], [1, None]])
    0.5
    """
    return _share([all(rank is not None and rank <= depth for rank in ranks) for ranks in ranks_by_question])


def risk_coverage(confidences: Sequence[float], right: Sequence[bool]) -> tuple[tuple[float, float], ...]:
    """Return (coverage, risk) when only the surest so many are answered (El-Yaniv & Wiener 2010), one point a question.

    >>> risk_coverage([0.9, 0.2, 0.5, 0.4], [True, False, True, False])
    ((0.25, 0.0), (0.5, 0.0), (0.75, 0.3333333333333333), (1.0, 0.5))
    """
    ordered = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    points = []
    wrong = 0
    for answered, (_, is_right) in enumerate(ordered, 1):
        wrong += not is_right
        points.append((answered / len(ordered), wrong / answered))
    return tuple(points)


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalFigures:
    """What one retrieval set-up reaches on one set of cases."""

    questions: int
    """Single-source questions."""
    first: float
    """Share with the right passage first."""
    in_five: float
    in_ten: float
    reciprocal: float
    """Mean reciprocal rank."""
    comparisons: int
    """Questions whose several sources must all be found."""
    all_in_eight: float
    """Share of them with every source in the first eight."""

    @classmethod
    def of(cls, single: Mapping[str, int | None], multi: Mapping[str, Ranks]) -> "RetrievalFigures":
        """Compute the figures from ranks by case id."""
        ranks = list(single.values())
        return cls(
            questions=len(ranks),
            first=recall_at(1, ranks),
            in_five=recall_at(5, ranks),
            in_ten=recall_at(10, ranks),
            reciprocal=mean_reciprocal_rank(ranks),
            comparisons=len(multi),
            all_in_eight=all_within(8, list(multi.values())),
        )
