"""Which themes a comment is about, with the words each one rests on and how sure that is.

A longer phrase about a service keeps its words to itself ("stop sign" is no plea for signs), what a theme excludes
does not count, and a theme needs one strong word or several weak ones. At most three themes; none is a good answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.theme import load_categories, load_themes
from analysis.theme_index import EXCLUDED, STRONG, WEAK, Match, ThemeIndex
from analysis.words import is_bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.theme import Theme
    from analysis.words import Token

MOST_THEMES = 3
CONCRETE = "service_areas"  # what a comment is about; the other categories say how that is done
WEIGHT = {STRONG: 1.0, WEAK: 0.4}
ABSTRACT = 0.8  # how a service is run is named in passing more often than the service itself
ENOUGH = 0.7  # one strong word, or two weak ones about a service
SHARE_OF_FIRST = 0.65  # what a second theme must weigh, compared with the first
SHARE_OF_THIRD = 0.8
AMPLE = 1.8  # no theme must be compared with more: many words on one thing do not make the other unsaid
LONG = 30  # words; in longer comments one word in passing is not a theme

Evidence = dict[str, list[tuple[Match, str]]]


class ThemeHit(NamedTuple):
    """A theme of a comment: ``score`` is the confidence in [0, 1], ``evidence`` character spans in reading order."""

    code: str
    score: float
    evidence: list[tuple[int, int]]


class ThemeSet:
    """Themes ready for tagging; the words of a language are compiled when its first comment comes."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self.themes = tuple(themes)
        how = load_categories().keys() - {CONCRETE}
        self.concrete = frozenset(theme.code for theme in self.themes if theme.category not in how)
        self.codes = frozenset(theme.code for theme in self.themes)
        self.languages = frozenset(language for theme in self.themes for language in theme.words)
        self._indexes: dict[tuple[str, bool], ThemeIndex] = {}

    def index(self, language: str, bare: bool) -> ThemeIndex:
        """The words of one language, as written or (``bare``) as typed without tone marks."""
        index = self._indexes.get((language, bare))
        if index is None:
            index = self._indexes[language, bare] = ThemeIndex(self.themes, language, bare)
        return index


def compile_themes(themes: Iterable[Theme]) -> ThemeSet:
    """A set of themes for ``tag_themes``: the coding framework's, or an organisation's own beside them."""
    return ThemeSet(themes)


@lru_cache(maxsize=1)
def built_in() -> ThemeSet:
    """The themes of the coding framework."""
    return compile_themes(load_themes().values())


class Weighed(NamedTuple):
    """What a comment weighs for each theme named in it, the words that say so, and how many words it has in all."""

    weights: dict[str, float]
    evidence: Evidence
    words: int


NOTHING = Weighed({}, {}, 0)


def tag_themes(tokens: Sequence[Token], language: str, themes: ThemeSet | None = None) -> list[ThemeHit]:
    """The themes of a comment, most confident first, at most three; none in a language without words."""
    return choose_themes(tokens, weigh_themes(tokens, language, themes))


def weigh_themes(tokens: Sequence[Token], language: str, themes: ThemeSet | None = None) -> Weighed:
    """Every theme that is named, however lightly."""
    themes = themes or built_in()
    if language not in themes.languages or not tokens:
        return NOTHING
    index = themes.index(language, bare=is_bare(tokens))
    evidence = _evidence(index.find(tokens), themes.concrete)
    if not evidence:
        return NOTHING
    count = sum([token.is_word for token in tokens])
    weights = {c: _weigh(found) * (1.0 if c in themes.concrete else ABSTRACT) for c, found in evidence.items()}
    return Weighed(weights, evidence, count)


def choose_themes(tokens: Sequence[Token], found: Weighed) -> list[ThemeHit]:
    """Of the themes named, those the comment is about."""
    weights, evidence, count = found
    return [
        ThemeHit(code, confidence(weights[code], count), spans_of(evidence[code], tokens))
        for code in choose(weights, count)
    ]


def confidence(weight: float, words: int) -> float:
    """How often people agree with a theme of this weight, measured on coded comments."""
    return round(1 / (1 + math.exp(-(1.6 * weight - 0.012 * min(words, 100) - 1.1))), 3)


def choose(weights: dict[str, float], words: int) -> list[str]:
    """The themes that weigh enough, heaviest first; a third one must be nearly as heavy as the first."""
    first = min(max(weights.values(), default=0.0), AMPLE)
    least = max(enough(words), SHARE_OF_FIRST * first)
    kept = [code for code, weight in weights.items() if weight >= least]
    kept.sort(key=lambda code: -weights[code])
    third = [code for code in kept[2:] if weights[code] >= SHARE_OF_THIRD * first]
    return (kept[:2] + third)[:MOST_THEMES]


def enough(words: int) -> float:
    """What a theme must weigh in a comment of so many words."""
    return ENOUGH + min(max(words - LONG, 0) / 100, 0.5)


def _weigh(found: list[tuple[Match, str]]) -> float:
    """Each different entry counts once; a phrase says more than a word, and the opening more than an aside."""
    best: dict[str, float] = {}
    for match, tier in found:
        phrase = 1.0 + 0.15 * (match.last - match.first - 1)
        opening = 1.0 + 0.1 * (match.first < LONG / 3)
        best[match.name] = max(best.get(match.name, 0.0), WEIGHT[tier] * min(phrase, 1.45) * opening)
    if len(best) == 1:
        return best.popitem()[1]
    return sum([weight / (1 + 0.5 * place) for place, weight in enumerate(sorted(best.values(), reverse=True))])


def _evidence(matches: list[Match], concrete: frozenset[str]) -> Evidence:
    """What counts for each theme: neither excluded by the theme nor part of a longer phrase about something else."""
    found: Evidence = defaultdict(list)
    near = _overlaps(matches)
    for place, match in enumerate(matches):
        if place not in near:
            for code, tier in match.meanings:
                if tier != EXCLUDED:
                    found[code].append((match, tier))
            continue
        others = near[place]
        longer = [other for other in others if _holds(other, match)]
        for code, tier in match.meanings:
            if tier == EXCLUDED or _excluded(code, match, others):
                continue
            if not any([_owns(other, code, concrete) for other in longer]):
                found[code].append((match, tier))
    return found


def _overlaps(matches: list[Match]) -> dict[int, list[Match]]:
    """For each match, by its place, those that share words with it; most share with none."""
    near: dict[int, list[Match]] = {}
    count = len(matches)
    for place, match in enumerate(matches):
        for later in range(place + 1, count):
            if matches[later].first >= match.last:
                break
            near.setdefault(place, []).append(matches[later])
            near.setdefault(later, []).append(match)
    return near


def _holds(longer: Match, match: Match) -> bool:
    """Is ``match`` a part, not the whole, of the other?"""
    inside = longer.first <= match.first and match.last <= longer.last
    return inside and longer.last - longer.first > match.last - match.first


def _owns(longer: Match, code: str, concrete: frozenset[str]) -> bool:
    said = {theme for theme, tier in longer.meanings if tier != EXCLUDED}
    return code in said or bool(said and (said & concrete or code not in concrete))


def _excluded(code: str, match: Match, near: Sequence[Match]) -> bool:
    return any((code, EXCLUDED) in other.meanings and not _holds(match, other) for other in near)


def spans_of(found: list[tuple[Match, str]], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    return sorted({(tokens[match.first].start, tokens[match.last - 1].end) for match, _tier in found})
