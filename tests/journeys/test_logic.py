"""The phone says the same of an expression as the server, and of a form: the same tables of cases for both."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from survey.form_content import FormContent
from survey.logic import parse
from survey.logic.for_phone import for_phone
from survey.logic.pattern import tree_for_phone
from survey.question_types import question_type
from tests.journeys.logic_page import SAY, logic_page
from tests.logic_cases import CASES
from tests.survey.logic.test_settle import FORMS, form, question

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with logic_page(browser) as page:
        yield page


def test_every_case(page: Page) -> None:
    found = page.evaluate(
        SAY, [[tree_for_phone(parse(expression)), answers, here] for expression, answers, here, _value in CASES]
    )
    wrong = [
        (case[0], value) for case, value in zip(CASES, found, strict=True)
        if value != case[3] or isinstance(value, bool) != isinstance(case[3], bool)
    ]  # fmt: skip
    assert wrong == []


#: A form as the page has it, as far as settling looks at it
DRAW = """([sections, given, logic]) => {
    const typed = new Map(Object.entries(given));
    const form = document.createElement("form");
    for (const [number, questions] of sections) {
        const section = form.appendChild(document.createElement("section"));
        section.dataset.section = number;
        for (const [name, attributes] of questions) {
            const question = section.appendChild(document.createElement("div"));
            question.dataset.question = name;
            if (!attributes) continue;
            const input = question.appendChild(document.createElement("input"));
            for (const [one, value] of Object.entries(attributes)) input.setAttribute(one, value);
            input.value = typed.get(name) ?? "";
        }
    }
    const answers = Object.entries(settle(form, logic));
    return [[...form.querySelectorAll("div:not([hidden])")].map((one) => one.dataset.question), answers];
}"""


@pytest.mark.parametrize(("content", "typed", "asked", "answers"), FORMS)
def test_every_form(
    page: Page, content: FormContent, typed: dict[str, str], asked: str, answers: dict[str, str]
) -> None:
    shown, there = page.evaluate(DRAW, [drawn(content), typed, for_phone(content)])
    assert (shown, dict(there)) == (asked.split(), answers)


def test_what_only_the_server_can_tell_stops_nobody(page: Page) -> None:
    hard = "regex(${a}, '(?>x)y')"
    content = form(question("a"), question("b", relevant=hard), question("c", relevant=f"not({hard})"))
    assert page.evaluate(DRAW, [drawn(content), {}, for_phone(content)]) == [["a", "b", "c"], []]


def drawn(content: FormContent) -> list[Any]:
    """(number, [(question, attributes of its control)]) of each section."""
    kinds = {question.name: question_type(question.type) for question in content.questions()}
    return [
        (at, [(one.name, dict(kinds[one.name].input) if kinds[one.name].asks else None) for one in group.questions])
        for at, group in enumerate(content.groups, 1)
    ]
