"""Tables on a narrow phone, and choices in an order of each form's own."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from survey.database import Database
from tests.builders import add_agency, add_survey
from tests.phones import erase_typed

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
LEVELS = [
    ("1", {"en": "Completely dissatisfied", "ar": "غير راض تماما"}),
    ("2", {"en": "Dissatisfied", "ar": "غير راض"}),
    ("3", {"en": "Neither satisfied nor dissatisfied", "ar": "محايد"}),
    ("4", {"en": "Satisfied", "ar": "راض"}),
    ("5", {"en": "Completely satisfied", "ar": "راض تماما"}),
]
CODES = ["a", "b", "c", "d", "e", "f", "g", "h", "other"]


def row(kind: str, name: str, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "name": name,
        "label": {"en": f"About {name}", "ar": f"عن {name}"},
        "choices": choices,
        **more,
    }


LEVEL_CHOICES = [{"code": code, "label": label} for code, label in LEVELS]
LOT = [{"code": code, "label": {"en": code, "ar": code}} for code in CODES]
BY_LOT = {"parameters": {"randomize": "true", "seed": "7"}}
CONTENT: dict[str, Any] = {
    "languages": ["en", "ar"],
    "title": {"en": "Services", "ar": "الخدمات"},
    "items": [
        {"type": "group", "name": "table", "label": {"en": "How satisfied are you?", "ar": "ما مدى رضاك؟"},
         "appearance": "table-list",
         "items": [row("one_choice", name, LEVEL_CHOICES) for name in ("schools", "buses", "clinics")]
                  + [row("several_choices", "parks", LEVEL_CHOICES)]},
        row("several_choices", "mixed", LOT, **BY_LOT),
        row("rank", "ranked", LOT, **BY_LOT),
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def services(database: Database) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    add_survey(database, "services", CONTENT)


def order(page: Page, name: str) -> list[str]:
    script = f"""[...document.querySelectorAll('[name="{name}"]')]
        .map((control) => (control.value || control.options[1].value).split(' ')[0])"""
    return list(page.evaluate(script))


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_table_fits(phone: OpenPhone, code: str, width: int) -> None:
    page = phone()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/s/services?lang={code}")
    page.locator("html.by-section").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        "[...document.querySelectorAll('.matrix .choice')].map((one) => one.getBoundingClientRect())"
        ".map(({width, height}) => [width, height])"
    )
    assert len(sizes) == 20
    assert min(min(size) for size in sizes) >= 44
    tops = page.evaluate(
        "[...document.querySelectorAll('[name=schools]')].map((one) => one.parentNode.getBoundingClientRect().top)"
    )
    assert (len(set(tops)) == 1) == (width == 1280)


def test_an_order_drawn_by_lot_stays_with_its_form(phone: OpenPhone) -> None:
    page = phone()
    page.goto("/s/services?lang=en")
    page.locator("html.by-section").wait_for()
    first = order(page, "mixed"), order(page, "ranked")
    assert all(sorted(codes) == sorted(CODES) and codes[-1] == "other" for codes in first)
    page.locator('[name="schools"]').first.check()
    page.reload()
    page.locator("#draft").wait_for()
    assert (order(page, "mixed"), order(page, "ranked")) == first
    orders = {tuple(first[0])}
    for _again in range(4):
        erase_typed(page)
        orders.add(tuple(order(page, "mixed")))
    assert len(orders) > 2
