"""Themes: what a comment can be about. One data file a theme in ``analysis/themes/``, found by its name.

A theme is data, so that an organisation's own themes may come from elsewhere. Its words stand by language, in three
lists: ``strong`` (one is enough), ``weak`` (needs company), ``not`` (what overlaps with it does not count).

An entry is one word or several that follow each other. Words are matched by their stem where the language has a
stemmer; ``bus*`` is any word that begins so, ``*bro`` any that ends so, and ``=parks`` exactly that form (in Vietnamese
``=đèn đỏ``: only with its tone marks). ``~rác`` counts even when typed without them, short as it is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "themes"
CATEGORIES = FOLDER / "_categories.toml"


@dataclass(frozen=True)
class ThemeWords:
    """What people write about a theme in one language."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """One code of the coding framework. ``sources`` names the texts that ask for it; ``words`` is by language."""

    code: str
    category: str
    label: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    sources: tuple[str, ...] = ()
    words: Mapping[str, ThemeWords] = field(default_factory=dict)


@dataclass(frozen=True)
class Category:
    """A group of themes, or (without a definition) a residual code."""

    code: str
    label: str
    definition: str = ""


@lru_cache(maxsize=1)
def load_themes() -> dict[str, Theme]:
    """The themes of the coding framework by code, in the order of their categories. Raises ValueError with the file."""
    order = list(load_categories())
    themes = [read_theme(path) for path in sorted(FOLDER.glob("[!_]*.toml"))]
    return {theme.code: theme for theme in sorted(themes, key=lambda theme: order.index(theme.category))}


@lru_cache(maxsize=1)
def load_categories() -> dict[str, Category]:
    """The categories of the themes by code, in the order of the coding framework."""
    return _groups("categories")


@lru_cache(maxsize=1)
def load_residual_codes() -> dict[str, Category]:
    """Codes that people choose where no theme fits; the tagger never does."""
    return _groups("residual")


def read_theme(path: Path) -> Theme:
    """The theme of one file. Raises ValueError naming the file and what is wrong with it."""
    try:
        theme = theme_from(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path.name}: not a theme: {error}") from error
    if theme.code != path.stem or theme.category not in load_categories() or not theme.label:
        raise ValueError(f"{path.name}: code must be the file's name, category a known one, label not empty")
    return theme


def theme_from(data: Mapping[str, Any]) -> Theme:
    """A theme from plain data in the shape of a theme file. Raises KeyError for a missing code, category or label."""
    texts = {name: data.get(name, "") for name in ("definition", "include", "exclude")}
    words = {language: _words(lists) for language, lists in data.get("words", {}).items()}
    sources = tuple(data.get("sources", ()))
    return Theme(data["code"], data["category"], data["label"], sources=sources, words=words, **texts)


def _words(lists: Mapping[str, list[str]]) -> ThemeWords:
    return ThemeWords(*(tuple(lists.get(tier, ())) for tier in ("strong", "weak", "not")))


def _groups(kind: str) -> dict[str, Category]:
    data = tomllib.loads(CATEGORIES.read_text(encoding="utf-8"))
    return {entry["code"]: Category(**entry) for entry in data[kind]}
