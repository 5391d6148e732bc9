"""What the server would refuse is said before it waits on the phone; what was refused all the same can be put right."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image as Pictures
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Answer, Survey
from tests.builders import CONTENT, add_agency, add_survey
from tests.phones import open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
ITEMS = [
    {"type": "integer", "name": "lamps", "label": {"en": "How many lamps?"}},
    {"type": "short_text", "name": "street", "label": {"en": "Which street?"}},
    {"type": "image", "name": "photo", "label": {"en": "A photo"}},
]
LATER = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk


@pytest.fixture(autouse=True)
def lamps(database: Database) -> None:
    add_agency(database, default=True)
    add_survey(database, "lamps", {"languages": ["en"], "title": CONTENT["title"], "items": ITEMS})


@pytest.mark.parametrize(
    ("question", "wrong", "said", "good"),
    [
        ("lamps", "two", "Enter a number, such as 12.", "١٢"),
        ("lamps", "2 or 3", "Enter a number, such as 12.", "-1 200"),
        ("street", "Å" * 301, "Shorten this: at most 300 characters.", "Å" * 300),
    ],
)
def test_is_said_before_it_is_sent(phone: OpenPhone, question: str, wrong: str, said: str, good: str) -> None:
    page = open_form(phone(), "/s/lamps")
    page.context.set_offline(True)
    page.locator(f"#q-{question}").fill(wrong)
    page.locator("[data-do=next]").click()
    expect(page.locator("#summary li a")).to_have_text([said])
    page.locator(f"#q-{question}").fill(good)
    page.locator("[data-do=next]").click()
    expect(page.locator("#review-section")).to_be_visible()


def refused(phone: OpenPhone) -> Page:
    """A form was finished without a network, and the server wants something else; the page is another one."""
    written = io.BytesIO()
    Pictures.new("RGB", (40, 30), "red").save(written, "JPEG")
    page = open_form(phone(), "/s/lamps")
    page.locator("#q-lamps").fill("1,5")
    page.locator("#q-street").fill("Storgatan")
    page.locator("#q-photo").set_input_files(
        {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}
    )
    page.context.set_offline(True)
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    again = page.context.new_page()
    page.close()
    return again


def stored(database: Database) -> set[tuple[str, str]]:
    with database.session() as session:
        return {(answer.question, answer.value) for answer in session.scalars(select(Answer))}


def test_what_was_refused_is_put_right(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = refused(phone)
    page.context.set_offline(False)
    page.goto("/")
    page.locator("#outbox [data-do=mend]").click(timeout=LATER)
    page.locator(".error-summary a", has_text="Enter a whole number, such as 12.").click()
    expect(page.locator("#q-street")).to_have_value("Storgatan")
    page.locator("#q-lamps").fill("1 or 2")
    page.locator("[data-do=next]").click()
    page.locator("#q-lamps").fill("2")
    page.locator("[data-do=next]").click()
    expect(page.locator("#review-section")).to_contain_text("lamp.jpg")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    assert {("lamps", "2"), ("street", "Storgatan")} < stored(database)
    assert len(stored(database)) == 3
    page.goto("/")
    expect(page.locator("#outbox")).to_be_hidden()
    page_problems.clear()


def test_what_is_still_refused_stays_and_other_drafts_too(phone: OpenPhone, page_problems: list[str]) -> None:
    page = refused(phone)
    page.context.set_offline(False)
    open_form(page, "/s/lamps").locator("#q-street").fill("Half a street")
    page.locator("#outbox [data-do=mend]").click(timeout=LATER)
    page.locator(".error-summary:visible").wait_for()
    expect(page.locator("#unkept")).to_be_visible()
    page.locator("#q-street").fill("Lillgatan")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()
    page.locator(".error-summary:visible").wait_for()
    expect(page.locator("#q-street")).to_have_value("Lillgatan")
    page.goto("/")
    page.locator("#outbox summary").click()
    expect(page.locator("#outbox dl")).to_contain_text("Lillgatan")
    expect(open_form(page, "/s/lamps").locator("#q-street")).to_have_value("Half a street")
    page_problems.clear()


def test_of_a_closed_survey_the_words_stay(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = refused(phone)
    with database.change() as session:
        survey = session.scalars(select(Survey)).one()
        survey.state, survey.closed_at = "closed", datetime.now(UTC) - timedelta(days=60)
    page.context.set_offline(False)
    page.goto("/")
    page.locator("#outbox [data-do=mend]").click(timeout=LATER)
    page.get_by_role("heading", name="This survey is closed").wait_for()
    page.goto("/")
    page.locator("#outbox summary").click()
    expect(page.locator("#outbox dl")).to_contain_text("Storgatan")
    page_problems.clear()
