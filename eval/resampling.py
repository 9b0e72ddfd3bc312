"""How sure a difference is: bootstrap intervals with a fixed seed (Efron & Tibshirani 1993, percentile method)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES, SEED = 2_000, 20_261_127
LOW, HIGH = 2.5, 97.5
"""Percentiles of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A difference of two means and where it lies in 95 of 100 resamplings."""

    difference: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """True when the two may well be the same."""
        return self.low <= 0.0 <= self.high


def difference_of_means(one: Sequence[float], other: Sequence[float]) -> Interval:
    """Resample both sets and return the interval of the difference of their means.

    >>> difference_of_means([1.0, 1.0], [1.0, 1.0])
    Interval(difference=0.0, low=0.0, high=0.0)
    """
    chance = np.random.default_rng(SEED)
    mine, theirs = np.asarray(one, float), np.asarray(other, float)
    means = [
        chance.choice(mine, mine.size).mean() - chance.choice(theirs, theirs.size).mean()
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(means, (LOW, HIGH))
    return Interval(difference=float(mine.mean() - theirs.mean()), low=float(low), high=float(high))
