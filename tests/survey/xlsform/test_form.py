"""A spreadsheet becomes a survey, or every problem is told with its row and what to write instead."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey.survey_problem import SurveyProblem
from survey.xlsform import read_xlsform
from survey.xlsform.form import make_slug
from survey.xlsform.wording import language_code

BUILT_IN = Path(__file__).parents[3] / "survey" / "builtin" / "community.md"
CHOICES = """
| choices |
| | list_name | name | label::en | label::vi |
| | yn | yes | Yes | Có |
| | yn | no | No | Không |
"""
SURVEY = """
| survey |
| | type | name | label::en | label::vi | hint::Vietnamese (vi) | appearance | required |
| | note | hello | Hello | Xin chào | | | |
| | begin_group | g | About | Về | | | |
| | select_one yn | a | Well? | Tốt? | Một | likert | yes |
| | begin_group | h | Inner | Trong | | | |
| | select_multiple yn | b | Which? | Nào? | | | |
| | end_group | | | | | | |
| | text | c | More? | Thêm? | | multiline | |
| | end_group | | | | | | |
"""
SETTINGS = """
| settings |
| | form_title | form_id |
| | My survey | My_Survey 1 |
"""


def write(folder: Path, text: str, name: str = "form.md") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(SurveyProblem) as refused:
        read_xlsform(path)
    return refused.value.problems


def test_questions_choices_hints_and_groups_one_level_deep(tmp_path: Path) -> None:
    form = read_xlsform(write(tmp_path, SURVEY + CHOICES + SETTINGS))
    choices = [
        {"code": "yes", "label": {"en": "Yes", "vi": "Có"}},
        {"code": "no", "label": {"en": "No", "vi": "Không"}},
    ]
    hello = {"type": "note", "name": "hello", "label": {"en": "Hello", "vi": "Xin chào"}}
    a = {"type": "agreement", "name": "a", "label": {"en": "Well?", "vi": "Tốt?"}, "hint": {"vi": "Một"},
         "required": True, "choices": choices}  # fmt: skip
    b = {"type": "several_choices", "name": "b", "label": {"en": "Which?", "vi": "Nào?"}, "choices": choices}
    c = {"type": "long_text", "name": "c", "label": {"en": "More?", "vi": "Thêm?"}}
    assert form.slug == "my-survey-1"
    assert form.content == {
        "languages": ["en", "vi"],
        "title": {"en": "My survey", "vi": "My survey"},
        "items": [
            hello,
            {"type": "group", "name": "g", "label": {"en": "About", "vi": "Về"}, "items": [a, c]},
            {"type": "group", "name": "h", "label": {"en": "Inner", "vi": "Trong"}, "items": [b]},
        ],
    }


def test_title_note_speaks_every_language_and_leaves_the_form() -> None:
    content = read_xlsform(BUILT_IN).content
    assert content["title"]["sv"] == "Enkät om samverkan och delaktighet"
    assert "survey_title" not in str(content["items"])
    assert content["languages"] == ["en", "vi", "sv"]


def sheets(text: str) -> dict[str, list[list[str]]]:
    """The Markdown tables as {sheet: rows}."""
    found: dict[str, list[list[str]]] = {}
    for line in text.strip().splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")] if line.startswith("| |") else None
        if cells is None and line.strip():
            rows = found.setdefault(line.strip("| "), [])
        elif cells:
            rows.append([cell.strip() for cell in line.split("|")[2:-1]])
    return found


def test_three_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    text = SURVEY + CHOICES + SETTINGS
    buffer = io.StringIO()
    book = Workbook()
    for name, rows in sheets(text).items():
        csv.writer(buffer).writerow([name])
        csv.writer(buffer).writerows(["", *row] for row in rows)
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(tmp_path / "form.xlsx")
    as_csv = write(tmp_path, buffer.getvalue(), "form.csv")
    expected = read_xlsform(write(tmp_path, text))
    assert read_xlsform(as_csv) == expected
    assert read_xlsform(tmp_path / "form.xlsx") == expected


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("Tiếng Việt (vi)", "vi"),
        ("Vietnamese (vi)", "vi"),
        ("vi", "vi"),
        (" VI ", "vi"),
        ("Norsk (bokmål) (nb)", "nb"),
        ("العربية (ar)", "ar"),
        ("Vietnamese", None),
        ("Nowhere (xq)", None),
        ("(../../etc)", None),
        ("", None),
    ],
)
def test_language_code(column: str, code: str | None) -> None:
    assert language_code(column) == code


@pytest.mark.parametrize("header", ["label::Tiếng Việt (vi)", "label::vi", "label::Vietnamese (vi)"])
def test_language_columns_that_mean_the_same(tmp_path: Path, header: str) -> None:
    form = read_xlsform(write(tmp_path, f"| survey |\n| | type | name | {header} |\n| | text | a | Gì? |"))
    assert form.content["items"] == [{"type": "short_text", "name": "a", "label": {"vi": "Gì?"}}]


def test_a_column_without_a_language_takes_the_default_one(tmp_path: Path) -> None:
    text = (
        "| survey |\n| | type | name | label |\n| | text | a | Vad? |\n| settings |\n| | default_language |\n| | sv |"
    )
    assert read_xlsform(write(tmp_path, text)).content["languages"] == ["sv"]


def test_an_empty_column_is_a_language_still_to_be_written(tmp_path: Path) -> None:
    text = "| survey |\n| | type | name | label::en | label::Svenska (sv) |\n| | text | a | Well? | |"
    assert read_xlsform(write(tmp_path, text)).content["languages"] == ["en", "sv"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("date | a | When? |", "Row 2, “a”: “date” cannot be asked here."),
        ("text | a | Sign | signature |", "Row 2, “a”: “text, signature” cannot be asked here."),
        ("start | a | |", "Row 2, “a”: “start” cannot be asked here."),
        ("text | a | |", "Row 2, “a”: the label is missing. Write what people should read."),
        ("text | form_key | A |", "Row 2, “form_key”: this name is taken by the form itself. Choose another."),
        (f"text | {'x' * 65} | A |", "the name must have at most 64 characters."),
        ("text | a | Hi {name} |", "Row 2, “a”: nothing is known to put in the place of {name}."),
        ("text | a | A | | . > 1", "Row 2, “a”: the column “relevant” cannot be used here. Leave it empty."),
        ("text | a | A | | | x", "Row 2, “a”: the column “default” cannot be used here. Leave it empty."),
        ("text | a | A | | | | maybe", "Row 2, “a”: required can only be yes or no."),
        ("select_one yn | a | A |", "Row 2, “a”: the choice “no” has no label."),
        ("select_one long | a | A |", "must be one word of at most 64 characters."),
        ("note | a | A |", "The form asks nothing. Add at least one question."),
        ("begin_repeat | a | A | |\n| | text | b | B | |\n| | end_repeat | | |", "Row 2, “a”: “repeat” cannot be"),
        ("text | a | A | |\n| | text | a | B |", "The name “a” is used more than once. Give each row its own."),
        ("text | a b | A |", "[row : 2]"),
        ("text | | A |", "[row : 2] Question or group with no name."),
        ("select_one nothing | a | A |", "nothing"),
        ("begin_group | g | G | |\n| | text | a | A |", "[row : 2] Unmatched 'begin_group'."),
    ],
)
def test_refused_with_the_row(tmp_path: Path, row: str, told: str) -> None:
    columns = "| | type | name | label::en | appearance | relevant | default | required |"
    choices = f"| choices |\n| | list_name | name | label::en |\n| | yn | no | |\n| | long | {'x' * 65} | X |"
    found = problems(write(tmp_path, f"| survey |\n{columns}\n| | {row} |\n{choices}"))
    assert any(told in problem for problem in found), found


def test_every_problem_is_told_at_once_and_what_can_be_asked_once(tmp_path: Path) -> None:
    found = problems(
        write(tmp_path, "| survey |\n| | type | name | label::en |\n| | date | a | A |\n| | time | b | B |")
    )
    assert len(found) == 4
    assert found[2].startswith("These can be asked: note; select_multiple LIST; select_one LIST;")


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ("label", "A label column does not say its language. Write it as label::English (en)."),
        (
            "label::Swedish",
            "The column for “Swedish” has no language code that we know. Write it as label::Svenska (sv).",
        ),
        ("label::vi | label::Vietnamese (vi)", "Two columns are both for the language “vi”. Keep one."),
    ],
)
def test_columns_of_languages_that_cannot_be_told_apart(tmp_path: Path, headers: str, told: str) -> None:
    more = "B " if "|" in headers else ""
    found = problems(write(tmp_path, f"| survey |\n| | type | name | {headers} |\n| | text | a | A | {more}|"))
    assert told in found


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("form.txt", b"", "form.txt: the file must end in .md, .csv or .xlsx."),
        ("form.md", b"", "form.md is no XLSForm: it needs a sheet “survey”"),
        ("form.md", b"# Notes\n\nSome text", "form.md is no XLSForm"),
        ("form.csv", b"id,text\n1,hello\n", "form.csv is no XLSForm"),
        ("form.csv", b"\xff\xfe\x00\x01", "form.csv cannot be read"),
        ("form.xlsx", b"PK\x03\x04 broken", "form.xlsx is no XLSForm"),
        ("form.md", b"| survey |\n| | type |\n| | text | a |", "form.md cannot be read"),
        ("form.md", b" " * 5_300_000, "form.md is larger than 5 MB"),
    ],
)
def test_what_is_no_xlsform(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert told in problems(tmp_path / name)[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "gone.md") == ["There is no file gone.md."]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("My_Survey 1", "my-survey-1"), ("--a--", "a"), ("Đường", "ng"), ("///", "survey"), ("x" * 90, "x" * 64)],
)
def test_slug(name: str, slug: str) -> None:
    assert make_slug(name) == slug
