"""The form on a small phone with script: section by section, kept while typed, sent when there is a network, once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from survey.actions.import_survey import import_survey
from survey.actions.publish_survey import publish_survey
from survey.database import Database
from survey.models import Answer, Response
from survey.settings import Settings
from tests.builders import add_agency
from tests.phones import erase_typed

BUILT_IN = Path(__file__).parents[2] / "survey" / "builtin" / "community.md"
CODE = re.compile(r"^([A-Z0-9]{4}-){2}[A-Z0-9]{4}$")
OFFLINE = re.compile("ERR_INTERNET_DISCONNECTED|Failed to fetch")

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
SLOWLY = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk


@pytest.fixture(autouse=True)
def community(database: Database, settings: Settings) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    import_survey(database, BUILT_IN)
    publish_survey(database, "community", settings)


def opened(page: Page, address: str = "/s/community") -> Page:
    page.goto(address)
    page.locator("html.by-section").wait_for()
    return page


def go_on(page: Page, times: int = 1) -> None:
    for _time in range(times):
        page.locator("[data-do=next]").click()


def fill(page: Page, words: str = "The library is good.") -> None:
    """From the first section to the page where answers are checked."""
    go_on(page)
    page.locator('input[name="R11"][value="7"]').check()
    go_on(page, 2)
    page.locator("#q-O1").fill(words)
    go_on(page, 2)
    expect(page.locator("#review-section")).to_be_visible()


def counted(database: Database) -> tuple[int, int]:
    """How many responses, and how many answers."""
    with database.session() as session:
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in (Response, Answer))  # type: ignore[return-value]


def forget_offline(problems: list[str]) -> None:
    problems[:] = [problem for problem in problems if not OFFLINE.search(problem)]


def test_one_section_at_a_time(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    headings = page.locator("section[data-section]:visible h2")
    expect(headings).to_have_text(["Before you start"])
    expect(page.locator("#progress")).to_have_text("Section 1 of 5")
    go_on(page)
    expect(page.locator("#progress")).to_have_text("Section 2 of 5")
    expect(page).to_have_title(re.compile("^Section 2 of 5"))
    page.locator("[data-do=back]").click()
    expect(headings).to_have_text(["Before you start"])
    fill(page)
    expect(page.locator("#review-section")).to_contain_text("The library is good.")
    expect(page.locator("#review-section")).to_contain_text("Not answered")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert CODE.match(page.locator(".code").inner_text())
    assert counted(database) == (1, 2)


def test_an_empty_form_is_not_sent_nor_kept(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    go_on(page, 5)
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("You have not answered anything yet.")
    expect(page.locator("#outbox")).to_be_hidden()
    assert counted(database) == (0, 0)


def test_change_leads_to_the_question_and_straight_back(phone: OpenPhone) -> None:
    page = opened(phone())
    fill(page)
    page.get_by_role("button", name=re.compile("Change.*What works well")).click()
    expect(page.locator("#q-O1")).to_be_focused()
    page.locator("#q-O1").fill("The park is good.")
    go_on(page)
    expect(page.locator("#review-section")).to_contain_text("The park is good.")


def test_the_phones_back_button_goes_back_a_section(phone: OpenPhone) -> None:
    page = opened(phone())
    go_on(page, 2)
    page.go_back()
    expect(page.locator("#progress")).to_have_text("Section 2 of 5")
    page.go_back()
    expect(page.locator("#progress")).to_have_text("Section 1 of 5")


def test_what_is_typed_survives_the_browser(phone: OpenPhone) -> None:
    page = opened(phone())
    go_on(page, 3)
    page.locator("#q-O1").fill("Half a thought")
    page.goto("about:blank")
    page = opened(page)
    expect(page.locator("#q-O1")).to_have_value("Half a thought")
    expect(page.locator("#q-O1")).to_be_visible()
    expect(page.locator("#draft")).to_be_visible()


def test_who_only_looked_is_not_told_of_having_typed(phone: OpenPhone) -> None:
    page = opened(phone())
    go_on(page, 2)
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("#progress")).to_have_text(re.compile("3.*5"))
    expect(page.locator("#draft")).to_be_hidden()


def test_erasing_leaves_nothing_on_the_phone(phone: OpenPhone) -> None:
    page = opened(phone())
    go_on(page, 3)
    page.locator("#q-O1").fill("Half a thought")
    page.locator("p [data-do=erase]").dblclick()  # a slip of the finger
    expect(page.locator("#q-O1")).to_have_value("Half a thought")
    page.locator("#q-O1").focus()
    erase_typed(page)
    expect(page.locator("#progress")).to_have_text("Section 1 of 5")
    assert "Half" not in page.evaluate("JSON.stringify({...localStorage})")
    page = opened(page)
    expect(page.locator("#q-O1")).to_have_value("")


def test_the_language_changes_in_the_middle_and_nothing_is_lost(phone: OpenPhone) -> None:
    page = opened(phone())
    go_on(page, 3)
    page.locator("#q-O1").fill("Half a thought")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("#progress")).to_have_text(re.compile("4.*5"))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("#q-O1")).to_have_value("Half a thought")


@pytest.mark.parametrize("locale", ["en", "vi", "sv"])
def test_no_network_then_a_closed_browser_then_one_response(
    phone: OpenPhone, database: Database, page_problems: list[str], locale: str
) -> None:
    page = opened(phone(locale=locale))
    fill(page)
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#waiting-heading")).to_be_visible()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.close()
    assert counted(database) == (0, 0)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/")
    code = again.locator("[data-receipt]")
    expect(code).to_be_visible(timeout=SLOWLY)
    assert CODE.match(code.inner_text())
    assert counted(database) == (1, 2)
    code.click()
    expect(again.locator(".code")).to_have_text(CODE)
    forget_offline(page_problems)


def test_a_form_opened_once_opens_without_a_network(phone: OpenPhone, page_problems: list[str]) -> None:
    page = opened(phone())
    page.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(Boolean)")
    page.context.set_offline(True)
    page = opened(page)
    fill(page)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    forget_offline(page_problems)


def test_a_waiting_form_can_be_read_and_removed(phone: OpenPhone, page_problems: list[str]) -> None:
    page = opened(phone())
    fill(page)
    page.context.set_offline(True)
    page.locator("#send").click()
    page.locator("#outbox summary").click()
    expect(page.locator("#outbox dl")).to_contain_text("The library is good.")
    page.locator("#outbox [data-do=remove]").click()
    expect(page.locator("#outbox")).to_be_hidden()
    forget_offline(page_problems)


def test_an_answer_that_never_came_back_is_stored_once(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = opened(phone())
    fill(page)

    def swallow(route) -> None:  # type: ignore[no-untyped-def]
        route.fetch()  # the server stores it; nobody hears of it
        route.abort()

    page.route("**/answers", swallow)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    assert counted(database)[0] == 1
    page.unroute("**/answers")
    page.locator("#outbox [data-do=send]").click()
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=SLOWLY)
    expect(page.locator("#waiting-heading")).to_be_hidden()
    assert counted(database) == (1, 2)
    page_problems.clear()


def test_two_tabs_keep_to_themselves(phone: OpenPhone, database: Database) -> None:
    one = opened(phone())
    go_on(one, 3)
    one.locator("#q-O1").fill("From the first")
    two = one.context.new_page()
    opened(two)
    expect(two.locator("#other-tab")).to_be_visible()
    expect(two.locator("#q-O1")).to_have_value("")
    fill(two, "From the second")
    two.locator("#send").click()
    two.wait_for_url("**/sent/*")
    expect(one.locator("#q-O1")).to_have_value("From the first")
    go_on(one, 2)
    one.locator("#send").click()
    one.wait_for_url("**/sent/*")
    assert counted(database)[0] == 2


def test_sent_answers_are_not_on_the_phone_any_more(phone: OpenPhone) -> None:
    page = opened(phone())
    fill(page)
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert page.evaluate("JSON.stringify({...localStorage})") == "{}"
    page = opened(page)
    expect(page.locator("#q-O1")).to_have_value("")


@pytest.mark.parametrize("with_script", [True, False])
def test_goes_on_on_another_device(phone: OpenPhone, database: Database, with_script: bool) -> None:
    page = phone(java_script_enabled=with_script)
    page.goto("/s/community")
    if with_script:
        page.locator("html.by-section").wait_for()
        go_on(page, 3)
    page.locator("#q-O1").fill("Half a thought")
    page.locator("button[name=save]").click()
    code = page.locator(".code").inner_text()
    other = phone(java_script_enabled=with_script)
    other.goto("/")
    other.get_by_role("link", name="Go on with a code").click()
    other.locator("#code").fill(code.lower())
    other.get_by_role("button", name="Go on").click()
    expect(other.locator("#q-O1")).to_have_value("Half a thought")
    if with_script:
        expect(other.locator("#progress")).to_have_text("Section 4 of 5")
        go_on(other, 2)
    other.locator("#send").click()
    other.wait_for_url("**/sent/*")
    assert counted(database) == (1, 1)
