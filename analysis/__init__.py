"""Text in, codes out: language, sentiment, themes, feedback type, sensitivity and personal data of a comment.

Knows nothing of websites or databases, and asks nobody else. The first comment loads the word lists and the language
model (about a second); importing the package loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.record import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.learned import Learned

ANALYSIS_VERSION = "2026.1"

__all__ = ["ANALYSIS_VERSION", "Analysis", "analyse", "analyse_many"]


def analyse(text: str, hint: str | None = None, themes: Any = None, learned: Learned | None = None) -> Analysis:
    """The codes of one comment.

    ``hint`` is the language the form was shown in: evidence, not a verdict. ``themes`` is a compiled theme set; without
    it the built-in codebook is used. ``learned`` is what people have taught; without it the rules decide.
    """
    from analysis.coding import code

    return code(text, hint, themes, learned)


def analyse_many(
    texts: Iterable[str], hints: Iterable[str | None] | None = None, themes: Any = None
) -> Iterator[Analysis]:
    """The codes of many comments, one by one and in order; memory does not grow with their number."""
    if hints is None:
        return (analyse(text, None, themes) for text in texts)
    return (analyse(text, hint, themes) for text, hint in zip(texts, hints, strict=True))
