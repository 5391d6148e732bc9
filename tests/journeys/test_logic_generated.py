"""The phone says the same as the server of whatever comes to mind: expressions, patterns, numbers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page

from survey.logic import LogicError, Now, check_patterns, evaluate, parse
from survey.logic.functions import matches, text
from survey.logic.pattern import tree_for_phone
from survey.typed_number import read_number, written
from tests.journeys.logic_page import SAY, UNTOLD, logic_page
from tests.logic_cases import NOW

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with logic_page(browser) as page:
        yield page


MOMENT = Now(datetime.fromisoformat(NOW))
ANSWER = some.one_of(
    some.sampled_from([
        "", "0", "1", "-1", "2.5", "yes", "a b", "2026-11-20", "2026-02-30", "14:30", " 7 ", "1e3", "NaN", "2.345",
        "-0.5", "1e15", "1e308", "-1e999", "1e-9", "a\u00a0b\tc", "\ufeff7", "0001-01-01", "1969-12-31T06:00:00.25",
        "2026-W01-1", "20260101T120000", "2026-01-01T12:00 x", "Åsa 🙂",
    ]),
    some.integers(-999, 999).map(str),
    some.decimals(-99, 99, places=3).map(str),
)  # fmt: skip
LEAF = some.sampled_from(
    ["${a}", "${b}", ".", "''", "'a'", "1", "2.5", "1.005", "0.1234567891", "today()", "true()", "'2026-01-01'"]
)
OF_ONE = ["not", "boolean", "string", "number", "int", "round", "abs", "floor", "ceiling", "min", "date", "coalesce",
          "decimal-date-time", "decimal-time", "count-selected", "string-length", "normalize-space", "once",
          "boolean-from-string"]  # fmt: skip
OF_TWO = ["selected", "selected-at", "coalesce", "round", "min", "max", "contains", "starts-with", "ends-with",
          "concat", "substr", "substring", "substring-before", "substring-after"]  # fmt: skip
OF_THREE = ["if", "substr", "substring", "translate", "max", "concat"]


def joined(part: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    signs = some.sampled_from(["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"])
    return some.one_of(
        some.builds("({} {} {})".format, part, signs, part),
        some.builds("{}({})".format, some.sampled_from(OF_ONE), part),
        some.builds("{}({}, {})".format, some.sampled_from(OF_TWO), part, part),
        some.builds("{}({}, {}, {})".format, some.sampled_from(OF_THREE), part, part, part),
        some.builds("format-date({}, '%Y %n %e')".format, part),
    )


@settings(max_examples=10, deadline=None)
@given(
    some.lists(
        some.tuples(some.recursive(LEAF, joined, max_leaves=6), ANSWER, ANSWER, ANSWER), min_size=60, max_size=60
    )
)
def test_whatever_an_author_writes(page: Page, written: list[tuple[str, str, str, str]]) -> None:
    cases = [[tree_for_phone(parse(source)), {"a": a, "b": b}, here] for source, a, b, here in written]
    there = page.evaluate(SAY, cases)
    for (source, a, b, here), value in zip(written, there, strict=True):
        mine: Any = evaluate(source, {"a": a, "b": b}, MOMENT, here)
        assert plain(mine) == plain(value), source


def plain(value: Any) -> str:
    return text(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)


BITS = [
    "a", "Å", "x", "7", "٣", "_", "-", " ", "]", "}", "#", ".", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\b",
    r"\.", r"\-", r"\ ", r"\@", r"\_", r"\1", r"\p{Lu}", "[a-c]", "[^a-c]", "[-a]", "[a-]", "[a-c-e]", "[]a]",
    r"[\w.-]", r"[\w-.]", r"[.\-_]", r"[\]\[]", r"[\p{L} ]", "[[:alpha:]]", "[[:alnum:]_-]", "[^[:digit:]]",
    "(a|7)", "(?:a|x)", "(?P<n>a)", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?i)", "^", "$", "|",
    "*", "+", "?", "+?", "++", "{2}", "{1,}", "{,2}", "{0,1}",
]  # fmt: skip
LETTERS = some.text("aAÅåxc7٣５_- ].}#@e\u00a0", max_size=6)


@settings(max_examples=10, deadline=None)
@given(some.lists(some.tuples(some.lists(some.sampled_from(BITS), max_size=5).map("".join), LETTERS), min_size=60))
def test_whatever_a_pattern_holds(page: Page, tried: list[tuple[str, str]]) -> None:
    there = page.evaluate(SAY, [[tree_for_phone(["regex", ["."], pattern]), {}, typed] for pattern, typed in tried])
    for (pattern, typed), found in zip(tried, there, strict=True):
        if is_pattern(pattern) and found != UNTOLD:
            assert found == matches(typed, pattern), (pattern, typed)


def is_pattern(pattern: str) -> bool:
    try:
        check_patterns(["regex", ["."], pattern])
    except LogicError:
        return False
    return True


TYPED = some.text("0123456789" * 2 + "٣१５𝟘.,٫，  '’٬\u00a0\u202f\u200f-−–+eE", max_size=22)


@settings(max_examples=10, deadline=None)
@given(some.lists(TYPED, min_size=60))
def test_whatever_number_is_typed(page: Page, typed: list[str]) -> None:
    there = page.evaluate("typed => typed.map(readNumber)", typed)
    assert there == [one if (read := read_number(one)) is None else written(read) for one in typed]


FLOATS = some.one_of(
    some.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
    some.decimals(-1, 1, places=16).map(float),
)


@settings(max_examples=10, deadline=None)
@given(some.lists(FLOATS, min_size=60))
def test_whatever_number_is_calculated(page: Page, numbers: list[float]) -> None:
    there = page.evaluate("numbers => numbers.map((number) => text(Number(number)))", [repr(one) for one in numbers])
    assert there == [text(one) for one in numbers]
