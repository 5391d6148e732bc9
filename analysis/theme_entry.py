"""What an entry of a theme's word list may look like, for those who write words outside a theme file."""

from __future__ import annotations

import unicodedata

from analysis.theme_index import split

LONGEST = 80  # characters
MOST_WORDS = 6
SHORTEST_PART = 3  # letters beside a star: shorter ones begin or end half the words of a language
MARKS = "*=~"

NO_LETTERS, LONG, MANY_WORDS, MARK, SHORT = "no_letters", "long", "many_words", "mark", "short"


def fault(entry: str) -> str | None:
    """What is wrong with this entry: one of the codes above; None when it can be used (see ``analysis.theme``)."""
    if len(entry) > LONGEST:
        return LONG
    parts = entry.removeprefix("~").split()
    if not parts or not all(_says_something(part) for part in parts):
        return NO_LETTERS
    if any(_is_marked_wrongly(part) for part in parts):
        return MARK
    if any("*" in part and _is_short(part.strip("*")) for part in parts):
        return SHORT
    return MANY_WORDS if len(list(split(entry))) > MOST_WORDS else None


def _says_something(part: str) -> bool:
    return any(letter.isalnum() or unicodedata.category(letter) == "So" for letter in part)


def _is_marked_wrongly(part: str) -> bool:
    """A star stands at one end of a word, an equals sign before it; never both."""
    core = part.removesuffix("*") if part.endswith("*") else part.removeprefix("=").removeprefix("*")
    return any(mark in core for mark in MARKS) or part.startswith("=*")


def _is_short(core: str) -> bool:
    """In scripts without capitals a character says as much as a syllable or a word."""
    return len(core) < SHORTEST_PART and core.lower() != core.upper()
