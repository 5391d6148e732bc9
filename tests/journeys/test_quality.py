"""An analyst draws a sample, two reviewers code it on small phones and see nobody's codes, the analyst sees figures."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from survey.actions.run_analysis import analyse_waiting
from survey.database import Database
from survey.models.user import ANALYST, REVIEWER
from tests.builders import PASSWORD, add_agency, add_audit_sample, add_opinions, add_record, add_user

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COMMENTS = ("The buses are always late.", "Bussen kommer aldrig i tid.", "Xe buýt luôn đến trễ.")
PEOPLE = {"ana": ANALYST, "rio": REVIEWER, "sam": REVIEWER}


@pytest.fixture(autouse=True)
def town(database: Database) -> None:
    """Three comments that the machine has read, and three people."""
    add_agency(database, default=True)
    for name, role in PEOPLE.items():
        add_user(database, role, email=f"{name}@example.org", name=name)
    for comment in COMMENTS:
        add_record(
            database, comment, redacted=None, analysis_state="pending", sensitivity=None, language=None,
            sentiment=None, type=None,
        )  # fmt: skip
    assert sum(analyse_waiting(database)) == 3


def enter(page: Page, name: str, address: str) -> None:
    page.goto(address)
    page.locator("input[type=text], input[type=email]").first.fill(f"{name}@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button").click()
    expect(page.locator("input[type=password]")).to_have_count(0)


def code(page: Page, theme: str) -> None:
    page.get_by_label("Main theme", exact=True).select_option(theme)
    page.get_by_label("Feeling about the main theme").select_option("negative")
    page.get_by_label("Feeling of the whole comment").select_option("negative")
    page.get_by_label("Kind of feedback").select_option("complaint")
    page.get_by_label("Language it is written in").select_option("en")
    page.get_by_label("Sensitivity").select_option("S0")
    page.get_by_role("button", name="Save the codes").click()
    expect(page.get_by_role("status").first).to_have_text("The codes are saved.")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_draw_to_the_figures(phone: Callable[..., Page], tmp_path: Path, scripts: bool) -> None:
    ana, rio, sam = (phone(locale="en", java_script_enabled=scripts) for _ in PEOPLE)
    enter(ana, "ana", "/analyst/quality")
    ana.get_by_label("How many comments").fill("3")
    ana.get_by_label("Who codes each comment").select_option("2")
    ana.get_by_role("button", name="Draw the sample").click()
    expect(ana.get_by_role("status").first).to_contain_text("3 comments are drawn.")

    for page, name, theme in ((rio, "rio", "transport_mobility"), (sam, "sam", "service_timeliness")):
        enter(page, name, "/staff/")
        expect(page.get_by_text("Its codes are hidden")).to_have_count(3)
        page.get_by_role("link", name="of 3 coded").click()
        page.get_by_role("link", name="Code the next comment").click()
        for _ in COMMENTS:
            expect(page.locator("blockquote")).to_be_visible()
            expect(page.locator("mark, .tag")).to_have_count(0)
            code(page, theme)
        expect(page.get_by_text("Nothing in this sample waits for you.")).to_be_visible()
        expect(page.get_by_text("Its codes are hidden")).to_have_count(0)

    ana.reload()
    expect(ana.get_by_text("3 of 3 coded")).to_be_visible()
    expect(ana.get_by_text("The machine and a person have coded 3 comments.")).to_be_visible()
    expect(ana.get_by_text("Two people have coded 3 comments. They chose the same main theme in 0")).to_be_visible()
    expect(ana.get_by_text("Too few to tell").first).to_be_visible()
    with ana.expect_download() as download:
        ana.get_by_role("link", name="Download all figures as CSV").click()
    download.value.save_as(tmp_path / "quality.csv")
    with (tmp_path / "quality.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["n"] for row in csv.DictReader(file) if row["by"] == "all"} == {"3"}


@pytest.mark.parametrize("language", ["en", "vi", "sv"])
def test_the_pages_fit_a_phone_and_everybody(phone: Callable[..., Page], database: Database, language: str) -> None:
    records = [add_record(database) for _ in range(31)]
    for number, record in enumerate(records):
        add_opinions(database, record, ("machine", "2026.1", "ab"[number % 2]), ("user:71", "blind", "a"))
        add_opinions(database, record, ("user:72", "blind", "b"))
    waiting = add_record(database)
    add_audit_sample(database, [waiting])
    ana, rio = (phone(locale=language, viewport={"width": 320, "height": 640}) for _ in "ar")
    enter(ana, "ana", f"/analyst/quality?lang={language}")
    enter(rio, "rio", f"/staff/records/{waiting}?lang={language}")
    for page in (ana, rio):
        expect(page.locator("html")).to_have_attribute("lang", language)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate(SMALL) == []
        assert Axe().run(page, options=RULES).response["violations"] == []


SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(part => part.checkVisibility() && !part.closest('.skip'))
  .map(part => ({part, box: (part.closest('label') || part).getBoundingClientRect()}))
  .filter(({box}) => box.width < 44 || box.height < 44)
  .map(({part}) => part.outerHTML.slice(0, 80))"""
