"""What is found out about a word, worked out once for each different word."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Found = TypeVar("Found")
_MOST_KEPT, _LONGEST_KEPT = 6_000, 60  # of a generation: more different words than most towns write; a few megabytes


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


@contextmanager
def no_garbage() -> Iterator[None]:
    """For work that makes many things and none that refers to itself: the garbage collector would search in vain.

    Its searches took up to a quarter of the time of an analysis. Whoever comes last turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
