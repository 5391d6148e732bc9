"""Text in, codes out: language, sentiment, themes, feedback type, sensitivity and personal data of a comment.

Knows nothing of websites or databases, and asks nobody else. The first comment loads the word lists and the language
model (about a second); importing the package loads nothing.
"""

from __future__ import annotations

from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

from analysis.record import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.learned import Learned

ANALYSIS_VERSION = "2026.1"
BATCH = 64

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
    while batch := list(islice(comments, BATCH)):
        yield from code_batch(batch, themes, learned)
