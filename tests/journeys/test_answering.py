"""What a phone tells of when a form was begun, and what it does not; a field that people do not meet."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.actions.publish_survey import close_survey
from survey.database import Database
from survey.models import Response
from tests.builders import add_agency, add_survey
from tests.phones import open_form

OFFLINE = re.compile("ERR_INTERNET_DISCONNECTED|Failed to fetch")

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]


@pytest.fixture(autouse=True)
def survey(database: Database) -> None:
    add_agency(database, "Town", default=True)
    add_survey(database)


def opened(page: Page) -> Page:
    return open_form(page, "/s/test")


def answer(page: Page) -> None:
    page.locator("#q-O1").fill("The bus is on time.")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()


def offline(page: Page, problems: list[str], work: Callable[[], Any]) -> None:
    """Do `work` without a network, then send what waits."""
    page.context.set_offline(True)
    work()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.context.set_offline(False)
    page.locator("#outbox [data-do=send]").click()
    expect(page.locator("[data-receipt]")).to_be_visible()
    problems[:] = [problem for problem in problems if not OFFLINE.search(problem)]


def stored(database: Database) -> Response:
    with database.session() as session:
        return session.scalars(select(Response)).one()


def test_a_form_sent_at_once_tells_how_long_it_took(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    answer(page)
    page.wait_for_url("**/sent/*")
    assert stored(database).started_at is not None
    assert stored(database).seconds is not None


def test_a_form_that_waited_tells_only_when_it_was_begun(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = opened(phone())
    offline(page, page_problems, lambda: answer(page))
    assert stored(database).started_at is not None
    assert stored(database).seconds is None


def test_a_form_opened_without_a_network_tells_nothing_of_time(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = opened(phone())
    page.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(Boolean)")
    page.goto("/")
    page.evaluate("localStorage.clear()")  # a draft would remember when it was begun
    offline(page, page_problems, lambda: answer(opened(page)))
    assert (stored(database).started_at, stored(database).seconds) == (None, None)


def test_a_form_that_waited_while_its_survey_closed_is_received_late(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = opened(phone())
    offline(page, page_problems, lambda: (answer(page), close_survey(database, "test")))
    page.locator("[data-receipt]").click()
    expect(page.locator("main")).to_contain_text("The survey had closed when your answers arrived.")
    assert stored(database).flags == "late"


@pytest.mark.parametrize("script", [True, False])
def test_nobody_meets_the_unseen_field(phone: OpenPhone, script: bool) -> None:
    page = open_form(phone(java_script_enabled=script), "/s/test")
    field = page.locator("[name=form_website]")
    expect(field).to_have_count(1)
    expect(page.get_by_role("textbox", name="Leave this empty")).to_have_count(0)
    met = []
    for _press in range(25):
        page.keyboard.press("Tab")
        met.append(page.locator(":focus").get_attribute("name") if page.locator(":focus").count() else None)
    assert "O1" in met or script
    assert "form_website" not in met
