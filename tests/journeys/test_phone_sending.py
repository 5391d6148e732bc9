"""A form on its way from a phone: it goes once however long that takes, and leaves nothing behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from survey.database import Database
from survey.models import Response
from tests.builders import add_agency, add_survey
from tests.phones import open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
WORDS = "The lamp is broken"
WAITING = """async () => {
    const asked = indexedDB.open("lyhord");
    const store = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    const kept = store.transaction("outbox").objectStore("outbox").getAllKeys();
    return new Promise((done) => (kept.onsuccess = () => (store.close(), done(kept.result.length))));
}"""


@pytest.fixture(autouse=True)
def lamps(database: Database) -> None:
    add_agency(database, default=True)
    add_survey(database, "lamps")


def filled(page: Page) -> Page:
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.locator("[data-do=next]").click()
    return page


def waiting(page: Page) -> int:
    return int(page.evaluate(WAITING))


def settled(page: Page) -> None:
    """Nobody is trying to send any more."""
    page.wait_for_function("navigator.locks.query().then(({ held }) => !held.some(({ name }) => name === 'outbox'))")


def counted(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count(Response.id))) or 0


def test_what_takes_long_is_sent_once_and_its_code_does_not_stay(phone: OpenPhone, database: Database) -> None:
    page = phone()
    page.clock.install()
    filled(page)
    asked: list[Route] = []
    page.context.route("**/answers", lambda route: asked.append(route))
    with page.expect_request("**/answers"):
        page.locator("#send").click()
    page.clock.run_for(12_000)
    other = page.context.new_page()
    other.goto("/")
    other.locator("#outbox [data-state=waiting]").wait_for()
    other.locator("#outbox [data-do=send]").click()
    settled(other)
    assert len(asked) == 1
    asked[0].continue_()
    page.wait_for_url("**/sent/*")
    assert (waiting(other), counted(database)) == (0, 1)
    other.reload()
    expect(other.locator("#outbox")).to_be_hidden()


def test_what_is_removed_on_its_way_does_not_come_back(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = filled(phone())
    page.context.set_offline(True)
    page.locator("#send").click()
    page.locator("#outbox [data-state=waiting]").wait_for()
    asked: list[Route] = []
    page.route("**/answers", lambda route: asked.append(route))
    with page.expect_request("**/answers"):
        page.context.set_offline(False)
    page.locator("#outbox [data-do=remove]").click()
    expect(page.locator("#outbox")).to_be_hidden()
    for route in asked:
        route.abort()
    settled(page)
    assert waiting(page) == 0
    page_problems.clear()
