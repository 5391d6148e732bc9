"""A second reader for sensitivity: a linear model that weighs all words of a comment where no rule names the matter.

Learned from our own example comments (``languages/<code>/sensitive_examples.tsv``) by ``train_sensitivity``. One vector
serves all languages: words, pairs of words and parts of words are hashed; the concepts of the word lists ("child",
"harm") are shared, so what is learned in one language helps the next. Weights are whole numbers of one byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from analysis.memory import Memory
from analysis.words import strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.phrases import Match
    from analysis.words import Token

WEIGHTS = Path(__file__).parent / "sensitivity_model.npz"
WIDTH = 1 << 16  # features of the judgement
PASSAGE = 30  # tokens: about as long as the longer examples
NARROW = 1 << 13  # features of each type, only asked once the judgement has fallen
_SAID = ("proposal", "negation")
_KINDS = ("sensitive", "concept", "sense", "now", "idiom", "topic", "programme")
_LOOKED_AT = (*_KINDS, *_SAID, "opening", "feeling")
_WORD, _PART, _PAIR, _MARK = 1.0, 0.25, 0.8, 0.5  # how much each sort of feature says, chosen by cross-validation
_MOST = 20  # different findings in a passage that are looked at two by two
_LONGEST = 30  # letters: of a longer word only the beginning is read
_FEATURES_REMEMBERED = 1 << 11  # each is a list of some twenty

Features = list[tuple[int, float]]


@dataclass(frozen=True)
class Model:
    """Weights of the judgement and of each type. Scores are log odds: up to ``low`` the model denies what word lists
    hint at, above ``high`` it suspects where any word stands for harm, above ``top`` whatever the words are.
    """

    weights: np.ndarray
    scale: float
    bias: float
    low: float
    high: float
    top: float
    languages: frozenset[str]
    types: tuple[str, ...]
    type_weights: np.ndarray  # types x NARROW
    type_biases: np.ndarray

    @cached_property
    def _bytes(self) -> memoryview:
        """The weights as whole numbers of Python, which are quicker to get one by one."""
        return self.weights.data

    @cached_property
    def _known(self) -> Memory[tuple[float, bytes, int]]:
        """What a folded word says by itself; and for pairs its bytes without marks, and the sum where they begin."""

        def known(folded: str) -> tuple[float, bytes, int]:
            bare = (strip_marks(folded) or folded)[:_LONGEST].encode()
            return self._weigh(of_word(folded)), bare, crc32(b" ", crc32(bare))

        return Memory(known)

    @cached_property
    def _typed(self) -> Memory[np.ndarray]:
        """What a folded word says of each type."""
        return Memory(lambda folded: self._weigh_types(of_word(folded)))

    def score(self, words: Sequence[Token], marks: Mapping[str, list[Match]]) -> float:
        """The log odds that the comment is sensitive; of a long one, of its gravest passage less luck."""
        weights = self._weigh_words(words)
        if len(words) <= PASSAGE:
            return self._passage(weights, marks)
        starts = range(0, len(words) - PASSAGE // 2, PASSAGE // 2)
        passages = [self._passage(weights[at : at + PASSAGE], _between(marks, at, at + PASSAGE), at) for at in starts]
        return max(passages) - log(len(starts))

    def _passage(self, weights: Sequence[float], marks: Mapping[str, list[Match]], first: int = 0) -> float:
        return self.bias + (sum(weights) + self._weigh_marks(marks, first)) * length_factor(len(weights))

    def _weigh_words(self, words: Sequence[Token]) -> list[float]:
        """What each word says with the one before it."""
        known, numbers, worth = self._known, self._bytes, self.scale * _PAIR
        weights, begun = [], crc32(b" ")
        for word in words:
            alone, bare, after = known[word.folded]
            weights.append(alone + worth * numbers[crc32(bare, begun) & (WIDTH - 1)])
            begun = after
        return weights

    def type(self, words: Sequence[Token], marks: Mapping[str, list[Match]]) -> tuple[str, float, bool]:
        """The likeliest type of a comment taken for sensitive, its log odds, and whether it tells of danger now."""
        others = [feature for key in of_marks(marks) for feature in of_mark(key)]
        for before, word in pairwise(["", *[word.bare for word in words]]):
            others += of_pair(before, word)
        said = sum([self._typed[word.folded] for word in words], self._weigh_types(others))
        scores = self.type_biases + length_factor(len(words)) * said
        best = int(scores[:-1].argmax())
        return self.types[best], float(scores[best]), bool(scores[-1] > 0)

    def _weigh_types(self, found: Features) -> np.ndarray:
        indices, values = zip(*found, strict=True)
        weighed: np.ndarray = self.type_weights[:, np.array(indices) % NARROW] @ np.array(values)
        return weighed

    def weightiest(self, words: Sequence[Token], count: int = 3) -> list[int]:
        """The words that speak most for suspicion, in reading order."""
        weights = {at: self._known[word.folded][0] for at, word in enumerate(words) if word.is_word}
        best = sorted(weights, key=weights.__getitem__, reverse=True)[:count]
        return sorted(at for at in best if weights[at] > 0)

    def _weigh_marks(self, marks: Mapping[str, list[Match]], first: int) -> float:
        """What ``of_marks`` finds, weighed."""
        found, alone, total = findings(marks), self._marks, 0.0
        for at, name in enumerate(found, start=1):
            weight, with_others = alone[name]
            total += weight + sum(map(with_others.__getitem__, found[at:_MOST]))
        return total + sum([alone[key][0] for key in _tone(marks, first)])

    @cached_property
    def _marks(self) -> Memory[tuple[float, Memory[float]]]:
        """What a finding of the word lists says by itself, and together with another."""

        def weigh(name: str) -> tuple[float, Memory[float]]:
            both = Memory(lambda other: self._weigh(of_mark(f"{name} {other}")))
            return self._weigh(of_mark(name)), both

        return Memory(weigh)

    def _weigh(self, found: Iterable[tuple[int, float]]) -> float:
        return self.scale * sum([self._bytes[index] * value for index, value in found])


def features(words: Sequence[Token], marks: Mapping[str, list[Match]]) -> Features:
    """Every feature of a comment as ``(index, value)``; an index may come more than once."""
    found: Features = []
    before = ""
    for word in words:
        found += of_word(word.folded)
        found += of_pair(before, word.bare)
        before = word.bare
    for key in of_marks(marks):
        found += of_mark(key)
    factor = length_factor(len(words))
    return [(index, value * factor) for index, value in found]


def length_factor(count: int) -> float:
    """A long comment says each thing among many others."""
    return 4.0 / sqrt(count + 12)


def _between(marks: Mapping[str, list[Match]], first: int, last: int) -> dict[str, list[Match]]:
    """The marks that begin in a passage, of the kinds that are looked at."""
    known = [(kind, marks[kind]) for kind in _LOOKED_AT if kind in marks]
    return {kind: [match for match in found if first <= match.first < last] for kind, found in known}


@lru_cache(maxsize=_FEATURES_REMEMBERED)
def of_word(folded: str) -> Features:
    """The features of one folded word: itself, without marks, and its parts of three to five letters."""
    folded = folded[:_LONGEST]
    if folded.isdigit():
        folded = "0"
    bare = strip_marks(folded)
    found = [(_hash("w" + folded), _WORD), (_hash("b" + bare), _WORD)]
    if len(bare) > 3:
        edged = f"<{bare}>"
        found += [
            (_hash(edged[at : at + size]), _PART) for size in (3, 4, 5) for at in range(max(len(edged) - size + 1, 0))
        ]
    return found


def of_pair(before: str, bare: str) -> Features:
    """The feature of two words that follow each other, without marks."""
    return [(_hash(f"{before[:_LONGEST]} {bare[:_LONGEST]}"), _PAIR)]


def of_marks(marks: Mapping[str, list[Match]]) -> list[str]:
    """What the word lists found, alone and two by two, as names of features: the same in every language."""
    names = findings(marks)
    return [*names, *(f"{one} {other}" for one, other in combinations(names[:_MOST], 2)), *_tone(marks)]


def findings(marks: Mapping[str, list[Match]]) -> list[str]:
    """What the word lists found outside idioms, each kind and name once, in order."""
    said = [match for kind in _KINDS for match in marks.get(kind, ())]
    if "idiom" in marks:
        idle = {at for mark in marks["idiom"] for at in range(mark.first, mark.last)}
        said = [match for match in said if match.first not in idle or match.meaning.kind == "idiom"]
    return sorted(map(":".join, {match.meaning[:2] for match in said}))


def _tone(marks: Mapping[str, list[Match]], first: int = 0) -> list[str]:
    """How a passage that begins at word ``first`` is said: whether it asks for something, is glad or sad, or denies."""
    tone = [kind for kind in _SAID if marks.get(kind)]
    if any([match.first == first for match in marks.get("opening", ())]):
        tone.append("opening")
    weights = [match.meaning.weight for match in marks.get("feeling", ())]
    if not weights:
        return [*tone, "calm"]
    return tone + ["glad"] * (max(weights) > 0) + ["sad"] * (min(weights) < 0)


@lru_cache(maxsize=_FEATURES_REMEMBERED)
def of_mark(key: str) -> Features:
    """The feature of something the word lists found."""
    return [(_hash("m" + key), _MARK)]


def _hash(feature: str) -> int:
    return crc32(feature.encode()) & (WIDTH - 1)


@lru_cache(maxsize=1)
def sensitivity_model() -> Model:
    """The model in use, read from its file (plain arrays, no pickle)."""
    with np.load(WEIGHTS, allow_pickle=False) as file:
        return Model(
            weights=file["weights"],
            scale=float(file["scale"]),
            bias=float(file["bias"]),
            low=float(file["low"]),
            high=float(file["high"]),
            top=float(file["top"]),
            languages=frozenset(map(str, file["languages"])),
            types=tuple(map(str, file["types"])),
            type_weights=file["type_weights"].astype(np.float32) * file["type_scale"],
            type_biases=file["type_biases"],
        )
