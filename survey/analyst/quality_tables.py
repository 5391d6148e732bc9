"""The figures of agreement as tables: for everything together, by language, by theme and by version of the analysis."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from analysis.agreement import ENOUGH, agreement, theme_agreement_alpha, verdict
from analysis.export import Cell, Column
from analysis.resampling import Estimate
from analysis.theme_scores import theme_agreement
from survey import labels, language
from survey.actions.collect_agreement import Compared, Opinion, Pair
from survey.language import lazy_gettext as _

MOST_VERSIONS = 5
ALPHA, F1 = "alpha", "f1"
#: what a person who reviews an ordinary record says of its own accord; the level of sensitivity is set elsewhere
SAID = {"sentiment": _("Feeling"), "type": _("Kind of feedback"), "language": _("Language")}
SENSITIVITY = {"sensitivity": _("Sensitivity")}
THEMES = _("Themes")
COLUMNS = tuple(map(Column, ("group", "by", "part", "measure", "of", "n", "value", "low", "high", "verdict")))


@dataclass(frozen=True)
class Figure:
    """An estimate that is shown or, from too few records, is not."""

    measure: str
    of: str
    estimate: Estimate

    @property
    def n(self) -> int:
        return self.estimate.n

    @property
    def verdict(self) -> str:
        """For alpha what it is good for; for F1 only whether there is enough to tell."""
        said = verdict(self.estimate)
        return said if self.measure == ALPHA or self.n < ENOUGH else ""

    @property
    def is_shown(self) -> bool:
        return self.n >= ENOUGH and self.estimate.value is not None


@dataclass(frozen=True)
class Line:
    """A row: a language, a theme, a version or a thing that is coded (`part` is its code), with its figures."""

    part: str
    label: str
    n: int
    figures: tuple[Figure, ...]
    same: int | None = None


@dataclass(frozen=True)
class Tables:
    """`same_main` and `same_themes` are how many of `n` records have the same main theme, and all the same themes."""

    n: int
    same_main: int
    same_themes: int
    coded: list[Line]
    languages: list[Line]
    themes: list[Line]
    versions: list[Line]


def tables(compared: Compared, with_sensitivity: bool) -> Tables:
    pairs = compared.newest
    sets = [theme_sets(pair) for pair in pairs]
    scores = theme_agreement(sets)
    alpha = Figure(ALPHA, "themes", theme_agreement_alpha(sets))
    means = Figure(F1, "themes", scores.records), Figure(F1, "macro", scores.themes)
    same = sum(one == other for one, other in sets)
    said = {**SAID, **(SENSITIVITY if with_sensitivity else {})}
    each = sorted(scores.each.items(), key=lambda item: (-item[1].n, item[0]))
    return Tables(
        n=len(pairs),
        same_main=sum(one.themes[:1] == other.themes[:1] for one, other in pairs),
        same_themes=same,
        coded=[Line("themes", str(THEMES), len(pairs), (alpha, *means), same),
               *(coded_line(name, str(label), pairs) for name, label in said.items())],
        languages=grouped(pairs, lambda pair: pair[1].language or "und", language.name),
        themes=[Line(code, labels.theme(code), part.n, (Figure(F1, code, part),)) for code, part in each],
        versions=[short_line(name, name, found) for name, found in list(compared.versions.items())[:MOST_VERSIONS]],
    )  # fmt: skip


def theme_sets(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(pair[0].themes), frozenset(pair[1].themes)


def coded_line(name: str, label: str, pairs: list[Pair]) -> Line:
    figure = Figure(ALPHA, name, agreement(values(name, pairs)))
    return Line(name, label, len(pairs), (figure,), sum(one == other for one, other in values(name, pairs)))


def values(name: str, pairs: Iterable[Pair]) -> list[tuple[Hashable, Hashable]]:
    def said(opinion: Opinion) -> Hashable:
        return getattr(opinion, name) or ""

    return [(said(one), said(other)) for one, other in pairs]


def grouped(pairs: list[Pair], key: Callable[[Pair], str], label: Callable[[str], str]) -> list[Line]:
    """A line for each group, the largest first."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(key(pair), []).append(pair)
    return [short_line(code, label(code), found[code]) for code in sorted(found, key=lambda c: (-len(found[c]), c))]


def short_line(part: str, label: str, pairs: list[Pair]) -> Line:
    """Themes by both measures, and the feeling; nothing is reckoned from too few."""
    n = len(pairs)
    if n < ENOUGH:
        none = Estimate(n)
        return Line(part, label, n, (Figure(ALPHA, "themes", none), Figure(F1, "themes", none),
                                     Figure(ALPHA, "sentiment", none)))  # fmt: skip
    sets = [theme_sets(pair) for pair in pairs]
    figures = (
        Figure(ALPHA, "themes", theme_agreement_alpha(sets, quick=True)),
        Figure(F1, "themes", theme_agreement(sets).records),
        Figure(ALPHA, "sentiment", agreement(values("sentiment", pairs), quick=True)),
    )
    return Line(part, label, n, figures)


def rows(groups: dict[str, Tables]) -> Iterator[list[Cell]]:
    """Every figure as a row of COLUMNS. From too few records there is no value, as on the page."""
    for group, found in groups.items():
        parts = {"all": found.coded, "language": found.languages, "theme": found.themes, "version": found.versions}
        for by, lines in parts.items():
            for line in lines:
                for figure in line.figures:
                    yield [group, by, line.part, figure.measure, figure.of, figure.n, *numbers(figure), figure.verdict]


def numbers(figure: Figure) -> list[Cell]:
    estimate = figure.estimate
    shown = (estimate.value, estimate.low, estimate.high) if figure.is_shown else (None, None, None)
    return [None if number is None else round(number, 4) for number in shown]
