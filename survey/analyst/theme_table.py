"""The numbers of the theme table: counts and shares, themes under their category."""

from collections import Counter
from dataclasses import dataclass

from survey import labels
from survey.actions.count_records import FEELINGS, ThemeCounts
from survey.language import gettext
from survey.record_filter import NO_THEME

#: with fewer, one person more or less makes a share look like news
ENOUGH = 5


@dataclass(frozen=True)
class Cell:
    """A count, and its share of the row from 0 to 1; no share where the row is too small."""

    number: int
    share: float | None


@dataclass(frozen=True)
class Row:
    """A theme (its code, "none" or "") with its count, its share of all records, and a cell for each feeling."""

    theme: str
    label: str
    total: Cell
    cells: dict[str, Cell]


@dataclass(frozen=True)
class ThemeTable:
    """Categories with the themes mentioned in them, largest first; then records without a theme, and all records."""

    categories: list[tuple[str, list[Row]]]
    none: Row
    everything: Row
    unmentioned: int

    @property
    def has_small(self) -> bool:
        rows = [self.none, self.everything, *(row for _label, found in self.categories for row in found)]
        return any(0 < row.total.number < ENOUGH for row in rows)


def theme_table(counts: ThemeCounts) -> ThemeTable:
    groups = labels.themes_by_category(counts.themes)
    known = {code for _label, themes in groups for code, _name in themes}
    gone = [(code, code) for code in sorted(set(counts.themes) - known)]
    categories = [(label, rows_of(themes, counts)) for label, themes in [*groups, ("", gone)]]
    return ThemeTable(
        categories=[(label, found) for label, found in categories if found],
        none=row_of(NO_THEME, gettext("No theme"), counts.none, counts.records),
        everything=row_of("", gettext("All records"), counts.everything, counts.records),
        unmentioned=len(known - set(counts.themes)),
    )


def rows_of(themes: list[tuple[str, str]], counts: ThemeCounts) -> list[Row]:
    rows = [row_of(code, label, counts.themes[code], counts.records) for code, label in themes if code in counts.themes]
    return sorted(rows, key=lambda row: -row.total.number)


def row_of(theme: str, label: str, feelings: Counter[str], records: int) -> Row:
    number = feelings.total()
    cells = {feeling: Cell(feelings[feeling], share(feelings[feeling], number)) for feeling in FEELINGS}
    return Row(theme, label, Cell(number, share(number, records)), cells)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole >= ENOUGH else None
