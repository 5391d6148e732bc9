"""The mood of a comment: feeling words with negation, intensity and contrast, clause by clause.

Most community comments are proposals, and wishes are worded with good and bad words alike ("safer crossings", "fix the
dangerous corner"): within a proposal a good word says what is wanted, not what is felt, and a bad word says half.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from analysis.phrases import Match
    from analysis.words import Token

SENTENCE_ENDS = frozenset(".!?…。！？؟;；\n")
_QUESTION = frozenset("?？؟")
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


class Part(NamedTuple):
    """A sentence: tokens ``first`` up to and without ``last``."""

    first: int
    last: int


class Mood:
    """Feelings of one comment: which words tell them, how much, and what they come to.

    ``proposals`` are the sentences that ask for something, by their words or by beginning as a demand does
    (``openings`` are the words with which one may begin), ``questions`` those that end so. ``negations`` are the words
    that turn what follows. ``weights`` are the feeling words by their place, with what each weighs there: good above
    zero, bad below.
    """

    def __init__(self, words: Sequence[Token], marks: Mapping[str, list[Match]]) -> None:
        self.words = words
        self.marks = marks
        self.sentences = _sentences(words)
        self.questions = [part for part in self.sentences if self._is_question(part)]
        self.openings = {mark.first for mark in marks.get("opening", ()) if mark.meaning.weight}
        asking = [mark.first for mark in marks.get("proposal", ()) if mark.meaning.weight]
        self.proposals = [part for part in self.sentences if part.first in self.openings or _holds_any(part, asking)]
        self.negations = _words_of(marks, "negation")
        self.weights = self._weigh(marks["feeling"]) if "feeling" in marks else []
        self._overall = feeling([weight for _, weight in self.weights])

    def overall(self) -> Feeling:
        """What the whole comment says, by the rules alone."""
        return self._overall

    @property
    def balance(self) -> tuple[float, float]:
        """The summed weight of good words and of bad ones, neither below zero."""
        return _balance([weight for _, weight in self.weights])

    @property
    def asks_why(self) -> bool:
        """Whether a sentence asks for the reason of something, which often blames."""
        whys = [mark.first for mark in self.marks.get("why", ())]
        return any(_holds_any(part, whys) for part in self.questions)

    def _is_question(self, part: Part) -> bool:
        return part.last < len(self.words) and not _QUESTION.isdisjoint(self.words[part.last].text)

    def _weigh(self, matches: Sequence[Match]) -> list[tuple[int, float]]:
        turned = max((mark.first for mark in self.marks.get("contrast", ())), default=None)
        avertings, intensifiers = _words_of(self.marks, "averting"), self._intensifiers()
        weights = []
        for match in matches:
            at = match.first
            weight = self._turned(match, match.meaning.weight * self._intensity(match, intensifiers))
            if any([part.first <= at < part.last for part in self.proposals]):
                weight *= _WISHED_GOOD if weight > 0 else _WISHED_BAD
            elif weight > 0 and any([part.first <= at < part.last for part in self.questions]):
                weight *= _ASKED
            if weight < 0 and avertings and self._follows(avertings, at, _AVERTING_REACH):
                weight *= _AVERTED
            if turned is not None:
                weight *= 1.2 if at > turned else 0.85
            if weight:
                weights.append((at, weight))
        return weights

    def _turned(self, match: Match, weight: float) -> float:
        """The weight after a negation shortly before in the same clause."""
        if self.negations and self._follows(self.negations, match.first, _NEGATION_REACH):
            return weight * (_NEGATED if weight > 0 else _NEGATED_BAD)
        return weight

    def _follows(self, places: Container[int], first: int, reach: int) -> bool:
        """Whether one of the words shortly before, in the same clause, stands at one of the places.

        After words that turn a feeling, and after those that say a bad thing shall become less: "reduce crime",
        "minska bullret", "chống ngập".
        """
        for at in range(first - 1, max(first - 1 - reach, -1), -1):
            if self.words[at].text[0] in CLAUSE_ENDS:
                return False
            if at in places:
                return True
        return False

    def _intensity(self, match: Match, intensifiers: Mapping[int, float]) -> float:
        factor = intensifiers.get(match.first - 1, 1.0) * intensifiers.get(match.last, 1.0)
        shouted = match.last < len(self.words) and self.words[match.last].text.startswith("!")
        return factor * (1.15 if shouted else 1.0)

    def _intensifiers(self) -> dict[int, float]:
        marks = self.marks.get("intensifier", ())
        return {at: mark.meaning.weight for mark in marks for at in range(mark.first, mark.last)}


def feeling(weights: Iterable[float]) -> Feeling:
    """What the weights of feeling words come to."""
    good, bad = _balance(weights)
    total = good - bad
    score = round(total / sqrt(total * total + _FLATTEN), 3)
    if min(good, bad) >= _MIXED_LEAST and min(good, bad) >= _MIXED_BALANCE * max(good, bad):
        return Feeling("mixed", score, _confidence(min(good, bad) - _MIXED_LEAST))
    label = "neutral" if abs(total) < _THRESHOLD else "positive" if total > 0 else "negative"
    return Feeling(label, score, _confidence(abs(abs(total) - _THRESHOLD)))


def _words_of(marks: Mapping[str, list[Match]], kind: str) -> set[int]:
    """The places of all words that are marked so."""
    return {at for mark in marks.get(kind, ()) for at in range(mark.first, mark.last)}


def _holds_any(part: Part, places: Iterable[int]) -> bool:
    return any([part.first <= at < part.last for at in places])


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
    for at in [at for at, word in enumerate(words) if word.text[0] in SENTENCE_ENDS]:
        if at > first:
            parts.append(Part(first, at))
        first = at + 1
    if len(words) > first:
        parts.append(Part(first, len(words)))
    return parts
