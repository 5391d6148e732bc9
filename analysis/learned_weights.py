"""What words weigh, by what people have taught: weights on hashed features of a comment, a column for each code.

Words, pairs of words, words after a negation and parts of words are known by a number alone (CRC-32). Every different
unit is weighed once and remembered, so a comment costs a few look-ups and one sum.
"""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from analysis.memory import Memory
from analysis.words import strip_marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from analysis.words import Token

STEP = 1 / 512  # what one whole number in a table is worth
_WORD, _PAIR, _PARTS = 1.0, 0.7, 1.2
_SIZES, _HAN_SIZES = (3, 4, 5), (1, 2)
_LONGEST = 30  # letters: of a longer word only the beginning is read
_REACH = 3  # words that a negation may turn
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Weights:
    """``rows`` are the numbers of the known features, rising; ``table`` is rows x columns of whole numbers."""

    def __init__(self, rows: np.ndarray, table: np.ndarray) -> None:
        self.rows, self.table = rows, table

    def weigh(self, numbers: np.ndarray, values: np.ndarray) -> np.ndarray:
        """What features of these numbers and values weigh together, for each column."""
        at = np.searchsorted(self.rows, numbers)
        at[at == len(self.rows)] = 0
        known = self.rows[at] == numbers if len(self.rows) else np.zeros(len(numbers), bool)
        total: np.ndarray = STEP * (values[known] @ self.table[at[known]])
        return total


class Reader:
    """Reads units with several tables at once, side by side; what each unit weighs is worked out once."""

    def __init__(self, *tables: Weights) -> None:
        self._tables = tables
        self._known: Memory[np.ndarray | None] = Memory(self._weigh)
        self._nothing = np.zeros(sum(weights.table.shape[1] for weights in tables))

    def known(self, unit: str) -> np.ndarray | None:
        """What one unit weighs for each column, in a comment of any length; None when nothing was learned of it."""
        return self._known[unit]

    def of(self, units: Sequence[str]) -> np.ndarray:
        """What these units weigh together in a comment, for each column."""
        known = self._known
        found = [weights for unit in units if (weights := known[unit]) is not None]
        total: np.ndarray = np.add.reduce(found) * length_factor(len(units)) if found else self._nothing
        return total

    def _weigh(self, unit: str) -> np.ndarray | None:
        found = dict(features(unit))
        numbers, values = np.array(list(found), dtype=np.uint32), np.array(list(found.values()))
        weights = np.concatenate([table.weigh(numbers, values) for table in self._tables])
        return weights if weights.any() else None


def units(words: Sequence[Token], negations: Collection[int]) -> list[str]:
    """What is weighed: each word (``w``), each pair (``p``) and each word shortly after a negation (``n``)."""
    found = [unit for pair in word_units(words) for unit in pair]
    turned = 0
    for at, word in enumerate(words) if negations else ():
        if turned and word.is_word:
            found.append("n" + word.bare[:_LONGEST])
            turned -= 1
        if at in negations:
            turned = _REACH
    return found


def word_units(words: Sequence[Token]) -> list[tuple[str, str]]:
    """For each word its own unit, and that of the pair which it ends."""
    bare = [word.bare[:_LONGEST] for word in words]
    return [
        ("w" + word.folded[:_LONGEST], f"p{before} {mine}")
        for word, before, mine in zip(words, ["", *bare], bare, strict=False)
    ]


def features(unit: str) -> Iterator[tuple[int, float]]:
    """The numbers of a unit's features and how much each counts."""
    kind, word = unit[0], unit[1:]
    yield _number(unit), _PAIR if kind == "p" else _WORD
    if kind == "w" and word[:1].isalpha():
        bare = strip_marks(word)
        yield _number("b" + bare), _WORD
        edged, sizes = (bare, _HAN_SIZES) if _HAN.search(bare) else (f"<{bare}>", _SIZES)
        parts = {edged[at : at + size] for size in sizes for at in range(len(edged) - size + 1)}
        for part in sorted(parts):
            yield _number("c" + part), _PARTS / sqrt(len(parts))


def length_factor(count: int) -> float:
    """A long comment says each thing among many others."""
    return 0.9 / sqrt(sqrt(max(count, 8)))


def _number(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"))
