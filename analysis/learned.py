"""What people have taught the analysis: corrections to the rules, learned from the codes they confirmed or changed.

The built-in analysis reads first; `Learned` then moves the weight of each theme and the odds of each feeling as far as
people's codes have moved them. Where they taught nothing the rules decide as ever. Nothing of a comment is in here but
weights on hashed features that several different comments share (see ``learn``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

import numpy as np

from analysis.learned_weights import Reader, Weights, units, word_units
from analysis.sentiment import Feeling
from analysis.tagging import ENOUGH, ThemeHit, Weighed, choose, choose_themes, confidence, spans_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from analysis.words import Token

FEELINGS = ("negative", "neutral", "positive", "mixed", "not_scored")
_LEAST_SURE, _MOST_SURE = 0.35, 0.97
_SPANS, _SHARE_OF_FIRST = 3, 0.5  # words shown for a theme that people taught, and what the next must weigh


@dataclass(frozen=True, eq=False)
class LearnedThemes:
    """Weights with a column for each of ``codes``; ``trust`` is added to the rules' weight for each 1.0 of it,
    ``level`` always. ``ridge`` is how strongly they were pulled to nothing when they were learned."""

    codes: tuple[str, ...]
    weights: Weights
    trust: np.ndarray
    level: np.ndarray
    ridge: float

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {code: at for at, code in enumerate(self.codes)}

    def hits(
        self, words: Sequence[Token], reader: Reader, weighed: np.ndarray, found: Weighed, allowed: Collection[str]
    ) -> list[ThemeHit]:
        """The themes, of ``allowed`` only, of a comment for which the rules found ``found`` and whose words, read by
        ``reader``, weigh so much for each code."""
        moved = weighed + self.level
        weights = {self.codes[at]: float(moved[at]) for at in np.flatnonzero(moved >= ENOUGH)}
        weights = {code: weight for code, weight in weights.items() if code in allowed}
        for code, weight in found.weights.items():
            at = self._columns.get(code)
            weights[code] = weight if at is None else weight * (1 + float(self.trust[at])) + float(moved[at])
        count = found.words or sum([word.is_word for word in words])
        chosen = choose(weights, count)
        named = found.evidence
        spans = [
            (code, spans_of(named[code], words) if code in named else self._spans(code, words, reader))
            for code in chosen
        ]
        return [ThemeHit(code, confidence(weights[code], count), where) for code, where in spans if where]

    def _spans(self, code: str, words: Sequence[Token], reader: Reader) -> list[tuple[int, int]]:
        """The words that speak most for a theme, in reading order; none when no word does."""
        column = self._columns[code]
        said: dict[int, float] = {}
        for at, pair in enumerate(word_units(words)):
            found = [weights[column] for unit in pair if (weights := reader.known(unit)) is not None]
            if words[at].is_word:
                said[at] = float(sum(found))
        best = sorted((at for at in said if said[at] > 0), key=lambda at: (-said[at], at))[:_SPANS]
        return sorted((words[at].start, words[at].end) for at in best if said[at] >= _SHARE_OF_FIRST * said[best[0]])


@dataclass(frozen=True, eq=False)
class LearnedFeelings:
    """Weights with a column for each of FEELINGS; ``confusion`` is what hearing one (row) adds to the odds of each."""

    weights: Weights
    confusion: np.ndarray
    ridge: float

    def feeling(self, weighed: np.ndarray, heard: Feeling) -> Feeling:
        """The feeling of a comment of which the built-in analysis heard ``heard``, and whose words weigh so much for
        each of FEELINGS."""
        at = FEELINGS.index(heard.label)
        odds = weighed + self.confusion[at]
        odds[at] += surety(heard.confidence)
        best = int(odds.argmax())
        if best == at:
            return heard
        powers = np.exp(odds - odds[best])
        shares = powers / powers.sum()
        score = None if FEELINGS[best] == "not_scored" else round(float(shares[2] - shares[0]), 3)
        return Feeling(FEELINGS[best], score, round(float(shares[best]), 3))


@dataclass(frozen=True, eq=False)
class Learned:
    """What was learned of themes and of feelings; what is None is left to the rules."""

    themes: LearnedThemes | None = None
    feelings: LearnedFeelings | None = None

    @cached_property
    def _reader(self) -> Reader:
        return Reader(*(part.weights for part in (self.themes, self.feelings) if part))

    def apply(
        self,
        words: Sequence[Token],
        negations: Collection[int],
        found: Weighed,
        heard: Feeling,
        allowed: Collection[str],
    ) -> tuple[list[ThemeHit], Feeling]:
        """Themes and feeling of a comment, from what the rules found in it."""
        themes, feelings, reader = self.themes, self.feelings, self._reader
        if not (themes or feelings) or not any([word.is_word for word in words]):
            return choose_themes(words, found), heard
        weighed = reader.of(units(words, negations))
        split = len(themes.codes) if themes else 0
        hits = themes.hits(words, reader, weighed[:split], found, allowed) if themes else choose_themes(words, found)
        return hits, feelings.feeling(weighed[split:], heard) if feelings else heard


def surety(confidence: float) -> float:
    """The odds with which the built-in analysis defends what it heard against each other feeling."""
    share = min(max(confidence, _LEAST_SURE), _MOST_SURE)
    return log((len(FEELINGS) - 1) * share / (1 - share))
