"""Where the words of all themes stand in a text: a trie of stems, with prefixes, endings and exact forms.

One index a language and way of typing (with or without tone marks); each different word is worked out once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.memory import Memory
from analysis.words import fold, stem, strip_marks, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.theme import Theme
    from analysis.words import Token

STRONG, WEAK, EXCLUDED = "strong", "weak", "excluded"
_TONAL = frozenset({"vi"})  # one syllable without its marks may be a dozen words
_FREE_MARKS = frozenset({"es"})  # people leave accents out word by word
_SHORT_BARE = 5  # letters that a marked word needs, to be known without its marks
_LONGEST_PART = 30  # letters of a prefix or an ending

Node = dict[str, Any]


class Meaning(NamedTuple):
    """What an entry says: a theme, and how surely."""

    theme: str
    tier: str


class Match(NamedTuple):
    """Tokens ``first`` up to and without ``last`` are the words of an entry; ``name`` is their stems."""

    first: int
    last: int
    name: str
    meanings: Sequence[Meaning]


_match = partial(tuple.__new__, Match)  # as Match(...) does, in half the time


class ThemeIndex:
    """The words of themes in one language; ``bare`` reads text typed without tone marks."""

    def __init__(self, themes: Iterable[Theme], language: str, bare: bool = False) -> None:
        self._language, self._bare = language, bare
        self._trie: Node = {}
        self._plain: set[str] = set()
        self._prefixes: set[str] = set()
        self._endings: set[str] = set()
        self._stems = Memory(lambda word: stem(word, language))
        self._symbols = Memory(lambda word: tuple(dict.fromkeys(self._match(word))))
        self._starts = Memory(lambda word: tuple(self._begun(word)))
        for theme in themes:
            words = theme.words.get(language)
            for tier in (STRONG, WEAK, EXCLUDED) if words else ():
                meaning = Meaning(theme.code, tier)
                for entry in getattr(words, tier):
                    self._add(entry, meaning)

    def find(self, words: Sequence[Token]) -> list[Match]:
        """Every entry that stands in the text, by its first word; shorter ones inside longer ones too."""
        texts = [word.folded for word in words]
        found: list[Match] = []
        for first, begun in enumerate(map(self._starts.__getitem__, texts)):
            for node, stemmed in begun:
                if "" in node:
                    found.append(_match((first, first + 1, stemmed, node[""])))
                    if len(node) == 1:
                        continue
                self._follow(node, texts, first, first + 1, found)
        return found

    def _follow(self, node: Node, texts: Sequence[str], first: int, at: int, found: list[Match]) -> None:
        """Add to ``found`` what begins at word ``first`` and goes on at word ``at``, as far as the trie goes."""
        if at == len(texts):
            return
        for symbol in self._symbols[texts[at]]:
            if symbol not in node:
                continue
            after = node[symbol]
            if "" in after:
                name = " ".join([self._stems[text] for text in texts[first : at + 1]])
                found.append(_match((first, at + 1, name, after[""])))
            self._follow(after, texts, first, at + 1, found)

    def _begun(self, word: str) -> Iterator[tuple[Node, str]]:
        """The nodes of entries that begin with this word, each with its stem."""
        return ((self._trie[symbol], self._stems[word]) for symbol in self._symbols[word] if symbol in self._trie)

    def _add(self, entry: str, meaning: Meaning) -> None:
        parts = list(split(entry))
        if not parts or (self._bare and not self._known_bare(entry, parts)):
            return
        for keys in {tuple(self._key(part, plain) for part in parts) for plain in (False, True)}:
            node = self._trie
            for key in keys:
                self._sort_in(key)
                node = node.setdefault(key, {})
            if meaning not in node.get("", ()):
                node[""] = (*node.get("", ()), meaning)

    def _known_bare(self, entry: str, parts: list[str]) -> bool:
        """May these words be recognised without their marks? Short ones may not: too many others look so."""
        if entry.startswith("~") or strip_marks(entry) == entry:
            return True
        if self._language in _TONAL:
            return len(parts) > 1 and not entry.startswith("=")
        return len(parts) > 1 or len(self._key(parts[0], True).strip("=*")) >= _SHORT_BARE

    def _key(self, part: str, plain: bool) -> str:
        """The symbol of one word of an entry; ``plain`` takes the marks away before the stem, not after it."""
        drops = self._bare or self._language in _FREE_MARKS
        if "*" in part or part.startswith("="):
            return strip_marks(part) if drops else part
        if drops and plain:
            return stem(strip_marks(part), self._language)
        return strip_marks(stem(part, self._language)) if drops else stem(part, self._language)

    def _sort_in(self, key: str) -> None:
        kind = self._prefixes if key.endswith("*") else self._endings if key.startswith("*") else self._plain
        kind.add(key)

    def _match(self, word: str) -> Iterator[str]:
        drops = self._bare or self._language in _FREE_MARKS
        form = strip_marks(word) if drops else word
        stemmed = stem(word, self._language)
        for key in (strip_marks(stemmed) if drops else stemmed, "=" + form):
            if key in self._plain:
                yield key
        for letters in range(1, min(len(form), _LONGEST_PART) + 1):
            if (start := form[:letters] + "*") in self._prefixes:
                yield start
            if letters < len(form) and (ending := "*" + form[-letters:]) in self._endings:
                yield ending


def split(entry: str) -> Iterator[str]:
    """The words of an entry as the tokeniser sees them, each with its ``=`` or ``*``."""
    for part in fold(entry).removeprefix("~").split():
        before = part[: len(part) - len(part.lstrip("=*"))]
        after = "*" if part.endswith("*") else ""
        words = [word.folded for word in tokens(part.strip("=*"))]
        for number, word in enumerate(words):
            yield (before if number == 0 else "") + word + (after if number == len(words) - 1 else "")
