"""Themes added to a set that is compiled already: only their own words are compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.tagging import ThemeSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.theme import Theme
    from analysis.theme_index import Match, ThemeIndex
    from analysis.words import Token


class AddedThemes(ThemeSet):
    """Tags as a set of all the themes would; the sets it is made of are shared, not copied."""

    def __init__(self, base: ThemeSet, added: Iterable[Theme]) -> None:
        self._parts = (base, ThemeSet(added))
        super().__init__(theme for part in self._parts for theme in part.themes)

    def index(self, language: str, bare: bool) -> JoinedIndex:  # type: ignore[override]
        return JoinedIndex([part.index(language, bare) for part in self._parts])


class JoinedIndex:
    """Several indexes of one language, read as one."""

    def __init__(self, parts: Sequence[ThemeIndex | JoinedIndex]) -> None:
        self._parts = parts

    def find(self, words: Sequence[Token]) -> list[Match]:
        """What each of them finds, in reading order."""
        return sorted([match for part in self._parts for match in part.find(words)], key=lambda match: match.first)
