"""Texts that are copies of each other but for a few words: prepared texts that many people send.

MinHash over runs of three words, looked up in bands (Broder 1997; Leskovec, Rajaraman & Ullman, Mining of Massive
Datasets, chapter 3). Texts that share four fifths of their runs meet in a band 98 times of 100, and then are compared.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from analysis.words import tokens

if TYPE_CHECKING:
    import numpy as np

RUN = 3  # words
FEWEST = 8  # words: many people say "more buses" without having copied it
READ, READ_WORDS = 20_000, 2_000  # characters, words
ALIKE = 0.8  # share of runs, of those in either text, that copies have in common
BANDS, ROWS = 6, 3
_PRIME = (1 << 31) - 1


def runs(text: str) -> frozenset[int]:
    """The runs of three words in a text, as numbers; none in a text too short to be called a copy."""
    words = [token.folded for token in tokens(text[:READ]) if token.is_word][:READ_WORDS]
    if len(words) < FEWEST:
        return frozenset()
    return frozenset(crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))


def bands(found: frozenset[int]) -> list[int]:
    """Six numbers below 2**62; texts that are alike have at least one in common. None for no runs."""
    if not found:
        return []
    import numpy as np

    times, plus = _hashes()
    values = np.fromiter(found, np.uint64, len(found))[:, None] % _PRIME
    least = ((values * times + plus) % _PRIME).min(axis=0).astype(np.uint64).tobytes()
    size = ROWS * 8
    return [_number(band, least[band * size : (band + 1) * size]) for band in range(BANDS)]


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts, by their runs, are copies."""
    return bool(one) and len(one & other) >= ALIKE * len(one | other)


def _number(band: int, content: bytes) -> int:
    """A number that tells band and content; never the same for two bands but by chance."""
    return (band << 59) | (crc32(content) << 27) | (crc32(content[::-1]) >> 5)


@lru_cache(maxsize=1)
def _hashes() -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    chance = np.random.default_rng(1997)
    count = BANDS * ROWS
    return tuple(chance.integers(1, _PRIME, count, dtype=np.uint64) for _ in "ab")  # type: ignore[return-value]
