"""Forms of the kinds that XLSForm's own documentation shows, as they are read here."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from survey.xlsform import read_xlsform
from survey.xlsform.check import every

FORMS = Path(__file__).parent / "forms"


def item(form: str, name: str) -> dict[str, Any]:
    (path,) = FORMS.glob(f"{form}.*")
    return next(found for found in every(read_xlsform(path).content["items"]) if found["name"] == name)


def names(form: str) -> list[str]:
    (path,) = FORMS.glob(f"{form}.*")
    return [found["name"] for found in every(read_xlsform(path).content["items"])]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("today", {"type": "calculation", "logic": {"calculation": "today()"}}),
        ("street", {"type": "short_text", "required": True}),
        ("story", {"type": "long_text", "parameters": {"rows": "4"}}),
        ("nickname", {"type": "short_text", "default": "guest"}),
        ("people", {"type": "integer", "default": "1", "appearance": "numbers"}),
        ("distance", {"type": "decimal", "default": "0.5"}),
        ("moved", {"type": "date", "default": "2020-01-31"}),
        ("written", {"type": "date", "default": "today()"}),
        ("leaves", {"type": "time", "default": "07:30"}),
        ("bus", {"type": "one_choice", "list": "yn", "default": "yes", "appearance": "minimal"}),
        ("agree", {"type": "agreement", "list": "yn"}),
        ("which_days", {"type": "several_choices", "default": "mon tue", "appearance": "columns-3"}),
        ("best_days", {"type": "rank", "list": "days"}),
        ("mark", {"type": "range", "parameters": {"start": "0", "end": "10", "step": "2"}}),
        ("understood", {"type": "acknowledge", "required": True}),
        ("place", {"type": "place", "parameters": {"capture-accuracy": "10"}}),
        ("picture", {"type": "image", "appearance": "new-front", "parameters": {"max-pixels": "1600"}}),
        ("poster", {"type": "hidden", "default": "library"}),
        ("double", {"type": "calculation", "logic": {"calculation": "${people} * 2"}}),
    ],
)
def test_every_type(name: str, held: dict[str, Any]) -> None:
    found = item("all_types", name)
    assert {part: found[part] for part in held} == held


def test_times_are_kept_by_the_server() -> None:
    assert names("all_types")[:2] == ["today", "hello"]


def test_lists_that_hang_on_earlier_answers() -> None:
    town = item("cascade", "town")
    assert town["logic"] == {"relevant": "${county} != ''", "choice_filter": "county = ${county}"}
    assert [choice["columns"] for choice in town["choices"]] == [
        {"county": "north"}, {"county": "north"}, {"county": "south"},
    ]  # fmt: skip


def test_an_order_drawn_by_lot() -> None:
    assert item("cascade", "used")["parameters"] == {"randomize": "true", "seed": "42"}


def test_conditions_and_messages_in_two_languages() -> None:
    age = item("skips", "age")
    assert age["messages"]["required"] == {"en": "We need your age.", "es": "Necesitamos su edad."}
    assert age["messages"]["constraint"]["es"] == "Escriba una edad de 0 a 119."
    assert item("skips", "dog")["logic"] == {"relevant": "selected(${pets}, 'dog')"}
    assert item("skips", "walk_count")["logic"] == {"required": "${age} > 18"}


def test_groups_inside_groups() -> None:
    assert [inner["name"] for inner in item("skips", "dog")["items"]] == ["dog_name", "walks", "licence"]


def test_a_table() -> None:
    assert item("tables", "trust")["appearance"] == "table-list minimal"
    assert names("tables")[:5] == ["trust", "trust_note", "police", "school", "clinic"]


def test_a_table_in_the_older_way() -> None:
    ease = item("tables", "ease")
    assert ease["appearance"] == "field-list table-list"
    assert [(row["type"], "appearance" in row) for row in ease["items"]] == [
        ("note", False), ("one_choice", False), ("one_choice", False),
    ]  # fmt: skip


def test_other_belongs_to_the_question_that_asks_for_it() -> None:
    favourite, worst, text = (item("or_other", name) for name in ("favourite", "worst", "favourite_other"))
    assert favourite["choices"][-1] == {"code": "other", "label": {"sv": text_in("sv")[0], "en": "Other"}}
    assert [choice["code"] for choice in worst["choices"]] == ["apple", "pear"]
    assert text["logic"] == {"relevant": "selected(${favourite}, 'other')"}
    assert text["label"]["en"] == "What is it? Say it in your own words."


def text_in(code: str) -> tuple[str, str]:
    from survey.xlsform.choices import other_words

    return other_words(code)


def test_a_list_may_have_its_own_other() -> None:
    reason = item("or_other", "reason")
    assert [choice["label"]["en"] for choice in reason["choices"]] == ["The taste", "Something else"]
    assert names("or_other")[-1] == "reason_other"


def test_the_default_language_comes_first() -> None:
    assert read_xlsform(FORMS / "or_other.md").content["languages"] == ["sv", "en"]


def test_columns_of_one_language_under_other_names() -> None:
    assert item("right_to_left", "clean")["hint"] == {"ar": "اختر إجابة واحدة"}


def test_texts_that_look_like_something_else() -> None:
    assert item("words", "first")["label"]["en"] == (
        "Line one\nline two\n\n- a *list*\n- of [links](https://example.org)"
    )
    assert item("words", "formula")["label"]["en"] == "=1+1 is not reckoned"
    assert item("words", "pipes")["label"]["en"] == "A | B, and a back\\slash"
    assert item("words", "spread")["logic"] == {"relevant": """${numbers} = "it's" or ${pipes} = 'a "b"'"""}


def test_names_of_columns_from_earlier_years() -> None:
    assert item("old_style", "owns")["required"]
    assert item("old_style", "rooms")["messages"]["constraint"]["fr"] == "De 1 à 49, s'il vous plaît"
    assert item("old_style", "heating")["type"] == "several_choices"


def test_a_row_that_is_switched_off() -> None:
    assert names("empty_language") == ["a", "b", "d"]


def test_a_hint_for_interviewers_is_left_out_and_said(tmp_path: Path) -> None:
    text = "| survey |\n| | type | name | label::en | guidance_hint::en |\n| | text | a | A | Ask twice |"
    (tmp_path / "form.md").write_text(text, "utf-8")
    (advice,) = read_xlsform(tmp_path / "form.md").advice
    assert advice.startswith("survey sheet, row 2, column “guidance_hint::en”: this hint is for interviewers")


def test_cells_of_a_workbook_that_are_no_texts(tmp_path: Path) -> None:
    """Spreadsheets make numbers, days and truths of what looks like them."""
    with xlsxwriter.Workbook(tmp_path / "cells.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        survey, choices = book.add_worksheet("survey"), book.add_worksheet("choices")
        for number, row in enumerate([
            ["type", "name", "label::en", "required", "default"],
            ["select_one yn", "a", 2026, True, 1],
            [],
            ["date", "b", "When?", False, datetime(2026, 3, 31)],
            ["decimal", "c", "How far?", None, 0.5],
        ]):  # fmt: skip
            survey.write_row(number, 0, row)
        for number, row in enumerate([["list_name", "name", "label::en"], ["yn", 1, "Yes"], ["yn", 0, "No"]]):
            choices.write_row(number, 0, row)
    a, b, c = read_xlsform(tmp_path / "cells.xlsx").content["items"]
    assert a["label"] == {"en": "2026"} and a["required"] and a["default"] == "1"
    assert [choice["code"] for choice in a["choices"]] == ["1", "0"]
    assert b["default"] == "2026-03-31" and "required" not in b
    assert c["default"] == "0.5"
