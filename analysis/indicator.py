"""The shape of an indicator: counts it needs, a formula over them, and what must be said beside the number.

One file each in indicators/ defines INDICATOR. Counts are histograms (Counter), so that counts of two days, agencies,
languages or areas are added to make the counts of both; a formula sees sums only and never asks where they came from.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

PERCENT, WORKING_DAYS, INDEX, POINTS = "percent", "working_days", "index", "points"
SHOWN, TOO_FEW, NOT_REACHED, BY_PART = "shown", "too_few", "not_reached", "by_part"
MET, BELOW_TARGET, BELOW_FLOOR = "met", "below_target", "below_floor"


def N_(message: str) -> str:
    """Marks an English text for the catalogues; it is translated where it is shown."""
    return message


#: what counts of each kind may be split by, and added over again
DIMENSIONS = {
    "answers": ("day", "language", "area"),
    "answer_profiles": ("day", "language", "area"),
    "acknowledgements": ("day", "agency", "language", "area"),
    "answers_on_time": ("day", "agency", "language", "area"),
    "resolution_days": ("day", "agency", "language", "area"),
    "theme_mentions": ("day", "agency", "language", "area"),
    "reply_languages": ("day", "agency", "language", "area"),
    "languages": (),
}


@dataclass(frozen=True)
class Need:
    """A histogram of the product's own data: `kind` says of what, `questions` which survey questions, if any."""

    kind: str
    questions: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        return DIMENSIONS[self.kind]


Histogram = Counter[Any]
Counts = Mapping[Need, Histogram]


@dataclass(frozen=True)
class Figure:
    """A number with its base `n`; `value` is empty unless `state` is "shown".

    Parts are figures of their own with a `label` (English, or a theme's code in `theme`) and may have another unit,
    target and floor than the whole.
    """

    value: float | None
    n: int
    state: str = SHOWN
    label: str = ""
    theme: str = ""
    unit: str = ""
    target: float | None = None
    floor: float | None = None
    parts: tuple["Figure", ...] = ()


@dataclass(frozen=True)
class Source:
    """A document an indicator comes from: its name in SOURCES, the place in it, the idea taken."""

    slug: str
    place: str
    idea: str


SOURCES = {
    "interagency-collaboration": N_("Interagency collaboration"),
    "collaboration-principles": N_("Principles of collaboration"),
    "intermunicipal-cooperation": N_("Intermunicipal cooperation"),
    "community-engagement": N_("Community engagement"),
    "community-collaboration-impact": N_("The impact of community collaboration"),
}


@dataclass(frozen=True)
class Indicator:
    """One indicator. Texts are English msgids; `standards` are proper names and stay as they are.

    `formula` gets every need's histogram, empty ones included, and is not asked when fewer than `minimum` are counted;
    `base` counts them.
    """

    code: str
    group: str
    name: str
    definition: str
    unit: str
    higher_is_better: bool
    needs: tuple[Need, ...]
    base: Callable[[Counts], int]
    formula: Callable[[Counts], Figure]
    minimum: int = 1
    target: float | None = None
    floor: float | None = None
    basis: str = ""
    of_those_who_answered: bool = False
    notes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    def measure(self, counts: Counts) -> Figure:
        """The figure, or its base alone when that is too small to say anything."""
        full: Counts = {need: counts.get(need, Counter()) for need in self.needs}
        n = self.base(full)
        return self.formula(full) if n >= self.minimum else Figure(None, n, TOO_FEW)

    def verdict(self, figure: Figure) -> str:
        """How a figure stands to its target: met, below_target, below_floor, or "" when there is nothing to compare.

        A part is held to a target of its own, or to none.
        """
        whole = not figure.label and not figure.theme
        target, floor = (self.target, self.floor) if whole else (figure.target, figure.floor)
        if target is None or figure.state != SHOWN:
            return ""
        if self.reaches(figure.value, target):
            return MET
        return BELOW_TARGET if floor is not None and self.reaches(figure.value, floor) else BELOW_FLOOR

    def reaches(self, value: float | None, goal: float) -> bool:
        if value is None:
            return False
        return value >= goal if self.higher_is_better else value <= goal


def percentage(part: int, whole: int) -> float:
    """`part` of `whole` from 0 to 100."""
    return 100 * part / whole if whole else 0.0


def total(histogram: Histogram, *keys: Hashable) -> int:
    return sum(histogram[key] for key in keys)


@lru_cache
def load_indicators() -> dict[str, Indicator]:
    """Every indicator by its code, in the order of the files' names: accountability, engagement, perception."""
    package = import_module("analysis.indicators")
    found = (import_module(f"analysis.indicators.{name}").INDICATOR for _, name, _ in iter_modules(package.__path__))
    return {indicator.code: indicator for indicator in found}
