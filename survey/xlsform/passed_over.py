"""What pyxform passes over in a file without a word: looked for first, and told with sheet, row and column."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from survey.language import gettext as _
from survey.survey_problem import SurveyProblem
from survey.xlsform.report import SHEETS, Report
from survey.xlsform.tables import Tables

#: pyxform takes longer gaps for the end of the sheet
ROWS_APART, COLUMNS_APART = 60, 20
LARGEST = 100 * 1024 * 1024  # unpacked
Values = list[Any]


class Fault(str):
    """What a spreadsheet shows where a formula went wrong: #REF!"""


def check_tables(tables: Tables, report: Report, *, may_be_longer: bool) -> None:
    """Of a file that is text. Where rows may not be longer than the header, such a row is refused, else mentioned."""
    check_names(list(tables))
    for name, rows in tables.items():
        if name.lower() in SHEETS:
            check_sheet(name.lower(), [list(row) for row in rows], {}, report, first=1, may_be_longer=may_be_longer)


def check_workbook(path: Path, report: Report) -> None:
    """SurveyProblem when the workbook cannot be read as a form at all; the rest is reported."""
    try:
        check_size(path)
        with_formulas = has_formulas(path)
        names, sheets = read_sheets(path, as_shown=True)
        written = read_sheets(path, as_shown=False)[1] if with_formulas else {}
    except (BadZipFile, KeyError, OSError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise SurveyProblem(
            [_("%(file)s cannot be read. Is the file whole, and no row longer than the header?", file=path.name)]
        ) from error
    check_names(names)
    for sheet, rows in sheets.items():
        check_sheet(sheet, rows, written, report)


def check_size(path: Path) -> None:
    with ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise SurveyProblem([_("%(file)s is too large for a survey.", file=path.name)])


def has_formulas(path: Path) -> bool:
    with ZipFile(path) as parts:
        sheets = (name for name in parts.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
        return any(b"<f>" in (content := parts.read(name)) or b"<f " in content for name in sheets)


def read_sheets(path: Path, as_shown: bool) -> tuple[list[str], dict[str, list[Values]]]:
    """The names of all sheets; the rows of those that a form has, by their names in small letters."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=as_shown)
    try:
        known = [name for name in book.sheetnames if name.lower() in SHEETS]
        found = {name.lower(): [[value_of(cell) for cell in row] for row in book[name].iter_rows()] for name in known}
        return list(book.sheetnames), found
    finally:
        book.close()


def value_of(cell: Any) -> Any:
    return Fault(cell.value) if cell.data_type == "e" else cell.value


def check_names(names: list[str]) -> None:
    """A sheet whose name is nearly right."""
    known = {name.lower() for name in names}
    for name in names:
        meant = get_close_matches(name.strip().lower(), SHEETS, 1, 0.8)
        if meant and meant[0] not in known and len(names) > 1:
            what = _("The sheet “%(name)s” is not read. Rename it to “%(sheet)s”.", name=name, sheet=meant[0])
            raise SurveyProblem([what])


def check_sheet(
    sheet: str, rows: list[Values], written: dict[str, list[Values]], report: Report, *,
    first: int = 0, may_be_longer: bool = True,
) -> None:  # fmt: skip
    """`first` is the number of columns before those of the sheet: its name, in a file that is text."""
    headers = list(read_headers(sheet, rows[0] if rows else [], report))
    as_written = written.get(sheet, rows)
    check_nameless(sheet, headers, rows[1:], report, first, may_be_longer)
    gap = 0
    for number, values in enumerate(rows[1:], 2):
        filled = [place for place, value in enumerate(values[: len(headers)]) if is_filled(value)]
        if filled and gap > ROWS_APART:
            what = _("more than %(most)s empty rows stand before this one. Delete them.", most=ROWS_APART)
            report.refuse(sheet, number, headers[filled[0]], what)
        gap = 0 if filled else gap + 1
        formulas = as_written[number - 1] if number <= len(as_written) else values
        for place, header in enumerate(headers):
            if what := wrong_cell(cell(values, place), cell(formulas, place)):
                report.refuse(sheet, number, header, what)


def check_nameless(
    sheet: str, headers: list[str], rows: list[Values], report: Report, first: int, may_be_longer: bool
) -> None:
    """The first cell that stands in a column without a name."""
    named = {place for place, header in enumerate(headers) if header}
    for number, values in enumerate(rows, 2):
        for place, value in enumerate(values):
            if place not in named and is_filled(value):
                tell = report.advise if may_be_longer else report.refuse
                tell(sheet, number, letters(place + first), _("this column has no name, so nothing in it is read."))
                return


def letters(place: int) -> str:
    """A column as spreadsheets name it: A, B, … Z, AA."""
    before, last = divmod(place, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def read_headers(sheet: str, values: Values, report: Report) -> Iterator[str]:
    """Every header, "" where there is none."""
    seen: set[str] = set()
    gap = 0
    for value in values:
        header = " ".join(str(value).split()) if is_filled(value) else ""
        if header and gap > COLUMNS_APART:
            what = _("more than %(most)s empty columns stand before this one. Delete them.", most=COLUMNS_APART)
            report.refuse(sheet, 1, header, what)
        if header and not isinstance(value, str):
            report.refuse(sheet, 1, header, _("the name of a column must be a text."))
        if header in seen:
            report.refuse(sheet, 1, header, _("this column stands there twice. Keep one."))
        seen |= {header} - {""}
        gap = 0 if header else gap + 1
        yield header


def wrong_cell(shown: Any, written: Any) -> str:
    if isinstance(shown, Fault):
        return _("the spreadsheet has an error here: %(error)s. Write the text itself.", error=shown)
    if not is_filled(shown) and is_filled(written):
        return _(
            "the formula here has no result. Open the file in a spreadsheet and save it, or write the text itself."
        )
    return ""


def cell(values: Values, place: int) -> Any:
    return values[place] if place < len(values) else None


def is_filled(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
