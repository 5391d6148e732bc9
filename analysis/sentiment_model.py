"""A second reader of moods: a linear model that weighs all words of a comment, where the word lists know only some.

Learned from public labelled texts by ``train_sentiment``, a file of weights per language (``models/``; MODEL_CARD.md
names the data). Words, parts of words and pairs of words are hashed to rows of a table of whole numbers, a column
per label; every different word is weighed once and remembered, so a comment costs a few look-ups.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from analysis.memory import Memory
from analysis.words import strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.sentiment import Mood
    from analysis.words import Token

FOLDER = Path(__file__).parent / "models"
LABELS = ("negative", "neutral", "positive")
WIDTH, STEP = 1 << 18, 1 / 64  # rows of the table, and what one whole number in it is worth
_WORD, _PAIR, _PARTS, _SIZES = 0.7, 1.0, 1.0, (3, 4, 5)  # chosen by cross-validation
_LONGEST = 30  # letters: of a longer word only the beginning is read
_REACH = 3  # words that a negation may turn
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

_PAIRS_KEPT = 1 << 13

Three = tuple[float, float, float]
Pairs = dict[tuple[str, str], tuple[float, float, float, int]]


class Model:
    """The weights of one language: ``table`` is WIDTH x 3 whole numbers, ``dense`` has a row for each of ``shape``."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._table = arrays["table"]
        self._dense: list[list[float]] = arrays["dense"].astype(float).tolist()
        self._known: Memory[Three] = Memory(self._weigh)
        self._pairs: Pairs = {}

    def logits(self, words: Sequence[Token], mood: Mood) -> Three:
        """Log odds of negative, neutral and positive, up to a common constant."""
        pairs, before = self._pairs, ""
        if len(pairs) > _PAIRS_KEPT:
            pairs.clear()
        said: list[tuple[float, float, float, int]] = []
        for word in words:
            key = before, word.folded
            found = pairs.get(key)
            if found is None:
                found = pairs[key] = self._weigh_pair(before, word)
            said.append(found)
            before = word.bare
        if mood.negations:
            said += [(*self._known[unit], 1) for unit in turned(words, mood.negations)]
        bad, even, good, count = map(sum, zip(*said, strict=True)) if said else (0.0, 0.0, 0.0, 0)
        factor = length_factor(count)
        bad, even, good = bad * factor, even * factor, good * factor
        for value, weights in zip(shape(words, mood), self._dense, strict=True):
            bad += value * weights[0]
            even += value * weights[1]
            good += value * weights[2]
        return bad, even, good

    def _weigh_pair(self, before: str, word: Token) -> tuple[float, float, float, int]:
        """What a word says after another, and how many units that are."""
        known = [self._known[unit] if unit[0] == "w" else self._weigh(unit) for unit in of_word(before, word)]
        bad, even, good = (sum(column) for column in zip(*known, strict=True))
        return bad, even, good, len(known)

    def _weigh(self, unit: str) -> Three:
        found = list(features(unit))
        if len(found) == 1:
            index, value = found[0]
            bad, even, good = (STEP * value * weight for weight in self._table[index].tolist())
            return bad, even, good
        values = np.array([value for _, value in found])
        bad, even, good = (STEP * values @ self._table[[index for index, _ in found]]).tolist()
        return bad, even, good


@lru_cache(maxsize=32)
def sentiment_model(language: str) -> Model | None:
    """The model of a language, or None where nobody has trained one that is good enough."""
    path = FOLDER / f"sentiment.{language}.npz"
    if not (language.isalpha() and path.exists()):
        return None
    with np.load(path, allow_pickle=False) as arrays:
        return Model(arrays)


def probabilities(logits: Three) -> Three:
    """Shares of the three labels that add up to one."""
    most = max(logits)
    bad, even, good = (exp(value - most) for value in logits)
    total = bad + even + good
    return bad / total, even / total, good / total


def units(words: Sequence[Token], negations: set[int]) -> Iterator[str]:
    """What is weighed: each word (``w``), each pair (``p``) and each word shortly after a negation (``n``)."""
    before = ""
    for word in words:
        yield from of_word(before, word)
        before = word.bare
    yield from turned(words, negations)


def of_word(before: str, word: Token) -> Iterator[str]:
    """A word, and the pair with the word ``before``; Chinese is written without spaces, so there each character."""
    before = before[:_LONGEST]
    folded, bare = word.folded[:_LONGEST], word.bare[:_LONGEST]
    if word.text.isascii() or not _HAN.search(folded):
        yield "w" + folded
        yield f"p{before} {bare}"
        return
    for last, sign in zip((before[-1:], *folded), folded, strict=False):
        yield "w" + sign
        yield f"p{last} {sign}"


def turned(words: Sequence[Token], negations: set[int]) -> Iterator[str]:
    """The words shortly after a negation."""
    left = 0
    for at, word in enumerate(words):
        if left > 0 and word.is_word:
            yield "n" + word.bare[:_LONGEST]
        left = _REACH + 1 if at in negations else left - 1 if word.is_word else 0


def features(unit: str) -> Iterator[tuple[int, float]]:
    """Rows of the table for a unit and how much each counts."""
    kind, word = unit[0], unit[1:]
    if kind != "w":
        yield _row(unit), _PAIR if kind == "p" else _WORD
        return
    yield _row(unit), _WORD
    yield _row("b" + strip_marks(word)), _WORD
    if word[0].isalpha():
        edged = f"<{word}>"
        parts = [edged[at : at + size] for size in _SIZES for at in range(len(edged) - size + 1)]
        for part in parts:
            yield _row("c" + part), _PARTS / sqrt(len(parts))


def length_factor(count: int) -> float:
    """A long comment says each thing among many others."""
    return 1.6 / sqrt(count) if count else 0.0


def shape(words: Sequence[Token], mood: Mood) -> tuple[float, ...]:
    """What the rule layer found, and the length; the first is the constant."""
    good, bad = mood.balance
    count = len(words)
    return (
        1.0,
        sqrt(good) * 0.3,
        sqrt(bad) * 0.3,
        0.3 if mood.proposals else 0.0,
        0.3 if mood.negations else 0.0,
        0.3 if count <= 4 else 0.0,
        0.3 if count > 15 else 0.0,
        0.3 if count > 30 else 0.0,
    )


def _row(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) % WIDTH
