"""Signs of haste and of one answer for all: when they are set, and for whom a doubt counts."""

from pathlib import Path
from typing import Any

import pytest

from survey.answer_quality import is_straight_line, longest_run, read_flags, reading_seconds, speed_flags
from survey.form_content import FormContent, read_content
from survey.xlsform import read_xlsform

BUILT_IN = Path(__file__).parents[2] / "survey" / "builtin" / "community.md"
AGREE = [{"code": code, "label": {}} for code in ("1", "2", "3", "4", "5", "-8")]
LABELS = {
    "en": "It is easy to find clear information.",  # 7 words
    "sv": "Det är lätt att hitta tydlig information.",  # 7 words
    "vi": "Thông tin rõ ràng và dễ tìm.",  # 7 syllables
    "zh": "很容易找到清楚的信息。",  # 10 characters
    "ar": "من السهل العثور على معلومات واضحة.",  # 6 words
}


def statements(number: int, prefix: str = "R", kind: str = "agreement") -> list[dict[str, Any]]:
    return [{"type": kind, "name": f"{prefix}{n}", "label": LABELS, "choices": AGREE} for n in range(number)]


def form(*items: dict[str, Any]) -> FormContent:
    return read_content({"languages": list(LABELS), "title": LABELS, "items": list(items)})


def group(items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"type": "group", "name": "g", "label": {}, "items": items, **more}


def given(points: str, prefix: str = "R") -> dict[str, str]:
    """Answers to R0, R1 …: a point each, `n` for don't know, a space for none."""
    return {f"{prefix}{n}": "-8" if point == "n" else point for n, point in enumerate(points) if point != " "}


@pytest.mark.parametrize(
    ("language", "seconds"), [("en", 2.1), ("sv", 2.1), ("vi", 1.4), ("zh", 2.0), ("ar", 1.8), ("fi", 2.1)]
)
def test_the_least_time_to_read_a_statement(language: str, seconds: float) -> None:
    assert reading_seconds(form(*statements(3)), {"R1": "4"}, language) == pytest.approx(seconds)


def test_the_built_in_survey_asks_for_the_same_time_in_each_language() -> None:
    content = read_content(read_xlsform(BUILT_IN).content)
    answers = {question.name: "1" for question in content.questions()}
    needed = [reading_seconds(content, answers, language) for language in content.languages]
    assert max(needed) < 1.1 * min(needed)


@pytest.mark.parametrize(
    ("label", "units"),
    [
        ("", 0),
        ("R&D, e-mail 24/7?", 6),
        ("don't", 2),
        ("它很好 OK", 4),
        ("バスは 47", 4),
        ("🚌🚌 — …", 0),
        ("a_b", 1),
        ("\x00", 0),
    ],
)
def test_words_are_counted_in_any_script(label: str, units: int) -> None:
    content = form({"type": "long_text", "name": "O", "label": {"en": label}})
    assert reading_seconds(content, {"O": "x"}, "en") == pytest.approx(0.3 * units)


def test_what_was_passed_over_calculated_or_ready_made_takes_no_time() -> None:
    content = form(
        {"type": "calculation", "name": "sum", "label": {}},
        {"type": "one_choice", "name": "ready", "label": LABELS, "default": "1", "choices": AGREE},
        {"type": "long_text", "name": "empty", "label": LABELS},
    )
    assert reading_seconds(content, {"sum": "3", "ready": "1", "gone": "x"}, "en") == 0


@pytest.mark.parametrize(
    ("answered", "seconds", "flags"),
    [
        (10, None, []),
        (10, 21, []),
        (10, 20, ["speeder"]),
        (10, 3, ["speeder"]),
        (10, 2, ["speeder", "too_fast"]),
        (3, 0, ["speeder", "too_fast"]),
        (2, 0, ["speeder"]),
        (1, 3, []),
        (0, 0, []),
        (10, 86399, []),
    ],
)
def test_haste(answered: int, seconds: int | None, flags: list[str]) -> None:
    assert list(speed_flags(form(*statements(10)), given("1" * answered), "en", seconds)) == flags


@pytest.mark.parametrize(
    ("points", "straight", "run"),
    [
        ("4444444444", True, 10),
        ("444444", True, 6),
        ("44444", False, 5),
        ("4 4 4 4 4 4", True, 6),  # passed over is no other answer
        ("444444n", True, 6),
        ("nnnnnnnnnn", False, 0),  # who knows nothing of it says so each time
        ("4444445", False, 6),
        ("1212121212", False, 1),
        ("1144444112", False, 5),
        ("", False, 0),
    ],
)
def test_one_answer_for_all(points: str, straight: bool, run: int) -> None:
    content = form(group(statements(12)))
    assert is_straight_line(content, given(points)) is straight
    assert longest_run(content, given(points)) == run


def test_statements_of_other_sections_or_scales_are_no_battery() -> None:
    other = [{**one, "choices": AGREE[:3]} for one in statements(3, "S")]
    content = form(group(statements(3)), group([*statements(3, "T"), *other]))
    answers = {**given("444"), **given("444", "T"), **given("444", "S")}
    assert not is_straight_line(content, answers)
    assert longest_run(content, answers) == 3


@pytest.mark.parametrize(("appearance", "straight"), [("table-list", True), ("", False)])
def test_the_rows_of_a_table_are_a_battery_and_single_choices_are_not(appearance: str, straight: bool) -> None:
    content = form(group(statements(6, kind="one_choice"), appearance=appearance))
    assert is_straight_line(content, given("333333")) is straight


def test_the_built_in_answers_of_many_languages_are_no_error() -> None:
    content = form(group(statements(10)))
    answers = {**given("4" * 10), "unknown": "x", "R3": "\x00'; --"}
    assert not is_straight_line(content, answers)
    assert list(speed_flags(content, answers, "xx", 10)) == ["speeder"]


@pytest.mark.parametrize(
    ("stored", "codes"), [("", ()), ("speeder", ("speeder",)), ("speeder late", ("speeder", "late"))]
)
def test_stored_flags_are_read_back(stored: str, codes: tuple[str, ...]) -> None:
    assert read_flags(stored) == codes
