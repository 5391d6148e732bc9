"""The file itself: what pyxform makes of it, and in which row each question stands.

pyxform takes over a second to import, so it is imported when a form is read, never when the product starts.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey.language import gettext as _
from survey.survey_problem import SurveyProblem

ENDINGS = (".md", ".csv", ".xlsx")
LARGEST = 5 * 1024 * 1024
#: pyxform's words for a file that holds something else
NO_FORM = "Argument 'definition'"


@dataclass(frozen=True)
class Sheet:
    """`form` is pyxform's tree; `rows` tells the row of each name on the survey sheet, the header being row 1;
    `languages` are the columns' own words for the languages of labels, empty columns too."""

    form: dict[str, Any]
    rows: dict[str, int]
    languages: list[str]


def read_sheet(path: Path) -> Sheet:
    """Raises SurveyProblem when the file is no XLSForm."""
    check_file(path)
    from pyxform.errors import PyXFormError

    try:
        return convert(path.read_bytes(), path.suffix.lower())
    except SurveyProblem:
        raise
    except PyXFormError as error:
        raise SurveyProblem([say(path, " ".join(str(error).split()))]) from error
    except Exception as error:  # whatever a broken file does to the readers of three formats
        raise SurveyProblem(
            [_("%(file)s cannot be read. Is the file whole, and no row longer than the header?", file=path.name)]
        ) from error


def convert(content: bytes, ending: str) -> Sheet:
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    workbook = get_xlsform(content, file_type=ending)
    rows = number_rows(workbook.survey or ())
    headers = [str(header) for header in (workbook.survey_header or [{}])[0]]
    languages = [header.partition("::")[2] for header in headers if header.startswith("label::")]
    return Sheet(workbook_to_json(workbook, form_name="data", warnings=[]), rows, languages)


def say(path: Path, problem: str) -> str:
    """pyxform's own words, but for the ones that tell an author nothing."""
    if problem.startswith(NO_FORM):
        return _(
            "%(file)s is no XLSForm: it needs a sheet “survey” with the columns type, name and label::English (en).",
            file=path.name,
        )
    return _("%(file)s: %(problem)s", file=path.name, problem=problem)


def check_file(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise SurveyProblem([_("%(file)s: the file must end in .md, .csv or .xlsx.", file=path.name)])
    if not path.is_file():
        raise SurveyProblem([_("There is no file %(file)s.", file=path.name)])
    if path.stat().st_size > LARGEST:
        raise SurveyProblem([_("%(file)s is larger than 5 MB, too large for a survey.", file=path.name)])


def number_rows(survey: Any) -> dict[str, int]:
    """Answers are kept by question name, so a name may stand once in the whole form."""
    named = [(str(row["name"]), number) for number, row in enumerate(survey, 2) if row.get("name")]
    twice = [name for name, count in Counter(name for name, _row in named).items() if count > 1]
    if twice:
        raise SurveyProblem(
            [_("The name “%(name)s” is used more than once. Give each row its own.", name=n) for n in twice]
        )
    return dict(named)
