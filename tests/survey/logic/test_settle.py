"""What counts of a form: what is asked, required, calculated, offered; and circles are refused."""

from datetime import datetime
from typing import Any

import pytest

from survey.form_content import FormContent, read_content
from survey.logic import LogicError, Now, check_order, offered, settle
from survey.logic.for_phone import for_phone
from survey.logic.words import condition
from survey.plain_text import clean_line
from survey.question_types import question_type

NOW = Now(datetime(2026, 11, 20, 9, 30))
YES_NO = [{"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}}]


def question(name: str, /, type: str = "short_text", **logic: str) -> dict[str, Any]:
    choices = YES_NO if type == "one_choice" else []
    return {"type": type, "name": name, "label": {"en": f"About {name}?"}, "choices": choices, "logic": logic}


def group(name: str, *items: dict[str, Any], **logic: str) -> dict[str, Any]:
    return {"type": "group", "name": name, "label": {"en": name}, "items": list(items), "logic": logic}


def form(*items: dict[str, Any]) -> FormContent:
    return read_content({"languages": ["en"], "title": {"en": "Form"}, "items": list(items)})


RIDES = form(
    question("rides", "one_choice"),
    question("why", relevant="${rides} = 'no'"),
    group("line", question("number"), question("late", relevant="${number} > 5"), relevant="${rides} = 'yes'"),
    question("sum", "calculation", calculation="${number} * 2"),
    question("name", required="${number} > 5"),
)


@pytest.mark.parametrize(
    ("given", "asked", "answers"),
    [
        ({}, "rides sum name", {}),
        ({"rides": "no", "why": "walks"}, "rides why sum name", {"rides": "no", "why": "walks"}),
        ({"rides": "yes", "why": "walks"}, "rides number sum name", {"rides": "yes"}),
        (
            {"rides": "yes", "number": "7", "late": "often"},
            "rides number late sum name",
            {"rides": "yes", "number": "7", "late": "often", "sum": "14"},
        ),
        ({"rides": "no", "number": "7", "late": "often"}, "rides why sum name", {"rides": "no"}),
        ({"sum": "99", "unknown": "x"}, "rides sum name", {}),
    ],
)
def test_what_is_not_asked_has_no_answer(given, asked, answers) -> None:
    settled = settle(RIDES, given, NOW)
    assert settled.asked == set(asked.split())
    assert settled.answers == answers


CHAIN = [question("q0"), *(question(f"q{at}", relevant=f"${{q{at - 1}}} = 'x'") for at in range(1, 45))]
OF_A_SECTION = [
    question("first"),
    group("later", question("c", "calculation", calculation="5"), relevant="${first} = 'yes'"),
    question("last", relevant="${c} = 5"),
]
SUM = [
    question("a", "decimal"), question("c", "calculation", calculation="${a} + 0.2"),
    question("is", relevant="${c} = 0.3"),
]  # fmt: skip
TYPED = [question("n", "decimal"), question("many", "integer", relevant="${n} > 1 and ${n} < 2"), question("words")]
#: (form, typed, asked in the order of the page, what is stored); the phone's table is the same
FORMS: list[tuple[FormContent, dict[str, str], str, dict[str, str]]] = [
    (form(*CHAIN), typed := {f"q{at}": "x" for at in range(45)}, " ".join(typed), typed),
    (form(*CHAIN), typed | {"q40": "y"}, " ".join(list(typed)[:41]),
     dict.fromkeys(list(typed)[:40], "x") | {"q40": "y"}),
    (form(*OF_A_SECTION), {"first": "no", "last": "x"}, "first", {"first": "no"}),
    (form(*OF_A_SECTION), {"first": "yes", "last": "x"}, "first c last", {"first": "yes", "c": "5", "last": "x"}),
    (form(*SUM), {"a": "0.1", "is": "x"}, "a c is", {"a": "0.1", "c": "0.3", "is": "x"}),
    (form(*SUM), {"a": "x"}, "a c", {"a": "x"}),
    (form(*TYPED), {"n": " 1,50 ", "many": "١٢"}, "n many words", {"n": "1.5", "many": "12"}),
    (form(*TYPED), {"n": "−1 500,0", "words": " a  b\t1,5 "}, "n words", {"n": "-1500", "words": "a b 1,5"}),
    (form(*TYPED), {"n": "1e0", "words": "A\u030a"}, "n words", {"n": "1e0", "words": "Å"}),
    (form(question("constructor"), question("b", relevant="${constructor} = ''")), {"b": "x"}, "constructor b",
     {"b": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "typed", "asked", "answers"), FORMS)
def test_what_is_typed_counts_as_it_is_stored(content, typed, asked, answers) -> None:
    kinds = {one.name: question_type(one.type) for one in content.questions()}
    given = {name: kinds[name].store(clean_line(said)) or "" for name, said in typed.items()}
    settled = settle(content, given, NOW)
    assert (settled.asked, settled.answers) == (set(asked.split()), answers)


@pytest.mark.parametrize(("number", "required"), [("7", {"name"}), ("3", set()), ("", set())])
def test_required_by_an_expression(number, required) -> None:
    assert settle(RIDES, {"rides": "yes", "number": number}, NOW).required == required


def test_a_question_may_hang_on_a_later_one() -> None:
    turned = form(question("first", relevant="${last} = 'x'"), question("last"))
    assert settle(turned, {"first": "a", "last": "x"}, NOW).answers == {"first": "a", "last": "x"}
    assert settle(turned, {"first": "a"}, NOW).answers == {}


@pytest.mark.parametrize(
    "items",
    [
        [question("a", relevant="${a} = 1")],
        [question("a", relevant="${b} = 1"), question("b", relevant="${a} = 1")],
        [question("a", calculation="${b}"), question("b", calculation="${c}"), question("c", relevant="${a} = 1")],
        [group("g", question("a"), relevant="${a} = 1")],
    ],
)
def test_circles_are_refused(items) -> None:
    with pytest.raises(LogicError, match="circle"):
        check_order(form(*items))


def test_choices_are_filtered_by_their_columns() -> None:
    towns = [{"code": c, "label": {"en": c}, "columns": {"land": land}} for c, land in (("a", "se"), ("b", "vn"))]
    item = {"type": "one_choice", "name": "town", "choices": towns, "logic": {"choice_filter": "land = ${land}"}}
    asked = form(question("land"), item)
    town = asked.question("town")
    assert town
    assert [choice.code for choice in offered(town, {"land": "vn"}, NOW)] == ["b"]
    assert offered(town, {}, NOW) == ()
    assert for_phone(asked)["columns"]["town"]["a"] == {"@name": "a", "@land": "se"}


TOWNS = [{"code": c, "label": {"en": c}, "columns": {"land": land}} for c, land in (("a", "se"), ("b", "vn"))]
TOWN = {"type": "one_choice", "name": "town", "label": {"en": "Which?"}, "required": True, "choices": TOWNS}


@pytest.mark.parametrize(
    ("given", "asked", "answers"),
    [
        ({"land": "vn", "town": "b", "part": "x"}, "land town part", {"land": "vn", "town": "b", "part": "x"}),
        ({"land": "no", "town": "b", "part": "x"}, "land", {"land": "no"}),
        ({"town": "b", "part": "x"}, "", {}),
    ],
)
@pytest.mark.parametrize("turn", [1, -1], ids=["as asked", "from behind"])
def test_where_no_choice_is_left_nothing_is_asked_nor_required(turn, given, asked, answers) -> None:
    items = [question("land"), {**TOWN, "logic": {"choice_filter": "land = ${land}"}}]
    settled = settle(form(*[*items, question("part", relevant="${town} != ''")][::turn]), given, NOW)
    assert settled.asked == {*asked.split(), "land"}
    assert settled.required <= settled.asked
    assert settled.answers == answers


def test_choices_that_hang_on_each_other_are_no_circle() -> None:
    both = [{**TOWN, "name": one, "logic": {"choice_filter": f"name != ${{{other}}}"}} for one, other in ("ab", "ba")]
    check_order(form(*both))
    assert settle(form(*both), {"a": "a", "b": "b"}, NOW).answers == {"a": "a", "b": "b"}


def test_the_phone_gets_trees_only_where_there_is_logic() -> None:
    assert for_phone(form(question("a"))) == {}
    assert for_phone(RIDES) == {
        "questions": {
            "why": {"relevant": ["=", ["$", "rides"], "no"]},
            "late": {"relevant": [">", ["$", "number"], 5]},
            "sum": {"calculation": ["*", ["$", "number"], 2]},
            "name": {"required": [">", ["$", "number"], 5]},
        },
        "sections": {"2": ["=", ["$", "rides"], "yes"]},
        "columns": {},
    }


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("${rides} = 'no'", "Answer this if you chose “No” at “About rides?”."),
        ("selected(${rides}, 'yes')", "Answer this if you chose “Yes” at “About rides?”."),
        ("'yes' = ${rides}", "Answer this if you chose “Yes” at “About rides?”."),
        ("${number} > 5", "Answer this if it applies after your answer to “About number?”."),
        ("${rides} = 'maybe'", "Answer this if it applies after your answer to “About rides?”."),
        ("${rides} = 'no' and ${number} > 5", "Answer this if it applies to you."),
        ("true()", "Answer this if it applies to you."),
    ],
)
def test_a_condition_in_words(expression, words) -> None:
    assert condition(expression, RIDES, "en") == words
