"""What each kind of question accepts, keeps, shows and counts."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from survey.form_content import Choice, Question
from survey.question_types import question_type, question_types, written_as

CHOICES = tuple(Choice(code, {"en": f"Choice {code}", "sv": f"Val {code}"}) for code in ("1", "2", "-8"))
CLOSED = ("one_choice", "agreement", "scale")
TYPED = ("date", "decimal", "integer", "place", "short_text", "long_text", "time", "range", "hidden")
ASKING = (*CLOSED, *TYPED, "several_choices", "rank", "acknowledge")
ALL = tuple(sorted((*ASKING, "note", "calculation")))


def fill(kind: str, *typed: str, required: bool = False) -> tuple[str | None, str]:
    """What is stored, and the first error, for what was typed."""
    limits = {"start": "0", "end": "10", "step": "2.5"}
    question = Question(kind, "Q", {"en": "Question?"}, {"en": ""}, required, CHOICES, parameters=limits)
    form = BaseForm({"Q": question_type(kind).field(question, "en")})
    form.process(MultiDict([("Q", value) for value in typed]))
    form.validate()
    return question_type(kind).store(form["Q"].data), next(iter(form["Q"].errors), "")


def test_every_file_is_a_type_with_a_drawing() -> None:
    assert tuple(name for name in question_types() if name != "image") == ALL
    assert all(kind.drawing and kind.xlsform and kind.written for kind in question_types().values())


@pytest.mark.parametrize(
    ("kind", "appearance", "name"),
    [
        ("note", "", "note"),
        ("text", "", "short_text"),
        ("text", "multiline", "long_text"),
        ("select one", "", "one_choice"),
        ("select one", "likert", "agreement"),
        ("select one", "scale", "scale"),
        ("select all that apply", "", "several_choices"),
        ("select one", "map", None),
        ("date", "", "date"),
        ("integer", "", "integer"),
        ("geopoint", "", "place"),
        ("odk:rank", "", "rank"),
        ("audio", "", None),
    ],
)
def test_type_of_an_xlsform_row(kind: str, appearance: str, name: str | None) -> None:
    assert written_as(kind, appearance) == name


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        *((kind, (), None) for kind in ASKING),
        *((kind, ("",), None) for kind in ASKING),
        *((kind, ("2",), "2") for kind in CLOSED),
        *((kind, (" ",), None) for kind in CLOSED),
        ("scale", ("-8",), "-8"),
        ("one_choice", ("1", "2"), "1"),
        ("several_choices", ("2", "1", "2"), "2 1"),
        ("short_text", ("  two \r\n lines ",), "two lines"),
        ("long_text", ("  two \r\n lines ",), "two \n lines"),
        ("long_text", ("NUL\x00 and \ud800half",), "NUL and half"),
        ("long_text", ("e\u0301",), "é"),
        ("long_text", ("<b>' OR 1=1 --",), "<b>' OR 1=1 --"),
        ("long_text", (" \n ",), None),
        ("integer", ("34",), "34"),
        ("integer", (" ٣٤ ",), "34"),
        ("integer", ("1 234",), "1234"),
        ("integer", ("-7",), "-7"),
        ("integer", ("−7",), "-7"),
        ("integer", ("12.0",), "12"),
        ("integer", ("007",), "7"),
        ("decimal", ("0,5",), "0.5"),
        ("decimal", ("۱٫۵",), "1.5"),
        ("decimal", ("१.५",), "1.5"),
        ("decimal", ("1.500",), "1.5"),
        ("decimal", ("-0",), "0"),
        ("decimal", ("\u200f12\u200f",), "12"),
        ("range", ("7.5",), "7.5"),
        ("date", ("2026-02-28",), "2026-02-28"),
        ("time", ("14:30",), "14:30"),
        ("time", ("14:30:59",), "14:30"),
        ("time", ("09.05",), "09:05"),
        ("acknowledge", ("OK",), "OK"),
        ("place", (" Storgatan / Kyrkogatan ",), "Storgatan / Kyrkogatan"),
        ("hidden", ("poster 4",), "poster 4"),
        ("rank", ("2 1", "1 2", ""), "2 1"),
        ("rank", ("-8 1",), "-8"),
        ("long_text", ("å" * 10_000,), "å" * 10_000),
    ],
)
def test_stored(kind: str, typed: tuple[str, ...], stored: str | None) -> None:
    assert fill(kind, *typed) == (stored, "")


@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        *((kind, "9", "Choose one of the answers shown.") for kind in CLOSED),
        *((kind, "1\x00", "Choose one of the answers shown.") for kind in CLOSED),
        ("several_choices", "9", "Choose among the answers shown."),
        *(
            ("integer", typed, "Enter a number, such as 12.")
            for typed in ("many", "1,2,3", "1e3", "½", "²", "9" * 40, "-")
        ),
        ("integer", "1.5", "Enter a whole number, such as 12."),
        ("decimal", "0x10", "Enter a number, such as 12."),
        *(("range", typed, "Enter a number from 0 to 10 in steps of 2.5.") for typed in ("-1", "11", "3")),
        *(
            ("date", typed, "Enter a day that exists, such as 2026-03-31.")
            for typed in ("2026-02-30", "31/3/2026", "20260331", "2026-W10-1", "0000-01-01")
        ),
        *(("time", typed, "Enter a time, such as 14:30.") for typed in ("24:00", "9:5", "noon", "14:30 15:00")),
        ("acknowledge", "yes", "Choose one of the answers shown."),
        ("short_text", "x" * 301, "This is longer than 300 characters. Shorten it by 1 character."),
        ("long_text", "x" * 11_500, "This is longer than 10,000 characters. Shorten it by 1,500 characters."),
    ],
)
def test_refused_and_kept_for_mending(kind: str, typed: str, error: str) -> None:
    kept, said = fill(kind, typed)
    assert said == error
    assert kept == typed


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("9 1",), "Choose among the answers shown."),
        (("1 2",), "Give each place once, from 1 on."),
        (("1 0",), "Give each place once, from 1 on."),
        (("1 1", "2 1"), "Give each place once, from 1 on."),
    ],
)
def test_an_order_with_gaps_is_refused(typed: tuple[str, ...], error: str) -> None:
    assert fill("rank", *typed)[1] == error


@pytest.mark.parametrize("kind", [kind for kind in ASKING if kind != "hidden"])
@pytest.mark.parametrize("typed", [(), ("",), ("  ",)])
def test_required(kind: str, typed: tuple[str, ...]) -> None:
    assert fill(kind, *typed, required=True)[1]


@pytest.mark.parametrize(
    ("kind", "value", "language", "shown"),
    [
        ("one_choice", "1", "sv", "Val 1"),
        ("one_choice", "1", "vi", "Choice 1"),
        ("scale", "-8", "en", "Choice -8"),
        ("agreement", "gone", "en", "gone"),
        ("several_choices", "1 2", "en", "Choice 1, Choice 2"),
        ("long_text", "As it was\nwritten", "sv", "As it was\nwritten"),
        ("decimal", "1234.5", "sv", "1\u00a0234,5"),
        ("integer", "1234", "en", "1,234"),
        ("rank", "2 1", "sv", "1. Val 2, 2. Val 1"),
        ("acknowledge", "OK", "en", "Yes"),
    ],
)
def test_shown(kind: str, value: str, language: str, shown: str) -> None:
    question = Question(kind, "Q", {}, {}, False, CHOICES)
    assert question_type(kind).show(value, question, language) == shown


def test_several_choices_count_each_code() -> None:
    assert question_type("several_choices").count(["1 2", "2"]) == {"1": 1, "2": 2}
    assert question_type("one_choice").count(["1", "2", "2"]) == {"1": 1, "2": 2}
