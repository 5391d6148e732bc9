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
from tests.logic_cases import CASES, NOW, TODAY

SCRIPT = Path(__file__).parents[2] / "survey" / "static" / "phone" / "logic.js"
MOMENT = Now(datetime.fromisoformat(NOW))
SAY = """cases => cases.map(([tree, answers, here]) => {
    const value = evaluate(tree, answers, here, {today: 'TODAY', now: 'NOW'});
    return typeof value === "number" && !isFinite(value) ? String(value) : value;
})""".replace("TODAY", TODAY).replace("NOW", NOW)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the script in it."""
    context = browser.new_context()
    opened = context.new_page()
    source = SCRIPT.read_text(encoding="utf-8")
    opened.add_script_tag(type="module", content=source + "\nglobalThis.evaluate = evaluate; globalThis.ready = true;")
    opened.wait_for_function("globalThis.ready")
    yield opened
    context.close()


def test_every_case(page: Page) -> None:
    found = page.evaluate(SAY, [[parse(expression), answers, here] for expression, answers, here, _value in CASES])
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
    cases = [[parse(source), {"a": a, "b": b}, here] for source, a, b, here in written]
    there = page.evaluate(SAY, cases)
    for (source, a, b, here), value in zip(written, there, strict=True):
        mine: Any = evaluate(source, {"a": a, "b": b}, MOMENT, here)
        assert plain(mine) == plain(value), source


def plain(value: Any) -> str:
    return text(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)
