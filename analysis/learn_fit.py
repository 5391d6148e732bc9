"""The mathematics of learning from reviews: comments as numbers, how alike they are, and two fits with a strong pull
back to the rules.

Both fits are convex and start from what the built-in analysis says: a weight moves only as far as people's codes move
it. They work on the likeness of comments (a kernel), where a few thousand comments and all themes are a few matrix
products; no chance in it.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.learned_weights import STEP, features, length_factor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEAST_COMMENTS = 3  # different comments that must share a feature before anything is learned of it
_BLOCK = 2048  # columns that are made dense at a time
_ROUNDS, _SETTLED = 200, 1e-4  # at most; less than this share of change is none
MARGIN = 0.35  # by how much a theme must be above or below enough before nothing pulls at it
TRUST, CONSTANT, CONFUSED = 0.3, 0.05, 0.3  # how freely a theme's rules are trusted more or less, and its level moves
_LARGEST = 32_000  # of a whole number in a table


class Features:
    """Comments x features, sparse; of features that fewer than three different comments share nothing is kept."""

    def __init__(self, texts: Sequence[Sequence[str]], groups: Sequence[int]) -> None:
        """``texts`` are units; comments of one group are copies of each other and count as one."""
        known: dict[str, list[tuple[int, float]]] = {}
        comment, number, value = [], [], []
        seen: dict[int, set[int]] = defaultdict(set)
        for at, (text, group) in enumerate(zip(texts, groups, strict=True)):
            found: dict[int, float] = defaultdict(float)
            for unit in text:
                if unit not in known:
                    known[unit] = list(features(unit))
                for feature, worth in known[unit]:
                    found[feature] += worth
            for feature, worth in found.items():
                seen[feature].add(group)
                comment.append(at)
                number.append(feature)
                value.append(worth * length_factor(len(text)))
        kept = sorted(feature for feature, where in seen.items() if len(where) >= LEAST_COMMENTS)
        self.count, self.rows = len(texts), np.array(kept, dtype=np.uint32)
        numbers = np.array(number, dtype=np.uint32)
        is_kept = np.isin(numbers, self.rows)
        self.comment, self.column = np.array(comment, int)[is_kept], np.searchsorted(self.rows, numbers[is_kept])
        different = len(set(groups))
        self.rarity = np.array([np.log1p(different / len(seen[feature])) for feature in kept])
        self.value = np.array(value)[is_kept] * self.rarity[self.column]

    def kernel(self) -> np.ndarray:
        """How alike the comments are: comments x comments."""
        alike = np.zeros((self.count, self.count), dtype=np.float32)
        order = np.argsort(self.column, kind="stable")
        ends = np.searchsorted(self.column[order], np.arange(0, len(self.rows) + _BLOCK, _BLOCK))
        for start, end in zip(ends, ends[1:], strict=False):
            mine = order[start:end]
            block = np.zeros((self.count, _BLOCK), dtype=np.float32)
            block[self.comment[mine], self.column[mine] % _BLOCK] = self.value[mine]
            alike += block @ block.T
        return alike

    def weights(self, pulls: np.ndarray) -> np.ndarray:
        """The weights, rows x codes in whole numbers of STEP, that belong to the pulls (comments x codes) of a fit."""
        columns = [
            np.bincount(self.column, self.value * pull[self.comment], len(self.rows)) * self.rarity for pull in pulls.T
        ]
        weights = np.stack(columns, axis=1) if columns else np.zeros((len(self.rows), 0))
        return np.clip(np.round(weights / STEP), -_LARGEST, _LARGEST).astype(np.int16)


def fit_themes(alike: np.ndarray, named: np.ndarray, given: np.ndarray, enough: np.ndarray, ridge: float) -> np.ndarray:
    """Pulls, comments x themes, of a squared hinge: only comments that are coded wrongly, or nearly so, pull.

    ``named`` is what the rules weigh, ``given`` is 1 where people gave the theme and else 0, ``enough`` is the weight
    that a theme needs in each comment.
    """
    sign = 2.0 * given - 1

    def correct(pulls: np.ndarray) -> Any:
        trust, level = theme_levels(named, pulls)
        return alike @ pulls + named * trust + level

    def wanted(correction: np.ndarray) -> Any:
        return sign * np.maximum(0, MARGIN - sign * (named + correction - enough[:, None]))

    steepest = _largest(alike) + TRUST * float((named**2).sum(axis=0).max(initial=0)) + CONSTANT * len(alike)
    return _descend(correct, wanted, ridge, steepest, given.shape)


def theme_levels(named: np.ndarray, pulls: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each theme: what is added to its rules' weight for each 1.0 of it, and what always."""
    return TRUST * (named * pulls).sum(axis=0), CONSTANT * pulls.sum(axis=0)


def fit_feelings(alike: np.ndarray, odds: np.ndarray, heard: np.ndarray, given: np.ndarray, ridge: float) -> np.ndarray:
    """Pulls, comments x labels, of a multinomial logistic regression that starts from ``odds``.

    ``heard`` is 1 for the label that the built-in analysis gave, ``given`` for the one that people gave; else 0.
    """

    def correct(pulls: np.ndarray) -> Any:
        return alike @ pulls + heard @ confusion(heard, pulls)

    def wanted(correction: np.ndarray) -> Any:
        return given - softmax(odds + correction)

    steepest = _largest(alike) / 2 + CONFUSED * float(heard.sum(axis=0).max(initial=0)) / 2
    return _descend(correct, wanted, ridge, steepest, given.shape)


def confusion(heard: np.ndarray, pulls: np.ndarray) -> np.ndarray:
    """Label heard x label: what is added to the odds of each when the built-in analysis hears one."""
    table: np.ndarray = CONFUSED * heard.T @ pulls
    return table


def softmax(odds: np.ndarray) -> np.ndarray:
    """Shares of the labels, each row adding up to one."""
    powers: np.ndarray = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _descend(
    correct: Callable[[np.ndarray], np.ndarray],
    wanted: Callable[[np.ndarray], np.ndarray],
    ridge: float,
    steepest: float,
    shape: tuple[int, ...],
) -> np.ndarray:
    """Nesterov's accelerated descent: where nothing more is gained, the pulls times the ridge are what is wanted."""
    pulls = ahead = np.zeros(shape, np.float32)
    rate, root = 1 / (ridge + steepest), sqrt(ridge / (ridge + steepest))
    momentum = (1 - root) / (1 + root)
    for _ in range(_ROUNDS):
        new = ahead - rate * (ridge * ahead - wanted(correct(ahead)))
        step = new - pulls
        ahead, pulls = new + momentum * step, new
        if np.abs(step).max(initial=0) <= _SETTLED * np.abs(new).max(initial=0):
            break
    return pulls


def _largest(alike: np.ndarray) -> float:
    """An upper bound of the largest eigenvalue of a kernel, none of whose entries is negative."""
    return float(alike.sum(axis=1).max(initial=0))
