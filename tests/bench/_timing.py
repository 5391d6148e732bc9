"""Rates measured side by side: the thing and its limit take turns, so that a busy machine slows both alike."""

import time
from collections.abc import Callable
from statistics import median

TURNS = 7


def rate(work: Callable[[], int], seconds: float = 0.5) -> float:
    """How many units `work` does in a second; it returns how many it did in a call."""
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        done += work()
    return done / spent


def compare(name: str, work: Callable[[], int], limit_name: str, limit: Callable[[], int], wanted: float) -> float:
    """Print the share of `limit` that `work` reaches (median of seven turns) beside the share wanted."""
    work(), limit()
    turns = [(rate(work), rate(limit)) for _ in range(TURNS)]
    shares = sorted(mine / bound for mine, bound in turns)
    mine, bound = median(m for m, _ in turns), median(b for _, b in turns)
    print(f"{name}: {mine:,.0f} a second; {limit_name}: {bound:,.0f} a second")
    print(f"  share {median(shares):.2f} (from {shares[0]:.2f} to {shares[-1]:.2f}); wanted {wanted:.2f}")
    return median(shares)
