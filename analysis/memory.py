"""What is found out about a word, worked out once for each different word."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")
_MOST_KEPT, _LONGEST_KEPT = 6_000, 40  # of a generation: more different words than most towns write; a few megabytes


class Memory(dict[str, Found]):
    """``memory[word]`` is what ``work`` finds out about the word.

    A long text or a long life does not fill it: very long words are not kept, and when it is full it begins anew, with
    the words before at hand; those that are asked for again come along.
    """

    def __init__(self, work: Callable[[str], Found]) -> None:
        super().__init__()
        self._work = work
        self._before: dict[str, Found] = {}

    def __missing__(self, word: str) -> Found:
        found = self._before[word] if word in self._before else self._work(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self._before = dict(self)
                self.clear()
            self[word] = found
        return found
