"""How well two coders agree on the same records: Krippendorff's alpha and F1, each with its interval.

A pair holds what two coders said of one record: two codes, or two sets of themes. Intervals are percentile bootstrap:
records are drawn anew, with replacement, and the middle 95 % of what comes out is kept (Efron and Tibshirani 1993).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import ceil
from typing import Any

import numpy as np

RESAMPLES, SEED = 1000, 20040321
MOST = 1000  # records; alpha's cost grows with the square of how many different codes there are
RELIABLE, TENTATIVE = 0.8, 0.667
ENOUGH = 30
NO_THEME = "none"
TOO_FEW, SAME, SOUND, UNSURE, UNSOUND = "too_few", "no_variation", "reliable", "tentative", "unreliable"

Themes = frozenset[str]
Distance = Callable[[Any, Any], float]
Numbers = Any  # an array of NumPy


def same_or_not(one: object, other: object) -> float:
    """The distance of codes that have no order."""
    return float(one != other)


@dataclass(frozen=True)
class Estimate:
    """A `value` from `n` records with the ends of its 95 % interval. No value: nothing to reckon it from, for alpha
    also when every coder gave every record the same code."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def verdict(alpha: Estimate) -> str:
    """What alpha is good for: reliable from .80, for tentative conclusions from .667 (Krippendorff 2004, p. 241)."""
    if alpha.n < ENOUGH:
        return TOO_FEW
    if alpha.value is None:
        return SAME
    return SOUND if alpha.value >= RELIABLE else UNSURE if alpha.value >= TENTATIVE else UNSOUND


@dataclass(frozen=True)
class ThemeAgreement:
    """F1 of the theme sets: the mean over records, the mean over themes, and of each theme from the records (`n`) that
    at least one coder gave it."""

    records: Estimate
    themes: Estimate
    each: dict[str, Estimate]


def alpha(codings: Iterable[tuple[str, Hashable, Hashable]], distance: Distance = same_or_not) -> float | None:
    """Krippendorff's alpha of (coder, item, code): 1 is perfect, 0 is chance. Items with one coder do not count.

    None without an item that two coders have coded, and without variation: where all codes are the same, alpha is 0/0,
    and says nothing of whether the coders would tell other cases apart (Krippendorff 2011, Computing Krippendorff's
    Alpha-Reliability; 2004, Reliability in Content Analysis).
    """
    from nltk.metrics.agreement import AnnotationTask  # takes half a second, and few processes ask for it

    rows = list(codings)
    coders: dict[Hashable, set[str]] = {}
    for coder, item, _code in rows:
        coders.setdefault(item, set()).add(coder)
    kept = [row for row in rows if len(coders[row[1]]) > 1]
    if len({code for _coder, _item, code in kept}) < 2:
        return None
    return float(AnnotationTask(kept, distance).alpha())


def agreement(pairs: Sequence[tuple[Hashable, Hashable]], distance: Distance = same_or_not) -> Estimate:
    """Alpha of pairs of codes, newest first, and its interval; at most MOST pairs are looked at."""
    pairs = pairs[:MOST]
    place = {code: number for number, code in enumerate(dict.fromkeys(chain.from_iterable(pairs)))}
    apart = distances(list(place), distance)
    found = [(place[one], place[other]) for one, other in pairs]
    codings = chain.from_iterable((("a", n, one), ("b", n, other)) for n, (one, other) in enumerate(found))
    value = alpha(codings, lambda one, other: apart[one][other])
    if value is None:
        return Estimate(len(pairs))
    return Estimate(len(pairs), value, *interval(resampled_alpha(np.array(found), np.array(apart, dtype=np.float32))))


def distances(codes: Sequence[Any], distance: Distance) -> list[list[float]]:
    """Between each code and each, reckoned once for both directions."""
    apart = [[0.0] * len(codes) for _ in codes]
    for (i, one), (j, other) in combinations(enumerate(codes), 2):
        apart[i][j] = apart[j][i] = distance(one, other)
    return apart


def theme_agreement_alpha(pairs: Sequence[tuple[Themes, Themes]]) -> Estimate:
    """Alpha of sets of themes by MASI distance: sets that share some themes agree in part (Passonneau 2006).

    No theme is a code of its own.
    """
    from nltk.metrics import masi_distance

    none = frozenset((NO_THEME,))
    return agreement([(one or none, other or none) for one, other in pairs], masi_distance)


def resampled_alpha(found: Numbers, apart: Numbers) -> Numbers:
    """Alpha of each resample of `found` (a row a record, a column a coder); not a number where one has no variation."""
    drawn, codings = resamples(len(found)), found.size
    often = drawn @ np.eye(len(apart), dtype=np.float32)[found].sum(axis=1)
    observed = drawn @ apart[found[:, 0], found[:, 1]] / len(found)
    expected = ((often @ apart) * often).sum(axis=1) / (codings * (codings - 1))
    return 1 - ratio(observed, expected)


def theme_agreement(pairs: Sequence[tuple[Themes, Themes]]) -> ThemeAgreement:
    """F1 of pairs of theme sets; it is the same whichever coder is taken for right. Two empty sets agree."""
    n = len(pairs)
    if not n:
        return ThemeAgreement(Estimate(0), Estimate(0), {})
    themes = sorted(set(chain.from_iterable(one | other for one, other in pairs)))
    first, second = (marks([pair[side] for pair in pairs], themes) for side in (0, 1))
    both, given = first * second, first + second
    drawn, once = resamples(n), np.ones((1, n), dtype=np.float32)
    of_record = np.where(given.sum(axis=1) > 0, ratio(2 * both.sum(axis=1), given.sum(axis=1)), 1)
    value, spread = (ratio(2 * (often @ both), often @ given) for often in (once, drawn))
    used = (given > 0).sum(axis=0)
    return ThemeAgreement(
        records=estimate(n, once @ of_record / n, drawn @ of_record / n),
        themes=estimate(n, mean_of_themes(value), mean_of_themes(spread)) if themes else Estimate(n),
        each={theme: estimate(int(used[t]), value[:, t], spread[:, t]) for t, theme in enumerate(themes)},
    )


def marks(sets: Sequence[Themes], themes: Sequence[str]) -> Numbers:
    """One row a record, one column a theme: 1 where the record has it."""
    place = {theme: number for number, theme in enumerate(themes)}
    found = np.zeros((len(sets), len(themes)), dtype=np.float32)
    for row, chosen in enumerate(sets):
        found[row, [place[theme] for theme in chosen]] = 1
    return found


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Not a number where the whole is nothing."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def mean_of_themes(scores: Numbers) -> Numbers:
    """The mean of each row over the themes that occur in it."""
    known = ~np.isnan(scores)
    return ratio(np.where(known, scores, 0).sum(axis=1), known.sum(axis=1).astype(np.float32))


def resamples(n: int) -> Numbers:
    """How often each of `n` records is drawn in each resample; the same for the same `n`."""
    chance, drawn = np.random.default_rng(SEED), np.empty((RESAMPLES, n), dtype=np.float32)
    for often in drawn:
        often[:] = np.bincount(chance.integers(0, n, n), minlength=n)
    return drawn


def estimate(n: int, value: Numbers, spread: Numbers) -> Estimate:
    return Estimate(n, float(value[0]), *interval(spread))


def interval(values: Numbers) -> tuple[float, float]:
    """The middle 95 %."""
    low, high = np.nanpercentile(values, (2.5, 97.5))
    return float(low), float(high)


def records_needed(margin: float, available: int | None = None) -> int:
    """How many records a share needs for a 95 % interval of plus or minus `margin` at most; fewer where few exist
    (Cochran 1977, Sampling Techniques, 4.4)."""
    most = 0.25 * (1.96 / margin) ** 2
    return ceil(most if available is None else most / (1 + (most - 1) / max(available, 1)))
