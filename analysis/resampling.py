"""How sure a figure is: records are drawn anew, with replacement, and the middle 95 % of the results is its interval.

This is the percentile bootstrap (Efron and Tibshirani 1993).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np

RESAMPLES, SEED = 1000, 20040321

Numbers = Any  # an array of NumPy


@dataclass(frozen=True)
class Estimate:
    """A `value` from `n` records with the ends of its 95 % interval. No value: nothing to reckon it from, for alpha
    also when every coder gave every record the same code."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def resamples(n: int) -> Numbers:
    """How often each of `n` records is drawn in each resample; the same for the same `n`."""
    return draw(n).astype(np.float32)


@lru_cache(maxsize=4)
def draw(n: int) -> Numbers:
    """In a byte each, for a page asks for the same several times: 5 MB for 5,000 records."""
    chance, drawn = np.random.default_rng(SEED), np.empty((RESAMPLES, n), dtype=np.uint8)
    for often in drawn:
        often[:] = np.bincount(chance.integers(0, n, n), minlength=n)
    return drawn


def estimate(n: int, value: Numbers, spread: Numbers) -> Estimate:
    return Estimate(n, float(value[0]), *interval(spread))


def interval(values: Numbers) -> tuple[float, float]:
    """The middle 95 %."""
    low, high = np.nanpercentile(values, (2.5, 97.5))
    return float(low), float(high)


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Not a number where the whole is nothing."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def records_needed(margin: float, available: int | None = None) -> int:
    """How many records a share needs for a 95 % interval of plus or minus `margin` at most; fewer where few exist
    (Cochran 1977, Sampling Techniques, 4.4)."""
    most = 0.25 * (1.96 / margin) ** 2
    return ceil(most if available is None else most / (1 + (most - 1) / max(available, 1)))
