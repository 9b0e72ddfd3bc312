"""Metrics against examples computed by hand."""

import math

import pytest

from eval.metrics import RetrievalFigures, all_within, mean_reciprocal_rank, ndcg, recall_at

RANKS = [1, 2, 6, None, 11]


@pytest.mark.parametrize(
    ("depth", "share"), [(1, 0.2), (2, 0.4), (5, 0.4), (6, 0.6), (10, 0.6), (11, 0.8), (99, 0.8)]
)
def test_recall_counts_the_questions_found_so_far(depth: int, share: float) -> None:
    """A question that is never found stays unfound at any depth."""
    assert recall_at(depth, RANKS) == pytest.approx(share)


def test_reciprocal_rank_is_the_mean_of_one_by_rank() -> None:
    """(1 + 1/2 + 1/6 + 0 + 1/11) / 5."""
    assert mean_reciprocal_rank(RANKS) == pytest.approx((1 + 1 / 2 + 1 / 6 + 1 / 11) / 5)


def test_ndcg_discounts_by_the_logarithm_and_stops_at_its_depth() -> None:
    """Rank 1 is worth 1, rank 2 1/log2(3), rank 6 1/log2(7), rank 11 nothing in the first ten."""
    assert ndcg(RANKS) == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(7)) / 5)
    assert ndcg([3]) == pytest.approx(0.5)
    assert ndcg([11], depth=11) == pytest.approx(1 / math.log2(12))


def test_a_comparison_counts_only_when_every_source_is_found() -> None:
    """Half a comparison is none."""
    assert all_within(8, [[1, 8], [1, 9], [2, None], [3]]) == 0.5


def test_nothing_measured_is_zero_and_no_fault() -> None:
    """A set without comparisons is common."""
    assert (recall_at(5, []), mean_reciprocal_rank([]), ndcg([]), all_within(8, [])) == (0, 0, 0, 0)


def test_the_figures_are_these_metrics_by_name() -> None:
    """One set of single questions and one of comparisons."""
    figures = RetrievalFigures.of(dict(zip("abcde", RANKS, strict=True)), {"x": [1, 8], "y": [1, 9]})

    assert (figures.questions, figures.comparisons) == (5, 2)
    assert (figures.first, figures.in_five, figures.in_ten) == pytest.approx((0.2, 0.4, 0.6))
    assert (figures.reciprocal, figures.all_in_eight) == pytest.approx((mean_reciprocal_rank(RANKS), 0.5))
