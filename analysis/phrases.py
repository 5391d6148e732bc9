"""Many words and phrases found in one pass over a text: a trie of words, with prefixes and gaps.

What a phrase may hold: ``annoy*`` is any word that begins so; ``promised ... never`` lets up to five words of the same
sentence stand between; ``=lo`` is found only when typed with exactly these marks.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.memory import Memory
from analysis.words import fold, strip_marks, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

GAP = "..."
LONGEST_GAP = 5
_STOPS = frozenset(".!?…。！？؟\n")
_SHORT = 6  # letters: no Vietnamese syllable but one is longer


Node = dict[str, Any]  # words to nodes; under "" the meanings that end here


class Meaning(NamedTuple):
    """What a phrase stands for: a kind ("feeling", "type" ...), a name within the kind, and a weight."""

    kind: str
    name: str
    weight: float


class Match(NamedTuple):
    """A phrase found: words ``first`` up to and without ``last``, counted in tokens."""

    first: int
    last: int
    meaning: Meaning


_match = partial(tuple.__new__, Match)  # as Match(...) does, in half the time


class _Begun(NamedTuple):
    """The phrases that begin with a word: what it means by itself, and the symbols with which they may go on."""

    nodes: tuple[Node, ...]
    alone: tuple[tuple[tuple[str, str], Meaning], ...]  # each with its kind and name
    after: frozenset[str]
    has_gap: bool


class Phrases:
    """Phrases with their meanings; ``bare=True`` reads and finds everything without diacritics."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], bare: bool = False) -> None:
        self._bare = bare
        self._root: Node = {}
        self._words: set[str] = set()
        self._prefixes: set[str] = set()
        self._symbols = Memory(lambda word: tuple(self._match(word)))
        self._starts = Memory(self._begun)
        for phrase, meaning in entries:
            self._add(phrase, meaning)

    def find(self, words: Sequence[str]) -> dict[str, list[Match]]:
        """Matches by kind, in reading order; of those that begin together the longest of each name counts."""
        found: dict[str, list[Match]] = defaultdict(list)
        used: dict[tuple[str, str], int] = {}
        follow = [*map(self._symbols.__getitem__, words), ()]
        for first, begun in enumerate(map(self._starts.__getitem__, words)):
            if begun is None:
                continue
            nodes, alone, after, has_gap = begun
            last = first + 1
            if not has_gap and after.isdisjoint(follow[last]):
                for key, meaning in alone:
                    if used.get(key, 0) <= first:
                        used[key] = last
                        found[key[0]].append(_match((first, last, meaning)))
                continue
            for end, meaning in _longest(self._walk(nodes, words, last)):
                key = meaning[:2]
                if used.get(key, 0) <= first:
                    used[key] = end
                    found[key[0]].append(_match((first, end, meaning)))
        return found

    def _add(self, phrase: str, meaning: Meaning) -> None:
        exact = phrase[0] == "=" and phrase[1:2].isalpha()
        if self._bare and (exact or _is_ambiguous(phrase)):
            return
        node = self._root
        for word in _split(fold(phrase[exact:])):
            symbol = strip_marks(word) if self._bare else word
            if symbol.endswith("*"):
                self._prefixes.add(symbol)
            elif symbol != GAP:
                self._words.add(symbol)
            node = node.setdefault(symbol, {})
        if node is not self._root:
            node.setdefault("", []).append(meaning)

    def _begun(self, word: str) -> _Begun | None:
        nodes = tuple(self._root[symbol] for symbol in self._symbols[word] if symbol in self._root)
        if not nodes:
            return None
        after = frozenset().union(*nodes) - {""}
        alone = _longest([(0, meaning) for node in reversed(nodes) for meaning in node.get("", ())])
        return _Begun(nodes, tuple((meaning[:2], meaning) for _, meaning in alone), after, GAP in after)

    def _match(self, word: str) -> Iterator[str]:
        for form in dict.fromkeys((word, word.removesuffix("'s"), word.removesuffix("'"))):
            if form in self._words:
                yield form
        for end in range(2, len(word) + 1):
            if (prefix := word[:end] + "*") in self._prefixes:
                yield prefix

    def _walk(self, nodes: Iterable[Node], words: Sequence[str], at: int) -> list[tuple[int, Meaning]]:
        """The ends and meanings of phrases begun, that may go on at word ``at``."""
        ends, waiting, count = [], [(node, at) for node in nodes], len(words)
        while waiting:
            node, at = waiting.pop()
            if "" in node:
                ends += [(at, meaning) for meaning in node[""]]
                if len(node) == 1:
                    continue
            if at < count:
                for symbol in self._symbols[words[at]]:
                    if symbol in node:
                        waiting.append((node[symbol], at + 1))
            if GAP in node:
                waiting += [(node[GAP], later) for later in _reach(words, at)]
        return ends


def _longest(ends: Iterable[tuple[int, Meaning]]) -> Collection[tuple[int, Meaning]]:
    """Of the ends with the same kind and name the last one; of those the first."""
    longest: dict[tuple[str, str], tuple[int, Meaning]] = {}
    for last, meaning in ends:
        key = meaning[:2]
        if key not in longest or last > longest[key][0]:
            longest[key] = last, meaning
    return longest.values()


def _is_ambiguous(phrase: str) -> bool:
    """A short word that may be another one without its marks: "tối" and "tôi", "khống" and "không"."""
    return len(phrase.rstrip("*")) <= _SHORT and " " not in phrase and strip_marks(phrase) != phrase


def _split(phrase: str) -> list[str]:
    """The words of a phrase as the tokeniser sees them, with prefixes and gaps kept."""
    parts = []
    for part in phrase.split():
        if part == GAP:
            parts.append(GAP)
            continue
        words = [token.folded for token in tokens(part.rstrip("*"))]
        if part.endswith("*") and words:
            words[-1] += "*"
        parts.extend(words)
    return parts


def _reach(words: Sequence[str], at: int) -> Iterator[int]:
    """Where the phrase may go on after a gap that begins at ``at``: not beyond the sentence."""
    for later in range(at, min(at + LONGEST_GAP + 1, len(words))):
        if words[later][0] in _STOPS:
            return
        yield later
