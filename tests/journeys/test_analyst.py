"""An analyst on a small phone: signs in, narrows what is counted, opens the comments behind a number, takes a file."""

import csv
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from survey.database import Database
from tests.builders import PASSWORD, add_record, add_user

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "vi", "sv")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(autouse=True)
def comments(database: Database) -> None:
    add_user(database, "analyst", email="ana@example.org")
    for number in range(12):
        feeling = ("negative", "negative", "positive", "mixed", "not_scored")[number % 5]
        themes = {"transport_mobility": feeling, "parks_recreation_culture": "neutral"}
        add_record(database, f"Comment {number}", themes=themes, sentiment=feeling, language=("sv", "vi")[number % 2])
    add_record(database, "=cmd|' /C calc'!A0", language="sv", sentiment="neutral")
    add_record(database, "A secret", themes={"transport_mobility": "negative"}, sensitivity="S3", language="sv")


def sign_in(page: Page, language: str = "en") -> None:
    page.goto(f"/analyst/?lang={language}")
    page.locator("input[type=text], input[type=email]").first.fill("ana@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/analyst/**")


@pytest.mark.parametrize("scripted", [True, False])
def test_from_a_question_to_the_comments_and_a_file(phone, tmp_path: Path, scripted: bool) -> None:
    page = phone(java_script_enabled=scripted)
    sign_in(page)
    expect(page.get_by_role("status")).to_have_text("13 records are counted")

    page.get_by_text("Choose what is counted").click()
    page.get_by_role("combobox", name="Language").select_option("sv")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("7 records are counted")
    expect(page.locator("svg.bars .name").first).to_contain_text("· 6")

    row = page.get_by_role("row", name="Transport and mobility")
    row.get_by_role("link").nth(1).click()  # negative
    expect(page.locator("ol.cards > li")).to_have_count(3)
    page.go_back()

    with page.expect_download() as download:
        page.get_by_role("link", name="as CSV").click()
    saved = tmp_path / "export.csv"
    download.value.save_as(saved)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 and {row["language"] for row in rows} == {"sv"}
    assert rows[-1]["text"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_fit_a_phone_and_everybody(phone, language: str) -> None:
    page = phone(locale=language)
    sign_in(page, language)
    for address in ("/analyst/", "/analyst/indicators"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert Axe().run(page, options=RULES).response["violations"] == []
