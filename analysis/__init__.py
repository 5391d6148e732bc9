"""Text in, codes out: language, sentiment, themes, feedback type, sensitivity and personal data of a comment.

Knows nothing of websites or databases, and asks nobody else. The first comment loads the word lists and the language
model (about a second); importing the package loads nothing.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

from analysis.record import Analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analysis.learned import Learned

ANALYSIS_VERSION = "2026.1"
BATCH, BATCH_CHARACTERS = 256, 1_000_000

Item = TypeVar("Item")

__all__ = ["ANALYSIS_VERSION", "Analysis", "analyse", "analyse_many"]


def analyse(text: str, hint: str | None = None, themes: Any = None, learned: Learned | None = None) -> Analysis:
    """The codes of one comment.

    ``hint`` is the language the form was shown in: evidence, not a verdict. ``themes`` is a compiled theme set; without
    it the built-in codebook is used. ``learned`` is what people have taught; without it the rules decide.
    """
    from analysis.coding import code

    return code(text, hint, themes, learned)


def analyse_many(
    texts: Iterable[str],
    hints: Iterable[str | None] | None = None,
    themes: Any = None,
    learned: Learned | None = None,
) -> Iterator[Analysis]:
    """The codes of many comments, in order; quicker than one by one, and memory does not grow with their number."""
    from analysis.coding import code_batch

    comments = zip(texts, repeat(None) if hints is None else hints, strict=hints is not None)
    for batch in batches(comments, lambda comment: len(comment[0])):
        yield from code_batch(batch, themes, learned)


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items as many at a time as are quickest done together; fewer where they are long, for the sake of memory."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += length(item)
        if len(batch) == BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
