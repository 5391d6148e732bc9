"""Expressions on the server; the phone's table is the same (tests/journeys/test_logic.py)."""

import math
from datetime import datetime

import pytest

from survey.logic import LogicError, Now, evaluate, is_true, names, parse
from tests.logic_cases import BROKEN, CASES, NOW

MOMENT = Now(datetime.fromisoformat(NOW))


@pytest.mark.parametrize(("expression", "answers", "this", "value"), CASES)
def test_value(expression, answers, this, value) -> None:
    found = evaluate(expression, answers, MOMENT, this)
    if value == "NaN":
        assert isinstance(found, float) and math.isnan(found)
    else:
        assert (found, isinstance(found, bool)) == (value, isinstance(value, bool))


@pytest.mark.parametrize(("expression", "words"), BROKEN)
def test_what_cannot_be_read_is_told(expression, words) -> None:
    with pytest.raises(LogicError) as told:
        parse(expression)
    assert words in str(told.value)


@pytest.mark.parametrize(
    "answer", ["\x00", "\x01\x02", "\ud800", "x" * 100_000, "]]>", "🙂", "-0", "Infinity", "1" * 400]
)
@pytest.mark.parametrize("expression", [". > 3", "selected(., 'a')", "regex(., '(a+)+$')", "today() - .", "date(.)"])
def test_any_answer_has_a_value(expression, answer) -> None:
    assert isinstance(evaluate(expression, {}, MOMENT, answer), bool | float | str)


def test_a_pattern_that_never_ends_matches_nothing() -> None:
    assert evaluate("regex(., '(a+)+b')", {}, MOMENT, "a" * 60) is False


def test_an_empty_condition_holds() -> None:
    assert is_true("", {}, MOMENT)


def test_the_questions_asked_for() -> None:
    assert list(names(parse("if(${a} > 1, ${b}, concat(${a}, .))"))) == ["a", "b", "a"]


def test_the_tree_is_plain() -> None:
    assert parse("selected(${q}, 'other') and ${age} > 18.5") == [
        "and",
        ["selected", ["$", "q"], "other"],
        [">", ["$", "age"], 18.5],
    ]


def test_a_question_ends_with_its_bracket() -> None:
    assert parse("${a}-1") == ["-", ["$", "a"], 1]
