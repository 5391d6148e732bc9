"""What is found out about a word, worked out once for each different word."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")
_MOST_KEPT, _LONGEST_KEPT = 8_000, 40  # more different words than most towns write; a few megabytes


class Memory(dict[str, Found]):
    """``memory[word]`` is what ``work`` finds out about the word.

    A long text or a long life does not fill it: very long words are not kept, and all is forgotten when it is full.
    """

    def __init__(self, work: Callable[[str], Found]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Found:
        found = self._work(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = found
        return found
