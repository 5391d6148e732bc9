"""How well comments are coded, by people's codes: F1 with its interval, and whether one way of coding gains on another.

Intervals are percentile bootstrap over groups of copies: a text that many people sent is one piece of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.learned import FEELINGS
from analysis.resampling import resamples

if TYPE_CHECKING:
    from collections.abc import Sequence

    Coded = Sequence[tuple[frozenset[str], str]]  # themes and feeling of each comment

PARTS = ("themes", "feelings")
_ENDS = (2.5, 97.5)


@dataclass(frozen=True)
class Figure:
    """A value with the ends of its 95 % interval, from ``n`` comments."""

    n: int
    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        return {"n": self.n, "value": self.value, "low": self.low, "high": self.high}


class Judge:
    """Compares ways of coding the same comments with what people said of them; ``groups`` tell copies."""

    def __init__(self, said: Coded, groups: Sequence[int]) -> None:
        self._said, self.n = said, len(said)
        places = {group: at for at, group in enumerate(dict.fromkeys(groups))}
        once = np.ones((1, len(places)))
        drawn = np.concatenate([once, resamples(len(places))]) if places else once
        self._often = drawn[:, [places[group] for group in groups]]

    def value(self, part: str, coded: Coded) -> float:
        """F1 of this part of the codes; 0 without comments."""
        return float(self._spread(part, coded, self._often[:1])[0]) if self.n else 0.0

    def figure(self, part: str, coded: Coded) -> Figure | None:
        """F1 of this part of the codes; None without comments."""
        return self._told(self._spread(part, coded)) if self.n else None

    def gain(self, part: str, coded: Coded, before: Coded) -> Figure | None:
        """What the new codes are better than those before, in F1."""
        return self._told(self._spread(part, coded) - self._spread(part, before)) if self.n else None

    def is_better(self, part: str, coded: Coded, before: Coded) -> bool:
        """Whether the 95 % interval of the gain lies above nothing.

        Of feelings more comments must be right, too: where people disagree at random, macro-F1 alone rises with every
        kind of guess.
        """
        if not self.n:
            return False
        gains = [self._spread(part, coded) - self._spread(part, before)]
        if part == "feelings":
            gains.append(self._right(coded) - self._right(before))
        return all(bool(np.percentile(gain[1:], _ENDS[0]) > 0) for gain in gains)

    def _spread(self, part: str, coded: Coded, often: np.ndarray | None = None) -> np.ndarray:
        """F1 as it is, then in each resample."""
        often = self._often if often is None else often
        if part == "themes":
            scores = np.array([theme_f1(said, found) for (said, _), (found, _) in zip(self._said, coded, strict=True)])
            spread: np.ndarray = often @ scores / often.sum(axis=1)
            return spread
        said = np.array([FEELINGS.index(feeling) for _, feeling in self._said])
        found = np.array([FEELINGS.index(feeling) for _, feeling in coded])
        return macro_f1(said, found, often)

    def _right(self, coded: Coded) -> np.ndarray:
        """The share of comments whose feeling is right, as it is, then in each resample."""
        right = [said == found for (_, said), (_, found) in zip(self._said, coded, strict=True)]
        share: np.ndarray = self._often @ np.array(right, float) / self._often.sum(axis=1)
        return share

    def _told(self, spread: np.ndarray) -> Figure:
        low, high = np.percentile(spread[1:], _ENDS)
        return Figure(self.n, *(round(float(value), 4) for value in (spread[0], low, high)))


def macro_f1(said: np.ndarray, found: np.ndarray, often: np.ndarray) -> np.ndarray:
    """The mean F1 of the feelings that people gave, for each row of ``often``: how often each comment counts.

    A feeling that does not occur in a row does not count there.
    """
    total, known = np.zeros(len(often)), np.zeros(len(often))
    for label in np.unique(said):
        both = often @ ((said == label) & (found == label))
        either = often @ ((said == label).astype(float) + (found == label))
        total += 2 * both / np.maximum(either, 1)
        known += either > 0
    mean: np.ndarray = total / np.maximum(known, 1)
    return mean


def theme_f1(said: frozenset[str], found: frozenset[str]) -> float:
    """F1 of two sets of themes; two empty ones agree."""
    return 2 * len(said & found) / (len(said) + len(found)) if said or found else 1.0
