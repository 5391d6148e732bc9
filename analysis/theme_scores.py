"""How far two coders choose the same themes: F1, which is the same whichever coder is taken for right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from analysis.resampling import Estimate, Numbers, estimate, ratio, resamples

Themes = frozenset[str]


@dataclass(frozen=True)
class ThemeAgreement:
    """F1 of the theme sets: the mean over records, the mean over themes, and of each theme from the records (`n`) that
    at least one coder gave it."""

    records: Estimate
    themes: Estimate
    each: dict[str, Estimate]


def theme_agreement(pairs: Sequence[tuple[Themes, Themes]]) -> ThemeAgreement:
    """F1 of pairs of theme sets. Two empty sets agree."""
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


def mean_of_themes(scores: Numbers) -> Numbers:
    """The mean of each row over the themes that occur in it."""
    known = ~np.isnan(scores)
    return ratio(np.where(known, scores, 0).sum(axis=1), known.sum(axis=1).astype(np.float32))
