"""The mood of a comment: feeling words with negation, intensity and contrast, clause by clause.

Most community comments are proposals, and wishes are worded with good and bad words alike ("safer crossings", "fix the
dangerous corner"): within a proposal a good word says what is wanted, not what is felt, and a bad word says half.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.phrases import Match
    from analysis.words import Token

SENTENCE_ENDS = frozenset(".!?…。！？؟;；\n")
CLAUSE_ENDS = SENTENCE_ENDS | frozenset(",，、:：،")
_NEGATION_REACH = 3
_NEGATED = -0.6  # "not good" is bad, and less so than "bad"
_NEGATED_BAD = -0.2
_WISHED_GOOD, _WISHED_BAD = 0.12, 0.5
_ASKED = 0.5
_AVERTING_REACH, _AVERTED = 3, 0.2
_THRESHOLD = 0.9  # of summed weight: less is neutral
_MIXED_LEAST, _MIXED_BALANCE = 1.2, 0.45
_FLATTEN = 8.0


@dataclass(frozen=True, slots=True)
class Feeling:
    """A label (negative, neutral, positive, mixed, not_scored), a score in [-1, 1] or None, and a confidence."""

    label: str
    score: float | None
    confidence: float


NOT_SCORED = Feeling("not_scored", None, 0.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence: tokens ``first`` up to and without ``last``."""

    first: int
    last: int


class Mood:
    """Feelings of one comment: which words tell them, how much, and what they come to."""

    def __init__(self, words: Sequence[Token], marks: Mapping[str, list[Match]]) -> None:
        self.words = words
        self.marks = marks
        self.sentences = _sentences(words)

    def overall(self) -> Feeling:
        """What the whole comment says, by the rules alone."""
        return self._overall

    @cached_property
    def _overall(self) -> Feeling:
        return feeling([weight for _, weight in self.weights])

    @cached_property
    def proposals(self) -> list[Part]:
        """The sentences that ask for something: by their words, or by beginning as a demand does."""
        asking = [mark.first for mark in self.marks.get("proposal", ()) if mark.meaning.weight]
        return [
            part
            for part in self.sentences
            if part.first in self.openings or any(part.first <= at < part.last for at in asking)
        ]

    @cached_property
    def openings(self) -> set[int]:
        """Where a word stands with which a demand may begin."""
        return {mark.first for mark in self.marks.get("opening", ()) if mark.meaning.weight}

    @property
    def balance(self) -> tuple[float, float]:
        """The summed weight of good words and of bad ones, neither below zero."""
        return _balance(weight for _, weight in self.weights)

    @property
    def asks_why(self) -> bool:
        """Whether a sentence asks for the reason of something, which often blames."""
        whys = [mark.first for mark in self.marks.get("why", ())]
        questions = [part for part in self.sentences if self.is_question(part)]
        return any(part.first <= at < part.last for part in questions for at in whys)

    def is_question(self, part: Part) -> bool:
        return part.last < len(self.words) and any(c in "?？؟" for c in self.words[part.last].text)

    @cached_property
    def weights(self) -> list[tuple[int, float]]:
        """Feeling words by their place, with what each weighs there: good above zero, bad below."""
        wished = {at for part in self.proposals for at in range(part.first, part.last)}
        asked = {at for part in self.sentences if self.is_question(part) for at in range(part.first, part.last)}
        turned = max((mark.first for mark in self.marks.get("contrast", ())), default=None)
        weights = []
        for match in self.marks.get("feeling", ()):
            weight = self._turned(match, match.meaning.weight * self._intensity(match))
            if match.first in wished:
                weight *= _WISHED_GOOD if weight > 0 else _WISHED_BAD
            elif match.first in asked and weight > 0:
                weight *= _ASKED
            if weight < 0 and self._averted(match):
                weight *= _AVERTED
            if turned is not None:
                weight *= 1.2 if match.first > turned else 0.85
            if weight:
                weights.append((match.first, weight))
        return weights

    def _turned(self, match: Match, weight: float) -> float:
        """The weight after a negation shortly before in the same clause."""
        if any(at in self.negations for at in self._before(match.first, _NEGATION_REACH)):
            return weight * (_NEGATED if weight > 0 else _NEGATED_BAD)
        return weight

    def _averted(self, match: Match) -> bool:
        """Whether the bad thing is what shall become less: "reduce crime", "minska bullret", "chống ngập"."""
        return any(at in self._avertings for at in self._before(match.first, _AVERTING_REACH))

    def _before(self, first: int, reach: int) -> Iterable[int]:
        """The tokens shortly before one, nearest first, within its clause."""
        for at in range(first - 1, max(first - 1 - reach, -1), -1):
            if self.words[at].text[0] in CLAUSE_ENDS:
                return
            yield at

    def _intensity(self, match: Match) -> float:
        factor = self._intensifiers.get(match.first - 1, 1.0) * self._intensifiers.get(match.last, 1.0)
        shouted = match.last < len(self.words) and self.words[match.last].text.startswith("!")
        return factor * (1.15 if shouted else 1.0)

    @cached_property
    def negations(self) -> set[int]:
        """Where a word stands that turns what follows."""
        return {at for mark in self.marks.get("negation", ()) for at in range(mark.first, mark.last)}

    @cached_property
    def _avertings(self) -> set[int]:
        return {at for mark in self.marks.get("averting", ()) for at in range(mark.first, mark.last)}

    @cached_property
    def _intensifiers(self) -> dict[int, float]:
        return {
            at: mark.meaning.weight for mark in self.marks.get("intensifier", ()) for at in range(mark.first, mark.last)
        }


def feeling(weights: Iterable[float]) -> Feeling:
    """What the weights of feeling words come to."""
    good, bad = _balance(weights)
    total = good - bad
    score = round(total / sqrt(total * total + _FLATTEN), 3)
    if min(good, bad) >= _MIXED_LEAST and min(good, bad) >= _MIXED_BALANCE * max(good, bad):
        return Feeling("mixed", score, _confidence(min(good, bad) - _MIXED_LEAST))
    label = "neutral" if abs(total) < _THRESHOLD else "positive" if total > 0 else "negative"
    return Feeling(label, score, _confidence(abs(abs(total) - _THRESHOLD)))


def _balance(weights: Iterable[float]) -> tuple[float, float]:
    good = bad = 0.0
    for weight in weights:
        good, bad = (good + weight, bad) if weight > 0 else (good, bad - weight)
    return good, bad


def _confidence(distance: float) -> float:
    """From the distance to the next label: 0.5 at the border, towards 0.95 far from it."""
    return round(0.05 + 0.9 / (1 + exp(-1.2 * distance)), 3)


def _sentences(words: Sequence[Token]) -> list[Part]:
    """Parts between the signs that end one."""
    parts, first = [], 0
    for at, word in enumerate(words):
        if word.text[0] in SENTENCE_ENDS:
            if at > first:
                parts.append(Part(first, at))
            first = at + 1
    if len(words) > first:
        parts.append(Part(first, len(words)))
    return parts
