"""A form with logic on a small phone, with script and without, from the left and from the right."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Answer
from tests.builders import add_agency, add_survey
from tests.journeys.survey_of_all_kinds import CONTENT, LANGUAGES

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]


@pytest.fixture(autouse=True)
def travel(database: Database) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    add_survey(database, "travel", CONTENT)


def opened(page: Page, code: str = "en") -> Page:
    page.goto(f"/s/travel?lang={code}")
    page.locator("html.by-section").wait_for()
    return page


def answers(database: Database) -> dict[str, str]:
    with database.session() as session:
        return {name: value for name, value in session.execute(select(Answer.question, Answer.value))}


def choose(page: Page, name: str, code: str) -> None:
    page.locator(f'input[name="{name}"][value="{code}"]').check()


def go_on(page: Page) -> None:
    page.locator("[data-do=next]").click()


def heading(page: Page, text: str) -> None:
    expect(page.locator("section[data-section]:visible h2")).to_have_text(text)


def test_only_what_concerns_somebody_is_asked(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    expect(page.locator('[data-question="town"]')).to_be_hidden()  # no choice is left of it yet
    choose(page, "how", "bus")
    expect(page.locator('input[value="north"]')).to_be_visible()
    expect(page.locator('input[value="south"]')).to_be_hidden()
    choose(page, "town", "north")
    page.locator("#q-times").fill("30")
    go_on(page)
    heading(page, "The bus")
    expect(page.locator("#progress")).to_have_text("Section 2 of 3")
    page.locator("#q-better").fill("Later buses")
    go_on(page)
    heading(page, "Some more")
    expect(page.locator("#q-late")).to_be_visible()
    go_on(page)
    expect(page.locator("#review-section")).not_to_contain_text("cost")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert answers(database) == {
        "how": "bus", "town": "north", "times": "30", "better": "Later buses", "yearly": "1560",
    }  # fmt: skip


def test_an_answer_that_is_taken_back_takes_others_with_it(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    choose(page, "how", "bus")
    choose(page, "town", "north")
    go_on(page)
    page.locator("#q-better").fill("Later buses")
    page.locator("[data-do=back]").click()
    choose(page, "how", "car")
    go_on(page)
    heading(page, "The car")
    go_on(page)
    go_on(page)
    expect(page.locator("#review-section")).not_to_contain_text("North town")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert answers(database) == {"how": "car"}


def test_the_authors_words_say_what_is_wrong(phone: OpenPhone) -> None:
    page = opened(phone())
    page.locator("#q-times").fill("99")
    go_on(page)
    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_text(["Say how you travel.", "Write a number from 1 to 50."])
    summary.locator("a").last.click()
    expect(page.locator("#q-times")).to_be_focused()
    assert "error" in (page.locator("#q-times").get_attribute("aria-describedby") or "")
    choose(page, "how", "car")
    page.locator("#q-times").fill("3")
    go_on(page)
    heading(page, "The car")
    expect(summary).to_be_hidden()


def test_what_only_the_server_finds_is_shown_in_its_place(phone: OpenPhone, page_problems: list[str]) -> None:
    page = opened(phone())
    choose(page, "how", "car")
    page.locator("#q-times").fill("3")
    go_on(page)
    page.locator("#q-cost").fill("1.2.3")
    go_on(page)
    page.locator('select[name="values"]').first.select_option(index=2)
    go_on(page)
    page.locator("#send").click()
    summary = page.locator(".error-summary:visible")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(2)
    heading(page, "The car")
    expect(page.locator("#q-cost")).to_have_value("1.2.3")
    expect(page.locator("#q-times")).to_have_value("3")
    summary.locator("a").last.click()
    heading(page, "Some more")
    expect(page.locator("#q-values")).to_be_focused()
    page.locator('select[name="values"]').first.select_option(index=1)
    page.locator("[data-do=back]").click()
    page.locator("#q-cost").fill("120,5")
    go_on(page)
    go_on(page)
    expect(page.locator(".error-summary:visible")).to_have_count(0)
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    page_problems[:] = [problem for problem in page_problems if not problem.startswith("422")]


def test_without_script_words_say_when(phone: OpenPhone, database: Database) -> None:
    page = phone(java_script_enabled=False)
    page.goto("/s/travel?lang=en")
    expect(page.locator("section[data-section]:visible")).to_have_count(4)
    expect(page.locator(".when").first).to_have_text("Answer this if you chose “Bus” at “How do you travel?”.")
    choose(page, "how", "bus")
    choose(page, "town", "south")
    page.locator("#q-better").fill("Later buses")
    page.locator("#q-cost").fill("3")
    page.locator("#send").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    choose(page, "town", "north")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert answers(database) == {"how": "bus", "town": "north", "better": "Later buses"}


def test_every_kind_by_keyboard(phone: OpenPhone, database: Database) -> None:
    page = opened(phone())
    page.locator('input[name="how"]').first.focus()
    page.keyboard.press("ArrowDown")
    page.locator("[data-do=next]").focus()
    page.keyboard.press("Enter")
    heading(page, "The car")
    page.locator("#q-cost").press("Enter")
    heading(page, "Some more")
    page.locator('select[name="values"]').nth(0).press("2")
    page.locator('select[name="values"]').nth(1).press("1")
    page.locator('input[name="mark"]').first.press("ArrowRight")
    page.locator("#q-day").press_sequentially("11202026")
    page.locator("#q-clock").press_sequentially("0230PM")
    page.locator("#q-read").press("Space")
    page.locator("#q-place").press("Enter")
    expect(page.locator("#review-section")).to_be_visible()
    page.locator("#send").press("Enter")
    page.wait_for_url("**/sent/*")
    assert answers(database) == {
        "how": "car", "values": "fast safe", "mark": "1", "day": "2026-11-20", "clock": "14:30", "read": "OK",
    }  # fmt: skip


def test_the_phone_tells_its_position_when_asked(phone: OpenPhone) -> None:
    page = opened(phone(geolocation={"latitude": 56.833449, "longitude": 13.940812}, permissions=["geolocation"]))
    page.evaluate("document.querySelector('#q-place').closest('section').hidden = false")
    expect(page.locator("#q-place")).to_have_value("")
    page.get_by_role("button", name="Use my position").click()
    expect(page.locator("#q-place")).to_have_value("56.833 13.941 0 0")


def test_a_phone_that_may_not_tell_says_so(phone: OpenPhone) -> None:
    page = opened(phone(permissions=[]))
    page.evaluate("document.querySelector('#q-place').closest('section').hidden = false")
    page.get_by_role("button", name="Use my position").click()
    expect(page.get_by_text("Your position could not be found.")).to_be_visible()


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_too_small_or_beyond_the_edge(phone: OpenPhone, code: str) -> None:
    page = phone(locale=code)
    page.goto(f"/s/travel?lang={code}")
    page.locator("html.by-section").wait_for()
    page.evaluate("for (const part of document.querySelectorAll('section')) part.hidden = false")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(SMALL) == []
    assert page.locator("section[data-section]").first.evaluate("e => getComputedStyle(e).direction") == (
        "rtl" if code == "ar" else "ltr"
    )


SMALL = """() => [...document.querySelectorAll("main :is(input, select, textarea, button)")]
    .filter(one => one.type !== "hidden" && one.tabIndex >= 0)
    .map(one => [one.name || one.textContent, /radio|checkbox/.test(one.type) ? one.closest("label") : one])
    .map(([name, one]) => [name, one.getBoundingClientRect()])
    .filter(([, box]) => box.height && (box.height < 43.5 || box.width < 43.5)).map(([name]) => name)"""
