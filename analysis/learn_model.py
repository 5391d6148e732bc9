"""A learner over some reviewed comments: made once, asked many times for what a part of them teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.learn_fit import Features, confusion, fit_feelings, fit_themes, theme_levels
from analysis.learned import FEELINGS, Learned, LearnedFeelings, LearnedThemes, surety
from analysis.learned_weights import Weights, units
from analysis.tagging import enough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.learn_examples import Reading

_LEAST_WEIGHT = 4  # steps: features that weigh less in every column are left out


class Learner:
    """``groups`` tell which readings are of copies of one text."""

    def __init__(self, readings: Sequence[Reading], groups: Sequence[int]) -> None:
        self._features = Features([units(one.words, one.negations) for one in readings], groups)
        self._alike = self._features.kernel()
        self._codes = tuple(sorted({code for one in readings for code in (*one.themes, *one.found.weights)}))
        self._named = np.array(
            [[one.found.weights.get(code, 0.0) for code in self._codes] for one in readings], np.float32
        )
        self._said = np.array([[code in one.themes for code in self._codes] for one in readings], np.float32)
        counts = [sum(word.is_word for word in one.words) for one in readings]
        self._enough = np.array([enough(count) for count in counts], np.float32)
        self._heard = np.array([[label == one.heard.label for label in FEELINGS] for one in readings], np.float32)
        self._felt = np.array([[label == one.feeling for label in FEELINGS] for one in readings], np.float32)
        self._odds = self._heard * np.array([[surety(one.heard.confidence)] for one in readings], np.float32)

    def learned(self, which: Sequence[bool], themes: float | None, feelings: float | None) -> Learned:
        """What the chosen readings teach; the higher a ridge, the closer to the rules. Without one, nothing of that."""
        chosen = np.flatnonzero(which)
        return Learned(
            None if themes is None else self._themes(chosen, themes),
            None if feelings is None else self._feelings(chosen, feelings),
        )

    def _themes(self, chosen: np.ndarray, ridge: float) -> LearnedThemes:
        alike, named = self._alike[np.ix_(chosen, chosen)], self._named[chosen]
        pulls = fit_themes(alike, named, self._said[chosen], self._enough[chosen], ridge)
        trust, level = (numbers.astype(np.float32) for numbers in theme_levels(named, pulls))
        return LearnedThemes(self._codes, self._weights(chosen, pulls), trust, level, ridge)

    def _feelings(self, chosen: np.ndarray, ridge: float) -> LearnedFeelings:
        alike, heard = self._alike[np.ix_(chosen, chosen)], self._heard[chosen]
        pulls = fit_feelings(alike, self._odds[chosen], heard, self._felt[chosen], ridge)
        return LearnedFeelings(self._weights(chosen, pulls), confusion(heard, pulls).astype(np.float32), ridge)

    def _weights(self, chosen: np.ndarray, pulls: np.ndarray) -> Weights:
        everywhere = np.zeros((len(self._said), pulls.shape[1]))
        everywhere[chosen] = pulls
        table = self._features.weights(everywhere)
        kept = np.abs(table).max(axis=1, initial=0) >= _LEAST_WEIGHT
        return Weights(self._features.rows[kept], table[kept])
