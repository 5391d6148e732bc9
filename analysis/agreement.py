"""How well two coders agree on the same records: Krippendorff's alpha, with its interval, and what it is good for."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from analysis.resampling import Estimate, Numbers, interval, ratio, resamples
from analysis.theme_scores import Themes, marks

MOST = 1000  # records; alpha's cost grows with the square of how many different codes there are
RELIABLE, TENTATIVE = 0.8, 0.667
ENOUGH = 30
NO_THEME = "none"
TOO_FEW, SAME, SOUND, UNSURE, UNSOUND = "too_few", "no_variation", "reliable", "tentative", "unreliable"

Distance = Callable[[Any, Any], float]


def same_or_not(one: object, other: object) -> float:
    """The distance of codes that have no order."""
    return float(one != other)


def verdict(alpha: Estimate) -> str:
    """What alpha is good for: reliable from .80, for tentative conclusions from .667 (Krippendorff 2004, p. 241)."""
    if alpha.n < ENOUGH:
        return TOO_FEW
    if alpha.value is None:
        return SAME
    return SOUND if alpha.value >= RELIABLE else UNSURE if alpha.value >= TENTATIVE else UNSOUND


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


def agreement(pairs: Sequence[tuple[Hashable, Hashable]], quick: bool = False) -> Estimate:
    """Alpha of pairs of codes without an order, newest first, and its interval; at most MOST pairs are looked at."""
    found, codes = numbered(pairs[:MOST])
    return estimate_alpha(found, 1 - np.eye(len(codes)), quick)


def theme_agreement_alpha(pairs: Sequence[tuple[Themes, Themes]], quick: bool = False) -> Estimate:
    """Alpha of sets of themes by MASI distance: sets that share some themes agree in part (Passonneau 2006).

    No theme is a code of its own.
    """
    none = frozenset((NO_THEME,))
    found, codes = numbered([(one or none, other or none) for one, other in pairs[:MOST]])
    return estimate_alpha(found, masi_distances(codes), quick)


def numbered(pairs: Sequence[tuple[Any, Any]]) -> tuple[Numbers, list[Any]]:
    """Codes by their number (a row a record, a column a coder), and the codes."""
    place = {code: number for number, code in enumerate(dict.fromkeys(chain.from_iterable(pairs)))}
    return np.array([(place[one], place[other]) for one, other in pairs], dtype=np.intp).reshape(-1, 2), list(place)


def masi_distances(sets: Sequence[Themes]) -> Numbers:
    """As nltk.metrics.masi_distance, between each set and each, all at once; no set is empty."""
    found = marks(sets, sorted(frozenset().union(*sets))).astype(float)
    both, size = found @ found.T, found.sum(axis=1)
    smaller, larger = np.minimum.outer(size, size), np.maximum.outer(size, size)
    weight = np.select([both == larger, both == smaller, both > 0], [1, 2 / 3, 1 / 3])
    return 1 - both / (np.add.outer(size, size) - both) * weight


def estimate_alpha(found: Numbers, apart: Numbers, quick: bool) -> Estimate:
    """By NLTK's task or, `quick`, by the same sums done at once: for the many parts of a table."""
    n = len(found)
    if len(apart) < 2:  # nothing, or no variation
        return Estimate(n)
    if quick:
        value = float(alphas(found, apart, np.ones((1, n)))[0])
    else:
        from analysis.agreement_task import NumberedTask

        codings = [(coder, item, int(code)) for item, row in enumerate(found) for coder, code in enumerate(row)]
        value = float(NumberedTask(codings, apart).alpha())
    return Estimate(n, value, *interval(alphas(found, apart.astype(np.float32), resamples(n))))


def alphas(found: Numbers, apart: Numbers, drawn: Numbers) -> Numbers:
    """Alpha of the records of `found`, drawn as often as each row of `drawn` says; not a number without variation."""
    often = drawn @ np.eye(len(apart), dtype=apart.dtype)[found].sum(axis=1)
    observed = drawn @ apart[found[:, 0], found[:, 1]] / len(found)
    expected = ((often @ apart) * often).sum(axis=1) / (found.size * (found.size - 1))
    return 1 - ratio(observed, expected)
