"""What is wrong with a form is told with sheet, row and column, and what to write instead; all of it at once."""

from pathlib import Path

import pytest

from survey.survey_problem import SurveyProblem
from survey.xlsform import read_xlsform

COLUMNS = (
    "type", "name", "label::en", "appearance", "relevant", "required", "constraint", "choice_filter", "default",
    "parameters", "calculation",
    "required_message::en", "constraint_message::en", "read_only", "trigger", "media::image",
)  # fmt: skip
LONG = "x" * 65
CHOICES = f"""
| choices |
| | list_name | name | label::en | area |
| | yn | yes | Yes | north |
| | yn | no | No | south |
| | bare | a | | |
| | twice | a | A | |
| | twice | a | B | |
| | long | {LONG} | X | |
| | | lost | X | |
| | nameless | | X | |
"""


def table(rows: list[dict[str, str]]) -> str:
    lines = ["| survey |", "| | " + " | ".join(COLUMNS) + " |"]
    return "\n".join([*lines, *("| | " + " | ".join(row.get(column, "") for column in COLUMNS) + " |" for row in rows)])


def row(kind: str, name: str, label: str = "A", **cells: str) -> dict[str, str]:
    headers = {header.partition("::")[0]: header for header in COLUMNS}
    more = {headers[part]: text for part, text in cells.items()}
    return {"type": kind, "name": name, "label::en": label} | more


def told(folder: Path, text: str) -> list[str]:
    path = folder / "form.md"
    path.write_text(text, "utf-8")
    with pytest.raises(SurveyProblem) as refused:
        read_xlsform(path)
    return refused.value.problems


def of_row(folder: Path, *rows: dict[str, str], choices: str = "") -> list[str]:
    good = (
        "\n| choices |\n| | list_name | name | label::en | area |\n| | yn | yes | Yes | north |\n| | yn | no | No | |"
    )
    return told(folder, table(list(rows)) + (choices or good))


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("", "the type is missing. These can be asked:"),
        ("dreams", "“dreams” cannot be asked here. These can:"),
        ("begin_repeat", "questions cannot be repeated here. Write them out as often as they may be needed"),
        ("deviceid", "nothing about the device or the person who holds it is stored. Delete this row."),
        ("username", "nothing about the device"),
        ("audit", "nothing about the device"),
        ("audio", "sound, films and files cannot be sent. Ask for a text or an image instead."),
        ("video", "sound, films and files cannot be sent."),
        ("file", "sound, films and files cannot be sent."),
        ("barcode", "codes cannot be scanned. Ask for a text instead."),
        ("geotrace", "lines and areas cannot be drawn. Ask for one place with geopoint"),
        ("geoshape", "lines and areas cannot be drawn."),
        ("dateTime", "ask for the day with date and for the time with time."),
        ("select_one_from_file towns.csv", "lists in files of their own cannot be used."),
        ("select_multiple_from_file towns.csv", "lists in files of their own cannot be used."),
        ("csv-external", "lists in files of their own cannot be used."),
        ("select_one towns", "there is no list “towns” on the sheet “choices”."),
        ("end_group", "no group is open here. Delete this row, or write begin_group before."),
        ("begin_group", "this group has no end. Write a row end_group after its last question."),
        ("rank yn or_other", "or_other does not go with this."),
    ],
)
def test_types(tmp_path: Path, kind: str, what: str) -> None:
    found = of_row(tmp_path, row(kind, "a"), row("text", "other"))
    assert found[0].startswith(f"survey sheet, row 2, column “type”: {what}"), found


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "the name is missing."),
        ("a b", "“a b” is no name. Use letters, digits, _ and -, and begin with a letter, as in a_b."),
        ("1st", "“1st” is no name. Use letters, digits, _ and -, and begin with a letter, as in q_1st."),
        ("form_key", "the form itself uses the name “form_key”. Choose another."),
        ("form_website", "the form itself uses the name “form_website”. Choose another."),
        ("__proto__", "the form itself uses the name “__proto__”. Choose another."),
        (LONG, "the name must have at most 64 characters."),
        ("first", "the name “first” stands in row 2 already. Give each row its own."),
    ],
)
def test_names(tmp_path: Path, name: str, what: str) -> None:
    found = of_row(tmp_path, row("text", "first"), row("text", name))
    assert found == [f"survey sheet, row 3, column “name”: {what}"] or found[0].startswith(
        f"survey sheet, row 3, column “name”: {what}"
    )


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"relevant": "${age} >"}, "relevant", "“${age} >” cannot be read:"),
        (
            {"relevant": "${aeg} > 3"},
            "relevant",
            "no question has the name “aeg” that ${aeg} asks for. Did you mean ${age}?",
        ),
        ({"relevant": "${hello} = 'x'"}, "relevant", "no question has the name “hello”"),
        ({"relevant": "foo(${age})"}, "relevant", "there is no function"),
        ({"relevant": "pulldata('a', 'b')"}, "relevant", "there is no function"),
        ({"relevant": "${age"}, "relevant", "write a question in an expression as ${name}."),
        ({"relevant": "selected(${well}, 'maybe')"}, "relevant", "“maybe” is no choice of “well”, which has: yes, no."),
        ({"relevant": "'maybe' != ${well}"}, "relevant", "“maybe” is no choice of “well”"),
        ({"required": "maybe"}, "required", "“maybe” stands without quotes. Write a question as ${name}, and a choice"),
        ({"constraint": ". > 1 ("}, "constraint", "cannot be read"),
        ({"calculation": "1 +"}, "calculation", "cannot be read"),
        ({"choice_filter": "area = 'x'"}, "choice_filter", "this question has no choices. Leave it empty."),
        ({"default": "twelve"}, "default", "“twelve” is no answer to this question."),
        ({"default": "1.5"}, "default", "“1.5” is no answer to this question. Enter a whole number, such as 12."),
        ({"default": "round(2.4, 1)"}, "default", "“2.4” is no answer to this question."),
        ({"default": "regex('a', '[')"}, "default", "“[” of regex() cannot be read from character 2 on."),
        ({"constraint": "regex(., '[')"}, "constraint", "“[” of regex() cannot be read from character 2 on. Write \\ "),
        ({"relevant": r"not(regex(${age}, '(\q)'))"}, "relevant", "of regex() cannot be read from character"),
        ({"default": "${age} + (1)"}, "default", "a form that is opened has no answers yet."),
        ({"default": "North (old town)"}, "default", "Write a text that has brackets in quotes"),
        ({"parameters": "rows=3"}, "parameters", "“rows” cannot be set here. Leave it empty."),
        ({"parameters": "start"}, "parameters", "write them as name=value, such as start=0 end=10."),
        ({"required_message": "Do"}, "required_message::en", "the column “required” is empty."),
        ({"constraint_message": "Do"}, "constraint_message::en", "the column “constraint” is empty."),
        ({"read_only": "yes"}, "read_only", "nobody could answer it. Write a note, or leave this empty."),
        ({"trigger": "${age}"}, "trigger", "calculations follow every answer by themselves. Leave it empty."),
        ({"media": "a.png"}, "media::image", "pictures and sounds cannot be shown with a text."),
        ({"appearance": "signature"}, "appearance", "the appearance “signature” cannot be shown here."),
        ({"label": ""}, "label::en", "the label is missing. Write what people should read."),
        ({"label": "Hi {name}"}, "label::en", "nothing is known to put in the place of {name}."),
        ({"label": "Hi ${age}"}, "label::en", "an answer cannot be put into a text. Write the text without ${age}."),
        ({"relevant": "${a} = 1"}, "relevant", "these questions decide about each other in a circle:"),
    ],
)
def test_cells(tmp_path: Path, cells: dict[str, str], column: str, what: str) -> None:
    before = [row("integer", "age"), row("note", "hello"), row("select_one yn", "well")]
    found = of_row(tmp_path, *before, row("integer", "a", **cells))
    assert len(found) == 1
    assert found[0].startswith(f"survey sheet, row 5, column “{column}”: "), found
    assert what in found[0]


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"choice_filter": "town = 'x'"}, "choice_filter", "the sheet “choices” has no column “town” for this list."),
        ({"choice_filter": "area ="}, "choice_filter", "cannot be read"),
        ({"default": "perhaps"}, "default", "“perhaps” is no answer to this question. Choose one of the answers"),
        ({"parameters": "randomize=often"}, "parameters", "randomize can only be true or false."),
        ({"parameters": "randomize=true seed=x"}, "parameters", "seed must be a number"),
        ({"parameters": "seed=3"}, "parameters", "goes with randomize=true."),
        ({"parameters": "value=id"}, "parameters", "“value” cannot be set here, only randomize, seed."),
    ],
)
def test_cells_of_a_question_with_choices(tmp_path: Path, cells: dict[str, str], column: str, what: str) -> None:
    (found,) = of_row(tmp_path, row("select_one yn", "a", **cells))
    assert found.startswith(f"survey sheet, row 2, column “{column}”: ")
    assert what in found


@pytest.mark.parametrize(
    ("parameters", "what"),
    [
        ("start=a", "start, end and step must be numbers."),
        ("start=1 end=1", "start and end must differ, and step must not be 0."),
        ("start=1 end=5 step=0", "start and end must differ, and step must not be 0."),
        ("begin=1", "“begin” cannot be set here, only start, end, step"),
    ],
)
def test_ranges(tmp_path: Path, parameters: str, what: str) -> None:
    (found,) = of_row(tmp_path, row("range", "a", parameters=parameters))
    assert found.startswith(f"survey sheet, row 2, column “parameters”: {what}")


@pytest.mark.parametrize(
    ("kind", "default", "what"),
    [
        ("range", "50", "Enter a number from 1 to 10 in steps of 1."),
        ("range", "1.5", "Enter a number from 1 to 10 in steps of 1."),
        ("decimal", "about 3", "Enter a number, such as 12."),
        ("date", "2026-02-31", "Enter a day that exists, such as 2026-03-31."),
        ("date", "if(true(), '2026-02-31', '')", "Enter a day that exists, such as 2026-03-31."),
        ("time", "25:00", "Enter a time, such as 14:30."),
        ("acknowledge", "yes", "Choose one of the answers shown."),
        ("select_multiple yn", "yes maybe", "Choose among the answers shown."),
        ("rank yn", "maybe", "Choose among the answers shown."),
        ("text", "x" * 301, "300"),
    ],
)
def test_defaults_that_nobody_could_answer(tmp_path: Path, kind: str, default: str, what: str) -> None:
    (found,) = of_row(tmp_path, row(kind, "a", default=default))
    assert found.startswith("survey sheet, row 2, column “default”: “")
    assert what in found.partition("is no answer to this question. ")[2]


@pytest.mark.parametrize(
    ("kind", "default"),
    [("range", "10"), ("date", "today()"), ("date", "now()"), ("time", "now()"), ("decimal", "1,5"), ("rank yn", "no"),
     ("select_multiple yn", "no yes"), ("acknowledge", "OK"), ("hidden", "library"), ("image", "a.png"),
     ("integer", "round(1e308, 3) - 1e308")],
)  # fmt: skip
def test_defaults_that_can_be(tmp_path: Path, kind: str, default: str) -> None:
    bad = row("text", "b", default="x" * 301)  # without it there would be nothing to tell
    (found,) = of_row(tmp_path, row(kind, "a", default=default), bad)
    assert found.startswith("survey sheet, row 3, column “default”")


def test_choices(tmp_path: Path) -> None:
    assert told(tmp_path, table([row("text", "a")]) + CHOICES) == [
        "choices sheet, row 4, column “label::en”: the choice “a” has no label.",
        "choices sheet, row 6, column “name”: the list has “a” already. Give it another name.",
        f"choices sheet, row 7, column “name”: “{LONG}” must be one word of at most 64 characters.",
        "choices sheet, row 8, column “list_name”: the name of the list is missing.",
        "choices sheet, row 9, column “name”: the name of the choice is missing.",
    ]


@pytest.mark.parametrize(
    ("cells", "column", "what"),
    [
        ({"required": "yes"}, "required", "a group can only have relevant and appearance. Leave it empty."),
        ({"relevant": "${inner} = 1"}, "relevant", "in a circle"),
        ({"relevant": "1 +"}, "relevant", "cannot be read"),
    ],
)
def test_groups(tmp_path: Path, cells: dict[str, str], column: str, what: str) -> None:
    rows = [row("begin_group", "g", **cells), row("integer", "inner"), row("end_group", "")]
    found = of_row(tmp_path, *rows)
    assert any(f"column “{column}”" in problem and what in problem for problem in found), found


def test_a_table_has_one_list_of_choices(tmp_path: Path) -> None:
    group = row("begin_group", "g", appearance="table-list")
    rows = [group, row("select_one yn", "a"), row("select_one other", "b"), row("end_group", "")]
    (found,) = of_row(
        tmp_path, *rows,
        choices="\n| choices |\n| | list_name | name | label::en |\n| | yn | y | Y |\n| | other | y | Y |",
    )  # fmt: skip
    assert found.startswith("survey sheet, row 2, column “appearance”: the questions of a table choose from one list")


def test_groups_have_a_depth_that_people_can_follow(tmp_path: Path) -> None:
    rows = [row("begin_group", f"g{depth}") for depth in range(400)]
    found = of_row(tmp_path, row("text", "a"), *rows, *[row("end_group", "")] * 400)
    assert found == ["survey sheet, row 8, column “type”: groups can stand at most 5 deep."]


@pytest.mark.parametrize(
    ("headers", "what"),
    [
        ("label", "column “label”: it does not say its language. Write it as label::English (en)."),
        (
            "label::Elvish",
            "column “label::Elvish”: “Elvish” has no language code that we know. Write it as label::Svenska (sv).",
        ),
        (
            "label::vi | label::Vietnamese (vi)",
            "column “label::Vietnamese (vi)”: it says the same as the column “label::vi”. Keep one.",
        ),
        ("label::vi | relevnt", "column “relevnt”: there is no such column. Did you mean “relevant”?"),
        ("label::vi | requird", "column “requird”: there is no such column. Did you mean “required”?"),
    ],
)
def test_columns(tmp_path: Path, headers: str, what: str) -> None:
    cells = " | ".join("B" for _header in headers.split(" | "))
    found = told(tmp_path, f"| survey |\n| | type | name | {headers} |\n| | text | a | {cells} |")
    assert f"survey sheet, row 1, {what}" in found


def test_a_default_language_without_a_code(tmp_path: Path) -> None:
    found = told(tmp_path, table([row("text", "a")]) + "\n| settings |\n| | default_language |\n| | Elvish |")
    assert found == [
        "settings sheet, row 2, column “default_language”: write a language with its code, such as English (en)."
    ]


def test_every_problem_is_told_at_once_in_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [row("audio", "a"), row("select_one yn", "b", relevant="1 +", default="x"), row("text", "b")]
    found = of_row(tmp_path, *rows, choices=CHOICES)
    assert [problem.partition(", column")[0] for problem in found] == [
        "survey sheet, row 2", "survey sheet, row 3", "survey sheet, row 3", "survey sheet, row 4",
        *(f"choices sheet, row {number}" for number in (4, 6, 7, 8, 9)),
    ]  # fmt: skip


def test_a_form_must_ask_something(tmp_path: Path) -> None:
    assert of_row(tmp_path, row("note", "a")) == ["The form asks nothing. Add at least one question."]


def test_a_form_must_speak_a_language(tmp_path: Path) -> None:
    found = told(tmp_path, "| survey |\n| | type | name | default |\n| | hidden | a | x |")
    assert found == ["The form has no language. Add a column label::English (en) to the sheet “survey”."]
