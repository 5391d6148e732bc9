"""Questions whose names a page or its script uses itself: `phone` and `action` are questions people do ask."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Answer
from survey.phone_script import FOLDER
from survey.xlsform.names import RESERVED
from tests.builders import CONTENT, add_agency, add_survey
from tests.phones import erase_typed, open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
#: members of a form in the browser, then ids and templates of the page
NAMES = (
    *("action", "append", "autocomplete", "dataset", "elements", "hidden", "id", "length", "method", "name"),
    *("prepend", "remove", "reset", "submit", "target", "title"),
    *("content", "draft", "form", "kept", "logic", "outbox", "phone", "progress", "questions", "review", "send"),
    *("steps", "summary", "unsent", "waiting", "words"),
)
OFFLINE = re.compile("ERR_INTERNET_DISCONNECTED|Failed to fetch")


@pytest.fixture(autouse=True)
def unlucky(database: Database) -> None:
    add_agency(database, default=True)
    asked = [{"type": "short_text", "name": name, "label": {"en": f"Your {name}"}} for name in NAMES]
    group = {"type": "group", "name": "all", "label": {"en": "All"}, "items": asked}
    add_survey(database, "unlucky", {"languages": ["en", "sv"], "title": CONTENT["title"], "items": [group]})


def fill(page: Page) -> None:
    for name in NAMES:
        page.get_by_label(f"Your {name}", exact=True).fill(f"My {name}")


def expect_all(page: Page, words: str = "My ") -> None:
    for name in NAMES:
        expect(page.get_by_label(f"Your {name}", exact=True)).to_have_value(words and f"{words}{name}")


def stored(database: Database) -> dict[str, str]:
    with database.session() as session:
        return {answer.question: answer.value for answer in session.scalars(select(Answer))}


ALL = {name: f"My {name}" for name in NAMES}


def test_are_kept_erased_translated_and_sent(phone: OpenPhone, database: Database) -> None:
    page = open_form(phone(), "/s/unlucky")
    page.get_by_label("Your action", exact=True).fill("None")
    erase_typed(page)
    expect_all(page, "")
    fill(page)
    page.goto("about:blank")
    expect_all(open_form(page, "/s/unlucky"))
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.locator("html.by-section").wait_for()
    expect_all(page)
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert stored(database) == ALL


def test_wait_on_the_phone(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = open_form(phone(), "/s/unlucky")
    fill(page)
    page.context.set_offline(True)
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    expect(page.locator("#waiting-heading")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-receipt]")).to_be_visible()
    assert stored(database) == ALL
    page_problems[:] = [problem for problem in page_problems if not OFFLINE.search(problem)]


def test_are_sent_from_a_tablet_that_many_use(phone: OpenPhone, database: Database) -> None:
    page = open_form(phone(), "/k/unlucky")
    fill(page)
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect_all(page)
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    expect(page.locator(".code")).to_be_visible()
    assert page.url.partition("?")[0].endswith("/k/unlucky")
    assert stored(database) == ALL


def test_what_the_script_asks_of_a_form_is_no_questions_name() -> None:
    """A control of that name would stand in for it, whatever the script does."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    asked = set(re.findall(r"\bform\??\.(\w+)", source)) | set(re.findall(r"\bevent\.target\.(\w+)\(", source))
    assert asked - set(RESERVED) == set()
