"""A picture sent from a phone: at once, from the queue, and after something else had to be put right."""

import io
from collections.abc import Callable

import pytest
from PIL import Image as Pictures
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Answer, Image
from tests.builders import CONTENT, add_agency, add_survey
from tests.phones import open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
ITEMS = [
    {"type": "image", "name": "photo", "label": {"en": "A photo"}},
    {"type": "integer", "name": "lamps", "label": {"en": "How many lamps?"}},
]


@pytest.fixture(autouse=True)
def lamps(database: Database) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    add_survey(database, "lamps", {"languages": ["en"], "title": CONTENT["title"], "items": ITEMS})


def photo() -> FilePayload:
    written = io.BytesIO()
    Pictures.effect_noise((1200, 900), 80).save(written, "JPEG", quality=90)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def opened(phone: OpenPhone, **choices: object) -> Page:
    page = open_form(phone(**choices), "/s/lamps")
    page.locator("#q-photo").set_input_files(photo())
    return page


def kept(database: Database) -> tuple[int, set[str]]:
    """How many pictures, and which questions have an answer."""
    with database.session() as session:
        return len(session.scalars(select(Image.data)).all()), set(session.scalars(select(Answer.question)))


def test_without_script(phone: OpenPhone, database: Database) -> None:
    page = opened(phone, java_script_enabled=False)
    page.locator("#q-lamps").fill("1.2.3")
    page.locator("#send").click()
    expect(page.get_by_text("choose it once more")).to_be_visible()
    page.locator("#q-photo").set_input_files(photo())
    page.locator("#q-lamps").fill("3")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert kept(database) == (1, {"photo", "lamps"})


def test_stays_chosen_when_something_else_is_wrong(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = opened(phone)
    page.locator("#q-lamps").fill("1.2.3")
    page.locator("[data-do=next]").click()
    expect(page.locator("#review-section")).to_contain_text("IMG_1.jpg")
    page.locator("#send").click()
    page.locator(".error-summary a:visible").click()
    page.locator("#q-lamps").fill("3")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert kept(database) == (1, {"photo", "lamps"})
    page_problems[:] = [problem for problem in page_problems if not problem.startswith("422")]


@pytest.mark.parametrize("way", ["another language", "another day", "with a code"])
def test_a_picture_that_is_not_kept_is_asked_for_again(phone: OpenPhone, way: str) -> None:
    page = opened(phone)
    again = page.get_by_text("choose it once more")
    expect(again).to_be_hidden()
    page.locator("#q-lamps").fill("3")
    if way == "another language":
        page.get_by_role("button", name="English").click()
        page.wait_for_url("**lang=en")
    if way == "another day":
        page.goto("about:blank")
        open_form(page, "/s/lamps")
    if way == "with a code":
        page.locator("button[name=save]").click()
        code = page.locator(".code").inner_text()
        page.goto("/continue")
        page.locator("#code").fill(code)
        page.get_by_role("button", name="Go on").click()
    page.locator("html.by-section").wait_for()
    expect(page.locator("#q-lamps")).to_have_value("3")
    expect(again).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_where_nothing_can_be_kept_another_language_asks_for_it_again(phone: OpenPhone, script: bool) -> None:
    page = phone(java_script_enabled=script)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { value: undefined })")
    open_form(page, "/s/lamps").locator("#q-photo").set_input_files(photo())
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/answers")
    expect(page.get_by_text("choose it once more")).to_be_visible()


def test_stays_chosen_on_a_kiosk_in_another_language(phone: OpenPhone) -> None:
    page = open_form(phone(), "/k/lamps")
    page.locator("#q-photo").set_input_files(photo())
    with page.expect_response("**/k/lamps*"):
        page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text("choose it once more")).to_be_hidden()
    page.locator("[data-do=next]").click()
    expect(page.locator("#review-section")).to_contain_text("IMG_1.jpg")


def test_stays_chosen_on_a_kiosk_when_something_else_is_wrong(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = open_form(phone(), "/k/lamps")
    page.locator("#q-photo").set_input_files(photo())
    page.locator("#q-lamps").fill("1.2.3")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    expect(page.locator(".error-summary:visible")).to_be_visible()
    page.locator("#q-lamps").fill("3")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    page.locator(".code").wait_for()
    assert kept(database) == (1, {"photo", "lamps"})
    page_problems.clear()


def test_waits_on_the_phone(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = opened(phone)
    page.locator("[data-do=next]").click()
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/")
    expect(again.locator("[data-receipt]")).to_be_visible()
    assert kept(database) == (1, {"photo"})
    page_problems.clear()
