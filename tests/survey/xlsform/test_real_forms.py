"""Workbooks as people really make them: what is odd is read rightly, or named with sheet, row, column and a remedy."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from survey.survey_problem import SurveyProblem
from survey.xlsform import XLSForm, read_xlsform

Sheets = dict[str, list[tuple[Any, ...]]]
Tweak = Callable[[Workbook], None]
SURVEY = ("type", "name", "label::English (en)")
ONE = [SURVEY, ("text", "a", "A")]


def save(folder: Path, sheets: Sheets, tweak: Tweak | None = None) -> Path:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if tweak:
        tweak(book)
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


def read(folder: Path, sheets: Sheets, tweak: Tweak | None = None) -> XLSForm:
    return read_xlsform(save(folder, sheets, tweak))


def told(folder: Path, sheets: Sheets, tweak: Tweak | None = None) -> list[str]:
    with pytest.raises(SurveyProblem) as refused:
        read(folder, sheets, tweak)
    return refused.value.problems


def every(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from every(item.get("items", []))


def named(form: XLSForm) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in every(form.content["items"])}


def test_birds_with_the_spaces_and_quotes_that_people_leave(tmp_path: Path) -> None:
    rows = [
        ("type", "name ", "label::English (en)", "label::Español (es)", "required", "relevant", "constraint\u200b"),
        ("start", "start"), ("end", "end"), ("today", "today"),
        ("text", "observer", "Your name\u00a0", "Su nombre", "yes"),
        ("Select_One species ", "bird", "Which bird?", "¿Qué ave?", True),
        ("select_multiple  signs", "signs", "What did you see?", "¿Qué vio?"),
        ("integer", "count", "How many?", "¿Cuántas?", None, "${bird} != ‘none’", ". > 0 and\u00a0. <= 1000"),
        ("note", "thanks", "Thank you\nfor helping", "Gracias"),
    ]  # fmt: skip
    choices = [
        ("list name", "name", "label::English (en)", "label::Español (es)"),
        ("species", "robin", "Robin", "Petirrojo"), ("species", "none", "None", "Ninguna"), (None,),
        ("signs\t", "nest", "Nest", "Nido"), ("signs", "song", "Song", "Canto"),
    ]  # fmt: skip
    settings = [
        ("form_title", "form_id", "version", "default_language"),
        ("Birds", "birds", 2024010100, "English (en)"),
    ]
    found = named(read(tmp_path, {"survey": rows, "choices": choices, "settings": settings}))
    assert found["observer"]["label"] == {"en": "Your name", "es": "Su nombre"}
    assert (found["bird"]["type"], found["bird"]["required"]) == ("one_choice", True)
    assert found["count"]["logic"] == {"relevant": "${bird} != 'none'", "constraint": ". > 0 and . <= 1000"}
    assert [choice["code"] for choice in found["signs"]["choices"]] == ["nest", "song"]
    assert found["thanks"]["label"]["en"] == "Thank you\nfor helping"


def test_a_household_form_with_numbers_for_names_and_columns_of_another_tool(tmp_path: Path) -> None:
    rows = [
        ("type", "name", "Label::English ", "label:Francais", "required", "relevant", "kuid", None, "parameters"),
        ("begin_group", "hh", "Household", "Ménage"),
        ("select_one yn", "children", "Any children?", "Des enfants ?", 1, None, "x1"),
        ("integer", "how_many", "How many?", "Combien ?", "Yes ", "${children} = 1"),
        ("select_one yn or_other", "water", "Piped water?", "Eau courante ?"),
        ("end_group",),
        ("range", "satisfied", "How satisfied?", "Satisfait ?", 0, None, None, None, "start=0;end=10;step=1"),
    ]
    choices = [
        ("list_name", "name", "Label::English", "label::French"),
        ("yn", 1, "Yes", "Oui"),
        ("yn", 0.0, "No", "Non"),
    ]
    sheets = {"Survey": rows, "Choices": choices, "Settings": [("title", "id_string"), ("Household", "hh form")]}

    def hide(book: Workbook) -> None:
        book.create_sheet("scratch").append(["anything"])
        book["scratch"].sheet_state = "hidden"

    form = read(tmp_path, sheets, hide)
    found = named(form)
    assert (form.slug, form.content["title"], form.content["languages"]) == (
        "hh-form", {"en": "Household", "fr": "Household"}, ["en", "fr"]
    )  # fmt: skip
    assert [choice["code"] for choice in found["children"]["choices"]] == ["1", "0"]
    assert found["children"]["required"] is True and found["how_many"]["required"] is True
    assert "required" not in found["satisfied"]
    assert form.advice == (
        "survey sheet, row 5, column “type”: the choice “other” is in English for: French. To say it yourself, write "
        "it on the sheet “choices”, and a text after this question.",
    )


def test_an_event_evaluation_with_formulas_gaps_and_wrong_names(tmp_path: Path) -> None:
    rows = [
        ("Type ", " name", "label::English (en)", " Required "),
        ("text", "1st", "First"),
        ("select_one five", "q2", "=1+1", "yes"),
        (" ", None, "\u00a0"),
        ("select_one Five", "q3", "#REF!"),
        ("intger", "q4", "How old?"),
        ("text", "more\tinfo", "More"),
    ]
    choices = [
        ("list_name", "name", "label::English (en)"),
        ("five", "1", "Bad"),
        ("five", "1 ", "Good"),
        ("", "x", "X"),
    ]
    assert told(tmp_path, {"survey": rows, "choices": choices}) == [
        "survey sheet, row 2, column “name”: “1st” is no name. Use letters, digits, _ and -, and begin with a letter, "
        "as in q_1st.",
        "survey sheet, row 3, column “label::English (en)”: the formula here has no result. Open the file in a "
        "spreadsheet and save it, or write the text itself.",
        "survey sheet, row 3, column “label::English (en)”: the label is missing. Write what people should read.",
        "survey sheet, row 5, column “label::English (en)”: the spreadsheet has an error here: #REF!. Write the text "
        "itself.",
        "survey sheet, row 5, column “Type”: there is no list “Five” on the sheet “choices”. Did you mean “five”?",
        "survey sheet, row 6, column “Type”: “intger” cannot be asked here. Did you mean “integer”?",
        "survey sheet, row 7, column “name”: “more\tinfo” is no name. Use letters, digits, _ and -, and begin with a "
        "letter, as in more_info.",
        "choices sheet, row 3, column “name”: the list has “1” already. Give it another name.",
        "choices sheet, row 4, column “list_name”: the name of the list is missing.",
    ]


def test_a_cascade_with_merged_cells(tmp_path: Path) -> None:
    rows = [
        (*SURVEY, "choice_filter"),
        ("select_one state", "state", "State"),
        ("select_one county", "county", "County", "state=${state}"),
        ("select_one city", "city", "City", "state=${state} and county=${county}"),
    ]
    choices = [
        ("list_name", "name", "label::English (en)", "state", "county"),
        ("state", "tx", "Texas"), ("state", "wa", "Washington"), (None,),
        ("county", "king", "King", "wa"), ("county", "cameron", "Cameron", "tx"),
        ("city", "seattle", "Seattle", "wa", "king"), ("city", "brownsville", "Brownsville", "tx", "cameron"),
    ]  # fmt: skip
    found = named(read(tmp_path, {"survey": rows, "choices": choices}))
    assert found["city"]["logic"] == {"choice_filter": "state=${state} and county=${county}"}
    assert found["city"]["choices"][0]["columns"] == {"state": "wa", "county": "king"}

    def merge(book: Workbook) -> None:
        book["choices"].merge_cells("A7:A8")

    assert told(tmp_path, {"survey": rows, "choices": choices}, merge) == [
        "choices sheet, row 8, column “list_name”: the name of the list is missing."
    ]


def test_tables_of_the_newer_and_the_older_kind(tmp_path: Path) -> None:
    rows = [
        ("type", "name", "label", "appearance", "required"),
        ("begin_group", "new", "Rate our services", "table-list"),
        ("select_one s", "water", "Water", None, "yes"), ("select_one s", "roads", "Roads", None, "yes"),
        ("end_group",),
        ("select_one s", "overall", "Overall", "likert"),
        ("begin group", "old", "Older", "field-list"),
        ("select_one s", "head", "How is it?", "label"),
        ("select_one s", "bus", "Bus", "list-nolabel"), ("select_one s", "train", "Train", "list-nolabel"),
        ("end group",),
    ]  # fmt: skip
    choices = [("list_name", "name", "label"), *(("s", number, f"Grade {number}") for number in range(1, 6))]
    settings = [("form_title", "form_id", "default_language"), ("Services", "services", "English (en)")]
    found = named(read(tmp_path, {"survey": rows, "choices": choices, "settings": settings}))
    assert found["new"]["appearance"] == "table-list" and "table-list" in found["old"]["appearance"]
    assert found["head"] == {"type": "note", "name": "head", "label": {"en": "How is it?"}}
    assert found["overall"]["type"] == "agreement"


def test_languages_with_broken_tags(tmp_path: Path) -> None:
    headers = (
        "label::English", "label:Francais", "label::Español(es)", "hint::english (EN)", "label::Tiếng Việt (vn)",
        "label::zh-Hant", "label::Portuguese (Brazil)", "label::Elvish",
    )  # fmt: skip
    rows = [("type", "name", *headers), ("text", "a", *"ABCDEFGH")]
    no_code = "has no language code that we know. Write it as"
    assert told(tmp_path, {"survey": rows}) == [
        f"survey sheet, row 1, column “label::Tiếng Việt (vn)”: “Tiếng Việt (vn)” {no_code} label::Tiếng Việt (vi).",
        f"survey sheet, row 1, column “label::Portuguese (Brazil)”: “Portuguese (Brazil)” {no_code} "
        "label::Portuguese (pt).",
        f"survey sheet, row 1, column “label::Elvish”: “Elvish” {no_code} label::Svenska (sv).",
    ]
    good = [row[:6] + row[7:8] for row in rows]
    form = read(tmp_path, {"survey": good})
    assert form.content["languages"] == ["en", "fr", "es", "zh-Hant"]
    assert named(form)["a"]["hint"] == {"en": "D"}


@pytest.mark.parametrize("sheets, problem", [
    ({"Survey ": ONE, "notes": []}, "The sheet “Survey ” is not read. Rename it to “survey”."),
    ({"survey": ONE, "choice": [("list_name", "name")]}, "The sheet “choice” is not read. Rename it to “choices”."),
    ({"survey": [SURVEY, *[()] * 61, ("text", "a", "A")]},
     "survey sheet, row 63, column “type”: more than 60 empty rows stand before this one. Delete them."),
    ({"survey": [(*SURVEY, *[None] * 21, "relevant"), ("text", "a", "A")]},
     "survey sheet, row 1, column “relevant”: more than 20 empty columns stand before this one. Delete them."),
    ({"survey": [(*SURVEY, "hint::en", " hint::en"), ("text", "a", "A", "B", "C")]},
     "survey sheet, row 1, column “hint::en”: this column stands there twice. Keep one."),
    ({"survey": [(*SURVEY, "relevant", "relevant"), ("text", "a", "A")]},
     "survey sheet, row 1, column “relevant”: this column stands there twice. Keep one."),
    ({"survey": [(*SURVEY, 2026), ("text", "a", "A")]},
     "survey sheet, row 1, column “2026”: the name of a column must be a text."),
    ({"survey": [SURVEY, *(("text", f"q{number}", "Q") for number in range(10_000))]},
     "survey sheet, row 1003, column “type”: a survey has at most 1,000 questions and groups. Divide it."),
    ({"survey": [SURVEY, ("select_one s", "a", "A")],
      "choices": [("list_name", "name", "label::English (en)"), *(("s", number, "X") for number in range(10_000))]},
     "choices sheet, row 3002, column “list_name”: the list “s” is longer than 3,000 choices. Ask for less at once, or "
     "for a text."),
])  # fmt: skip
def test_what_would_be_passed_over_is_told(tmp_path: Path, sheets: Sheets, problem: str) -> None:
    assert problem in told(tmp_path, sheets)


def test_cells_that_are_no_text(tmp_path: Path) -> None:
    rows = [
        (*SURVEY, "default"),
        ("date", "day", "Day", datetime(2026, 1, 2)), ("time", "hour", "Hour", time(9, 30)),
        ("integer", "n", 2026, 5.0), ("decimal", "m", "M", 0.5),
    ]  # fmt: skip
    found = named(read(tmp_path, {"survey": rows}))
    assert [found[name]["default"] for name in ("day", "hour", "n", "m")] == ["2026-01-02", "09:30:00", "5", "0.5"]
    assert found["n"]["label"] == {"en": "2026"}


def test_a_formula_with_a_result_is_its_result(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "form.xlsx") as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(0, 0, SURVEY)
        sheet.write_row(1, 0, ("text", "a"))
        sheet.write_formula(1, 2, '=CONCATENATE("How ","are you?")', value="How are you?")
    assert named(read_xlsform(tmp_path / "form.xlsx"))["a"]["label"] == {"en": "How are you?"}


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_saved_by_any_spreadsheet(tmp_path: Path, between: str, coding: str) -> None:
    lines = ["survey|||", "|type|name|label::sv", "|text|a|Hur mår du, egentligen?", "|text|b|Å; sedan"]
    cells = [[f'"{cell}"' for cell in line.split("|")] for line in lines]
    (tmp_path / "form.csv").write_bytes("\r\n".join(between.join(row) for row in cells).encode(coding))
    found = named(read_xlsform(tmp_path / "form.csv"))
    assert [found[name]["label"]["sv"] for name in "ab"] == ["Hur mår du, egentligen?", "Å; sedan"]


@pytest.mark.parametrize("name, text, problem", [
    ("form.csv", "survey,\n,type,name,label::en,label::en\n,text,a,A,B", "“label::en”: this column stands there twice"),
    ("form.md", "| survey |\n| | type | name | label::en | label::en |", "“label::en”: this column stands there"),
    ("form.md", "| Survey  |\n| | type | name | label::en |\n| | text | a | A |\n| choises |\n| | name |",
     "The sheet “choises” is not read. Rename it to “choices”."),
    ("form.csv", "type,name,label::en\ntext,a,A", "form.csv is no XLSForm: in a CSV file a row with “survey”"),
])  # fmt: skip
def test_tables_that_are_text(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SurveyProblem) as refused:
        read_xlsform(tmp_path / name)
    assert problem in refused.value.problems[0]


def test_a_column_without_a_name_is_mentioned(tmp_path: Path) -> None:
    form = read(tmp_path, {"survey": [SURVEY, ("text", "a", "A", None, "to be asked again?")]})
    assert form.advice == ("survey sheet, row 2, column “E”: this column has no name, so nothing in it is read.",)
