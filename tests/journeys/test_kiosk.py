"""A tablet in a library: one answers and leaves, the next finds nothing of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from survey.database import Database
from survey.models import Answer, Response
from survey.resident.kiosk import PATIENCE
from tests.builders import add_agency, add_survey
from tests.journeys.survey_of_all_kinds import CONTENT as MANY_KINDS

WORDS = "The library is too cold"
TABLET = {"width": 768, "height": 1024}
SLOWLY = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(phone: Callable[..., Page], database: Database) -> Page:
    add_agency(database, default=True)
    add_survey(database)
    page = phone(locale="en", viewport=TABLET)
    page.clock.install()
    page.goto("/k/test")
    return page


def counted(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count(Response.id))) or 0


def send(page: Page) -> None:
    """From a form of one section."""
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my answers").click()


def pass_time(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def blank(page: Page) -> None:
    expect(page.locator("#q-O1")).to_have_value("")
    assert WORDS not in page.content()


def test_the_next_one_finds_nothing(tablet: Page, database: Database) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    send(tablet)
    tablet.locator(".code").wait_for(timeout=SLOWLY)
    code = tablet.locator(".code").inner_text()
    assert code not in tablet.url
    expect(tablet.get_by_role("heading", level=1)).to_be_focused()
    tablet.get_by_role("link", name="Done").click()
    blank(tablet)
    tablet.go_back()
    assert code not in tablet.content() and WORDS not in tablet.content()
    assert counted(database) == 1
    tablet.goto("/k/test")
    assert tablet.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == "{}"


def test_the_receipt_goes_by_itself(tablet: Page) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    send(tablet)
    tablet.locator(".code").wait_for(timeout=SLOWLY)
    pass_time(tablet, PATIENCE["receipt"] + 1)
    expect(tablet.get_by_role("dialog", name="Are you still there?")).to_be_visible()
    pass_time(tablet, PATIENCE["warning"] + 1)
    blank(tablet)


def test_a_form_that_was_left_is_erased_and_more_time_can_be_had(tablet: Page) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    for _time in range(3):
        pass_time(tablet, PATIENCE["form"] + 1)
        tablet.get_by_role("button", name="I need more time").click()
        expect(tablet.locator("#q-O1")).to_have_value(WORDS)
    pass_time(tablet, PATIENCE["form"] + 1)
    pass_time(tablet, PATIENCE["warning"] + 1)
    blank(tablet)


def test_erasing_at_once(tablet: Page) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    tablet.get_by_role("link", name="Erase and start again").click()
    blank(tablet)
    tablet.go_back()
    assert WORDS not in tablet.content()


def test_an_untouched_form_asks_nothing(tablet: Page) -> None:
    pass_time(tablet, 3600)
    expect(tablet.locator("#still-there")).to_be_hidden()


def test_the_language_changes_and_nothing_is_lost(tablet: Page) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    tablet.get_by_role("button", name="Tiếng Việt").click()
    expect(tablet.locator("html")).to_have_attribute("lang", "vi")
    expect(tablet.locator("#q-O1")).to_have_value(WORDS)
    tablet.goto("/k/test")
    expect(tablet.locator("html")).to_have_attribute("lang", "en")


def test_no_network_and_then_again(tablet: Page, database: Database, page_problems: list[str]) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    tablet.context.set_offline(True)
    send(tablet)
    expect(tablet.locator("#unsent")).to_be_visible()
    tablet.context.set_offline(False)
    tablet.get_by_role("button", name="Send my answers").click()
    tablet.locator(".code").wait_for(timeout=SLOWLY)
    assert counted(database) == 1
    page_problems.clear()


@pytest.fixture
def travel(phone: Callable[..., Page], database: Database) -> Page:
    add_agency(database, default=True)
    add_survey(database, "travel", MANY_KINDS)
    page = phone(locale="en", viewport=TABLET)
    page.clock.install()
    page.goto("/k/travel")
    return page


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def test_section_by_section_and_only_what_concerns_somebody(
    travel: Page, database: Database, page_problems: list[str]
) -> None:
    heading = travel.locator("section[data-section]:visible h2")
    expect(travel.locator("#progress")).to_have_text("Section 1 of 2")
    go_on(travel)
    expect(travel.locator("#summary")).to_contain_text("Say how you travel.")
    travel.locator('input[name="how"][value="bus"]').check()
    go_on(travel)
    expect(heading).to_have_text("The bus")
    travel.locator("#q-better").fill(WORDS)
    travel.get_by_role("button", name="Svenska").click()
    expect(heading).to_have_text("Bussen")
    expect(travel.locator("#q-better")).to_have_value(WORDS)
    travel.locator("[data-do=back]").click()
    travel.locator('input[name="how"][value="car"]').check()
    travel.locator("[data-do=next]").click()
    expect(heading).to_have_text("Bilen")
    travel.locator("#q-cost").fill("1.2.3")
    for _time in range(2):
        travel.locator("[data-do=next]").click()
    expect(travel.locator("#review-section")).not_to_contain_text(WORDS)
    travel.locator("#send").click()
    expect(heading).to_have_text("Bilen")
    travel.locator("#q-cost").fill("120")
    for _time in range(2):
        travel.locator("[data-do=next]").click()
    travel.locator("#send").click()
    travel.locator(".code").wait_for(timeout=SLOWLY)
    with database.session() as session:
        assert set(session.scalars(select(Answer.value))) == {"car", "120"}
    page_problems[:] = [problem for problem in page_problems if not problem.startswith("422")]


def test_a_section_that_was_reached_is_forgotten_too(travel: Page) -> None:
    travel.locator('input[name="how"][value="bus"]').check()
    go_on(travel)
    travel.locator("#q-better").fill(WORDS)
    pass_time(travel, PATIENCE["form"] + 1)
    pass_time(travel, PATIENCE["warning"] + 1)
    expect(travel.locator("#progress")).to_have_text("Section 1 of 2")
    expect(travel.locator('input[name="how"]:checked')).to_have_count(0)
    travel.go_back()
    assert WORDS not in travel.content()


def test_a_page_that_is_not_ours_takes_nothing_away(tablet: Page, page_problems: list[str]) -> None:
    tablet.locator("#q-O1").fill(WORDS)
    tablet.route("**/k/test", lambda route: route.fulfill(status=413, body="<h1>too large, says a proxy</h1>"))
    send(tablet)
    expect(tablet.locator("#unsent")).to_be_visible()
    expect(tablet.locator("#q-O1")).to_have_value(WORDS)
    page_problems.clear()


def test_without_script(phone: Callable[..., Page], database: Database) -> None:
    add_agency(database, default=True)
    add_survey(database)
    page = phone(locale="en", viewport=TABLET, java_script_enabled=False)
    page.goto("/k/test")
    page.locator("#q-O1").fill(WORDS)
    page.get_by_role("link", name="Erase and start again").click()
    expect(page.locator("#q-O1")).to_have_value("")
    page.locator("#q-O1").fill(WORDS)
    page.get_by_role("button", name="Send my answers").click()
    page.locator(".code").wait_for(timeout=SLOWLY)
    page.get_by_role("link", name="Done").click()
    expect(page.locator("#q-O1")).to_have_value("")
