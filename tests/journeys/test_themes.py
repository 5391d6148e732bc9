"""An administrator on a small phone adds a theme in two languages, tries it, saves it, and sees a comment coded so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from survey.actions.recode_records import recode_records
from survey.database import Database
from tests.builders import PASSWORD, add_record, add_user

pytestmark = pytest.mark.browser
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def enter(page: Page) -> None:
    page.goto("/staff/")
    page.get_by_label("E-mail address").fill("kim@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feedback")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_theme_from_the_first_word_to_a_coded_comment(
    phone: Callable[..., Page], database: Database, scripts: bool
) -> None:
    add_user(database, email="kim@example.org", name="Kim")
    record = add_record(database, "Sân trượt ván bị hỏng.", language="vi")
    for number in range(4):
        add_record(database, f"Comment {number}: the library is lovely.")
    page = phone(locale="en", java_script_enabled=scripts)
    enter(page)
    page.get_by_role("link", name="Themes").click()
    expect(page.get_by_text("There are none yet.")).to_be_visible()
    page.get_by_role("link", name="Add a theme").click()

    page.get_by_label("Name in English").fill("Skateboarding")
    page.get_by_text("Vietnamese", exact=True).click()
    page.get_by_label("Words in Vietnamese, one of which is enough").fill("trượt ván*!")
    page.get_by_role("button", name="Save the theme").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be used")
    expect(page.get_by_label("Name in English")).to_have_value("Skateboarding")
    page.get_by_label("Words in Vietnamese, one of which is enough").fill("trượt ván\nvan truot")
    page.get_by_role("button", name="Try it on the newest comments").click()
    expect(page.get_by_role("status")).to_contain_text("1 of the newest 5 comments")
    expect(page.locator("#trial mark")).to_have_text("trượt ván")
    assert scripts is False or not page.evaluate(WIDER_THAN_THE_SCREEN)
    page.get_by_role("button", name="Save the theme").click()
    expect(page.get_by_role("status").first).to_contain_text("The theme is saved.")
    expect(page.get_by_text("0 of 5 comments are coded by the themes below.")).to_be_visible()
    expect(page.get_by_role("heading", name="Skateboarding")).to_be_visible()

    assert sum(recode_records(database)) == 5
    page.goto(f"/staff/records/{record}")
    expect(page.get_by_text("Skateboarding: ").first).to_be_visible()
    page.goto("/staff/?theme=local_skateboarding")
    expect(page.get_by_text("1 record matches.")).to_be_visible()
