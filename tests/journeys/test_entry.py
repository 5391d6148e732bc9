"""A reviewer types in a pile of paper, one form after the other, and hands out the codes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Response
from tests.builders import PASSWORD, add_survey, add_user

SLOWLY = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pile_of_paper(phone: Callable[..., Page], database: Database, scripts: bool) -> None:
    add_user(database, email="kim@example.org")
    add_survey(database)
    page = phone(locale="en", viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    page.goto("/staff/enter")
    page.get_by_label("E-mail address").fill("kim@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Test survey").click()
    page.get_by_label("How it came").select_option("meeting")
    page.get_by_role("button", name="Tiếng Việt").click()
    codes = []
    for words in ("Xe buýt luôn đến muộn.", "Thư viện rất tốt."):
        page.get_by_label("Điều gì đang tốt?").fill(words)
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved. Next one.").wait_for(timeout=SLOWLY)
        expect(page.get_by_label("Điều gì đang tốt?")).to_have_value("")
        expect(page.get_by_label("How it came")).to_have_value("meeting")
        codes.append(page.locator(".code").inner_text())
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="The person has the code now").click()
    expect(page.get_by_text("Saved. Next one.")).to_be_hidden()
    assert len(set(codes)) == 2
    with database.session() as session:
        found = session.execute(select(Response.channel, Response.language)).all()
    assert found == [("meeting", "vi")] * 2
    if scripts:
        assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == "{}"
