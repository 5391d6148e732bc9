"""A reviewer on a small phone: signs in, narrows the queue, reads, confirms the codes, replies and closes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.actions.run_analysis import analyse_waiting
from survey.actions.set_status import set_status
from survey.database import Database
from survey.models import Coding, FeedbackRecord, HistoryEvent, Reply
from tests.builders import PASSWORD, add_record, add_user

COMMENT = "Xe buýt luôn đến trễ và tài xế rất thô lỗ."

pytestmark = pytest.mark.browser


@pytest.fixture
def record(database: Database) -> int:
    """A Vietnamese comment that the machine has just read, behind others."""
    add_user(database, email="kim@example.org", name="Kim")
    waiting = add_record(
        database, COMMENT, redacted=None, analysis_state="pending", sensitivity=None, language=None, sentiment=None,
        type=None, reviewed_at=None, contactable=True,
    )  # fmt: skip
    for number in range(30):
        add_record(database, f"Comment {number}: the library is lovely.", sentiment="positive", type="praise")
    assert sum(analyse_waiting(database)) == 1
    return waiting


def enter(page: Page) -> None:
    page.goto("/staff/?view=open")
    page.get_by_label("E-mail address").fill("kim@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feedback")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_signing_in_to_closing(phone: Callable[..., Page], database: Database, record: int, scripts: bool) -> None:
    page = phone(locale="en", java_script_enabled=scripts)
    enter(page)
    expect(page.get_by_text("31 records match.")).to_be_visible()
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Previous page").click()
    page.get_by_text("Filter and search").click()
    page.get_by_role("combobox", name="Language", exact=True).select_option("vi")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 record matches.")).to_be_visible()

    page.get_by_role("link", name=f"Record {record}").click()
    expect(page.locator("blockquote")).to_have_text(COMMENT)
    expect(page.locator("blockquote")).to_have_attribute("lang", "vi")
    assert page.locator("blockquote mark").count() >= 1
    page.get_by_text("Change the codes").click()
    page.get_by_label("Main theme", exact=True).select_option("transport_mobility")
    page.get_by_label("Feeling about the main theme").select_option("negative")
    page.get_by_role("button", name="Confirm the codes").click()
    expect(page.get_by_role("status").first).to_have_text("The codes are saved.")

    page.get_by_label("Reply to the resident").fill("Chúng tôi sẽ thêm xe từ tháng sau.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("status").first).to_have_text("The reply is sent.")

    page.get_by_label("New status").select_option("closed")
    page.get_by_role("button", name="Save the status").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the outcome")
    page.get_by_label("Outcome, when").select_option("action_planned")
    page.get_by_role("button", name="Save the status").click()
    expect(page.get_by_role("status").first).to_have_text("The status is saved.")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

    with database.session() as session:
        now = session.get_one(FeedbackRecord, record)
        assert (now.status, now.outcome, now.language) == ("closed", "action_planned", "vi")
        assert session.scalars(select(Reply)).one().language == "vi"
        first = session.scalars(select(Coding).where(Coding.record_id == record, Coding.in_force)).first()
        assert first and (first.theme, first.coder.startswith("user:")) == ("transport_mobility", True)
        kinds = {event.kind for event in session.scalars(select(HistoryEvent)) if event.user_id}
        assert {"themes", "reply", "outcome", "status"} <= kinds


def test_two_people_at_once(phone: Callable[..., Page], database: Database, record: int) -> None:
    page = phone(locale="en")
    enter(page)
    page.goto(f"/staff/records/{record}")
    page.get_by_label("Reply to the resident").fill("My words.")
    with database.session() as session:
        revision = session.get_one(FeedbackRecord, record).revision
    set_status(database, add_user(database, name="Robin"), record, revision, "in_progress")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("alert")).to_contain_text("Robin: Status: from Received to In progress")
    expect(page.get_by_label("Reply to the resident")).to_have_value("My words.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("status").first).to_have_text("The reply is sent.")


@pytest.mark.parametrize("locale", ["en", "vi", "sv"])
def test_nothing_sticks_out_and_every_target_can_be_hit(
    phone: Callable[..., Page], database: Database, record: int, locale: str
) -> None:
    page = phone(locale=locale, viewport={"width": 320, "height": 640})
    page.goto("/staff/sign-in")
    for address in ("/staff/sign-in", "/staff/", f"/staff/records/{record}", "/staff/surveys", "/staff/accounts",
                    "/staff/accounts/1", "/staff/password", "/staff/?status=received&theme=none"):  # fmt: skip
        page.goto(address)
        if "sign-in" in page.url and address != "/staff/sign-in":
            page.locator('input[type="email"]').fill("kim@example.org")
            page.locator('input[type="password"]').fill(PASSWORD)
            with page.expect_navigation(wait_until="load"):
                page.locator("main button").click()
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert page.evaluate(SMALL) == [], address


SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(part => part.checkVisibility() && !part.closest('.skip'))
  .map(part => ({part, box: (part.closest('label') || part).getBoundingClientRect()}))
  .filter(({box}) => box.width < 44 || box.height < 44)
  .map(({part}) => part.outerHTML.slice(0, 80))"""
