"""A spreadsheet becomes a survey, or every problem is told with its row and what to write instead."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey.survey_problem import SurveyProblem
from survey.xlsform import read_xlsform
from survey.xlsform.form import make_slug
from survey.xlsform.headers import language_code

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


def test_questions_choices_hints_and_groups_inside_groups(tmp_path: Path) -> None:
    form = read_xlsform(write(tmp_path, SURVEY + CHOICES + SETTINGS))
    choices = [
        {"code": "yes", "label": {"en": "Yes", "vi": "Có"}},
        {"code": "no", "label": {"en": "No", "vi": "Không"}},
    ]
    hello = {"type": "note", "name": "hello", "label": {"en": "Hello", "vi": "Xin chào"}}
    a = {"type": "agreement", "name": "a", "label": {"en": "Well?", "vi": "Tốt?"}, "hint": {"vi": "Một"},
         "required": True, "list": "yn", "choices": choices}  # fmt: skip
    b = {
        "type": "several_choices",
        "name": "b",
        "label": {"en": "Which?", "vi": "Nào?"},
        "list": "yn",
        "choices": choices,
    }
    h = {"type": "group", "name": "h", "label": {"en": "Inner", "vi": "Trong"}, "items": [b]}
    c = {"type": "long_text", "name": "c", "label": {"en": "More?", "vi": "Thêm?"}}
    assert form.slug == "my-survey-1"
    assert form.content == {
        "languages": ["en", "vi"],
        "title": {"en": "My survey", "vi": "My survey"},
        "items": [
            hello,
            {"type": "group", "name": "g", "label": {"en": "About", "vi": "Về"}, "items": [a, h, c]},
        ],
        "settings": {"form_id": "My_Survey 1"},
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
        ("Vietnamese", "vi"),
        ("Português (pt-BR)", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("Chinese (zh-Hant)", "zh-Hant"),
        ("Portuguese (Brazil)", None),
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
    ("name", "content", "told"),
    [
        ("form.txt", b"", "form.txt: the file must end in .md, .csv or .xlsx."),
        ("form.md", b"", "form.md is no XLSForm: it needs a sheet “survey”"),
        ("form.md", b"# Notes\n\nSome text", "form.md is no XLSForm"),
        ("form.csv", b"id,text\n1,hello\n", "form.csv is no XLSForm"),
        ("form.csv", b"\xff\xfe\x00\x01", "form.csv is no XLSForm"),
        ("form.csv", "survey,\n,type,name\n,text,é".encode("latin-1"), "form.csv is not in UTF-8. Save it as"),
        ("form.xlsx", b"PK\x03\x04 broken", "form.xlsx cannot be read. Is the file whole"),
        (
            "form.md",
            b"| survey |\n| | type |\n| | text | a |",
            "row 2, column “C”: this column has no name",
        ),
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
