"""What a resident meets beside the form itself can be read, tapped and heard: axe finds nothing, on any way through."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from survey.database import Database
from tests.builders import add_agency, add_survey
from tests.journeys.survey_of_all_kinds import CONTENT
from tests.phones import open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
#: the tests of the pages themselves look at the rest
SMALL = """() => [...document.querySelectorAll("main :is(button, a.button), dialog button")]
    .map((one) => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.height && box.height < 43.5).map(([text]) => text)"""


@pytest.fixture(autouse=True)
def travel(database: Database) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    add_survey(database, "travel", CONTENT)


def look(page: Page) -> None:
    """At what the page shows now, as wide as it is and on the smallest phone."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(SMALL) == []
    size = page.viewport_size or {"width": 360, "height": 740}
    page.set_viewport_size({"width": 320, "height": size["height"]})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(size)


def choose_bus(page: Page) -> None:
    page.locator('input[name="how"][value="bus"]').check()
    page.locator("[data-do=next]").click()


@pytest.mark.parametrize("code", ["en", "vi", "sv", "ar"])
def test_through_a_kiosk(phone: OpenPhone, code: str) -> None:
    page = open_form(phone(), f"/k/travel?lang={code}")
    page.locator("[data-do=next]").click()
    expect(page.locator("#summary")).to_be_visible()
    look(page)
    choose_bus(page)
    look(page)
    page.locator("[data-do=next]").click()
    page.locator("[data-do=next]").click()
    expect(page.locator("#review-section")).to_be_visible()
    look(page)
    page.evaluate("document.getElementById('still-there').showModal()")
    look(page)


@pytest.mark.parametrize("code", ["en", "vi", "sv", "ar"])
def test_saved_opened_again_without_a_network_and_waiting(
    phone: OpenPhone, page_problems: list[str], code: str
) -> None:
    page = open_form(phone(locale=code), f"/s/travel?lang={code}")
    choose_bus(page)
    page.locator("button[name=save]").click()
    expect(page.locator("#saved-here")).to_be_visible()
    look(page)
    page.locator("#saved-here button").click()
    look(page)
    open_form(page, f"/s/travel?lang={code}")
    choose_bus(page)
    page.goto("about:blank")
    open_form(page, f"/s/travel?lang={code}")
    expect(page.locator("#draft")).to_be_visible()
    look(page)
    for _section in range(2):
        page.locator("[data-do=next]").click()
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    look(page)
    page_problems.clear()


@pytest.mark.parametrize("notice", ["unkept", "unsent", "too-large", "other-tab"])
def test_what_went_wrong(phone: OpenPhone, notice: str) -> None:
    page = open_form(phone(), "/s/travel")
    page.evaluate("notice => document.getElementById(notice).hidden = false", notice)
    look(page)
