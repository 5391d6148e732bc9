"""The phone says the same of an expression as the server: the one table of cases, and whatever else comes to mind."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page

from survey.logic import Now, evaluate, parse
from survey.logic.functions import text
from survey.logic.pattern import tree_for_phone
from tests.logic_cases import CASES, NOW, TODAY

FOLDER = Path(__file__).parents[2] / "survey" / "static" / "phone"
MOMENT = Now(datetime.fromisoformat(NOW))
#: what only the server can tell
UNTOLD = "untold"
SAY = (
    """cases => cases.map(([tree, answers, here]) => {
    let value;
    try { value = evaluate(tree, answers, here, {today: 'TODAY', now: 'NOW'}); } catch { return "UNTOLD"; }
    return typeof value === "number" && !isFinite(value) ? String(value) : value;
})""".replace("TODAY", TODAY)
    .replace("NOW", NOW)
    .replace("UNTOLD", UNTOLD)
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with what a form with logic loads for it."""
    context = browser.new_context()
    opened = context.new_page()
    source = "\n".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("logic", "settle"))
    opened.add_script_tag(
        type="module", content=f"{source}\nObject.assign(globalThis, {{evaluate, text, readNumber}});"
    )
    opened.wait_for_function("'evaluate' in globalThis")
    yield opened
    context.close()


def test_every_case(page: Page) -> None:
    found = page.evaluate(
        SAY, [[tree_for_phone(parse(expression)), answers, here] for expression, answers, here, _value in CASES]
    )
    wrong = [
        (case[0], value) for case, value in zip(CASES, found, strict=True)
        if value != case[3] or isinstance(value, bool) != isinstance(case[3], bool)
    ]  # fmt: skip
    assert wrong == []


ANSWER = some.one_of(
    some.sampled_from(
        ["", "0", "1", "-1", "2.5", "yes", "a b", "2026-11-20", "2026-02-30", "14:30", " 7 ", "1e3", "NaN"]
    ),
    some.integers(-999, 999).map(str),
)
LEAF = some.sampled_from(["${a}", "${b}", ".", "''", "'a'", "1", "2.5", "today()", "true()", "'2026-01-01'"])


def joined(part: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    signs = some.sampled_from(["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "and", "or"])
    one = some.sampled_from(["not({})", "count-selected({})", "string({})", "int({})", "date({})", "coalesce({}, 'x')"])
    return some.one_of(
        some.builds("({} {} {})".format, part, signs, part),
        some.builds(str.format, one, part),
        some.builds("if({}, {}, {})".format, part, part, part),
        some.builds("selected({}, {})".format, part, part),
    )


@settings(max_examples=12, deadline=None)
@given(
    some.lists(
        some.tuples(some.recursive(LEAF, joined, max_leaves=6), ANSWER, ANSWER, ANSWER), min_size=80, max_size=80
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
