"""The file itself, as rows: pyxform reads its three formats.

pyxform takes half a second to import, so it is imported when a form is read, never when the product starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.form_content import Wording
from survey.language import gettext as _
from survey.plain_text import clean
from survey.survey_problem import SurveyProblem
from survey.xlsform.headers import CHOICES, SURVEY, Column, check_headers, language_code, read_headers
from survey.xlsform.passed_over import check_tables, check_workbook
from survey.xlsform.report import Report
from survey.xlsform.tables import plain_csv, read_csv, read_markdown, read_text

ENDINGS = (".md", ".csv", ".xlsx")
LARGEST = 5 * 1024 * 1024
#: Older names of the columns of the sheet “settings”
SETTINGS = {"title": "form_title", "set_form_title": "form_title", "id_string": "form_id", "set_form_id": "form_id"}
#: A line break inside a cell, for the formats that have none
BREAK = "<br>"


@dataclass(frozen=True)
class Row:
    """One row of a sheet by its columns' parts. `number` is the row in the file, the header being row 1."""

    sheet: str
    number: int
    cells: Mapping[Column, str]
    columns: tuple[Column, ...]

    def __getitem__(self, part: str) -> str:
        """What stands in a column that has no languages; "" when nothing does."""
        return next((text for column, text in self.cells.items() if column.part == part), "")

    def wording(self, part: str) -> Wording:
        """What stands in the columns of a part, by language."""
        texts = ((column.language, text) for column, text in self.cells.items() if column.part == part)
        return {language: text for language, text in texts if language}

    def written(self, part: str) -> str:
        """The part's column as its author wrote it."""
        headers = [column.written for column in self.cells if column.part == part]
        return next(iter(headers or [column.written for column in self.columns if column.part == part]), part)

    def refuse(self, report: Report, part: str, what: str) -> None:
        report.refuse(self.sheet, self.number, self.written(part), what)


@dataclass(frozen=True)
class Workbook:
    """`settings` by column; `languages` are the codes of the columns, empty columns too, the default one first."""

    survey: list[Row]
    choices: list[Row]
    settings: dict[str, str]
    languages: list[str] = field(default_factory=list)


def read_workbook(path: Path, report: Report) -> Workbook:
    """Raises SurveyProblem when the file is no XLSForm."""
    check_file(path)
    content = take_content(path, report)
    try:
        found = open_file(path, content)
    except SurveyProblem:
        if report.problems:  # which say it better
            raise SurveyProblem(report.problems) from None
        raise
    settings = read_settings(found)
    only = language_code(settings.get("default_language", ""))
    if settings.get("default_language") and not only:
        report.refuse("settings", 2, "default_language", _("write a language with its code, such as English (en)."))
    survey, spoken = rows_of(found, "survey", SURVEY, only, report)
    choices, more = rows_of(found, "choices", CHOICES, only, report)
    languages = list(dict.fromkeys(code for code in (only, *spoken, *more) if code))
    for sheet in ("external_choices", "entities", "osm"):
        if getattr(found, sheet):
            raise SurveyProblem([_("The sheet “%(sheet)s” cannot be used here. Delete it.", sheet=sheet)])
    return Workbook(survey, choices, settings, languages)


def rows_of(
    found: Any, sheet: str, known: dict[str, tuple[str, ...]], only: str | None, report: Report
) -> tuple[list[Row], list[str | None]]:
    """The rows that hold something, and the languages of the columns."""
    raw = list(getattr(found, sheet) or ())
    headers = [header for header in (getattr(found, f"{sheet}_header") or [{}])[0] if header]
    columns = read_headers([*headers, *{key for row in raw for key in row if key not in headers}], known, only)
    check_headers(sheet, columns, {header for row in raw for header in row}, report)
    rows = [
        Row(sheet, number, {columns[header]: tidy(text) for header, text in cells.items()}, tuple(columns.values()))
        for number, cells in enumerate(raw, 2)
        if cells
    ]
    return rows, [column.language for column in columns.values() if column.is_spoken and column.tag]


def tidy(text: Any) -> str:
    """The same whatever the format: pyxform makes spaces of no-break spaces in a workbook, and only there."""
    return clean(str(text).replace(BREAK, "\n").replace("\N{NO-BREAK SPACE}", " "))


def read_settings(found: Any) -> dict[str, str]:
    """The first row of the sheet, by its columns' names of today."""
    cells = (found.settings or [{}])[0]
    named = {"_".join(header.split()).lower(): tidy(text) for header, text in cells.items()}
    return {SETTINGS.get(name, name): text for name, text in named.items()}


def take_content(path: Path, report: Report) -> bytes:
    """What pyxform is given: a workbook as it is, text in UTF-8 and with commas. What it would pass over is told."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        check_workbook(path, report)
        return path.read_bytes()
    text = read_text(path)
    if ending == ".csv":
        text = plain_csv(text)
    tables = read_csv(text) if ending == ".csv" else read_markdown(text)
    check_tables(tables, report, may_be_longer=ending == ".csv")
    if ending == ".csv" and not any(name.lower() == "survey" for name in tables):
        raise SurveyProblem([no_csv(path)])
    return text.encode()


def open_file(path: Path, content: bytes) -> Any:
    """pyxform's own reading: rows by header, for each sheet."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    try:
        found = get_xlsform(content, file_type=path.suffix.lower())
    except PyXFormError as error:
        said = " ".join(str(error).split())
        raise SurveyProblem([no_form(path) if said.startswith("Argument") else f"{path.name}: {said}"]) from error
    except Exception as error:  # whatever a broken file does to the readers of three formats
        raise SurveyProblem(
            [_("%(file)s cannot be read. Is the file whole, and no row longer than the header?", file=path.name)]
        ) from error
    if not found.survey:
        raise SurveyProblem([no_form(path)])
    return found


def no_form(path: Path) -> str:
    return _(
        "%(file)s is no XLSForm: it needs a sheet “survey” with the columns type, name and label::English (en).",
        file=path.name,
    )


def no_csv(path: Path) -> str:
    return _(
        "%(file)s is no XLSForm: in a CSV file a row with “survey” in its first column comes before the rows of that "
        "sheet, and their own first column stays empty.",
        file=path.name,
    )


def check_file(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise SurveyProblem([_("%(file)s: the file must end in .md, .csv or .xlsx.", file=path.name)])
    if not path.is_file():
        raise SurveyProblem([_("There is no file %(file)s.", file=path.name)])
    if path.stat().st_size > LARGEST:
        raise SurveyProblem([_("%(file)s is larger than 5 MB, too large for a survey.", file=path.name)])
