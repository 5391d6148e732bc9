"""What is wrong with a form, each with its sheet, row and column: gathered while it is read, told all at once."""

from dataclasses import dataclass, field

from survey.language import gettext as _

SHEETS = ("settings", "survey", "choices")


@dataclass
class Report:
    """`problems` stand in the way; `advice` does not. In the order of the sheets and their rows."""

    found: list[tuple[int, int, str]] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def refuse(self, sheet: str, row: int, column: str, what: str) -> None:
        said = _("%(place)s: %(what)s", place=place(sheet, row, column), what=what)
        if (told := (SHEETS.index(sheet), row, said)) not in self.found:
            self.found.append(told)

    def advise(self, sheet: str, row: int, column: str, what: str) -> None:
        self.advice.append(_("%(place)s: %(what)s", place=place(sheet, row, column), what=what))

    @property
    def problems(self) -> list[str]:
        return [said for _sheet, _row, said in sorted(self.found, key=lambda found: found[:2])]


def place(sheet: str, row: int, column: str) -> str:
    """Row 1 is the header; the column is named as its author wrote it."""
    return _("%(sheet)s sheet, row %(row)s, column “%(column)s”", sheet=sheet, row=row, column=column)
