"""A resident on a small phone: opens the form, answers, keeps the code, comes back and reads the reply."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.actions.import_survey import import_survey
from survey.actions.publish_survey import publish_survey
from survey.database import Database
from survey.models import FeedbackRecord, Reply, Response
from survey.settings import Settings
from tests.builders import add_agency
from tests.databases import database_url  # noqa: F401 - on each kind of database, unlike other journeys
from tests.phones import taken_over

BUILT_IN = Path(__file__).parents[2] / "survey" / "builtin" / "community.md"
CODE = re.compile(r"^([A-Z0-9]{4}-){2}[A-Z0-9]{4}$")
TITLES = {
    "en": "Collaboration and engagement survey",
    "vi": "Khảo sát về hợp tác và sự tham gia của người dân",
    "sv": "Enkät om samverkan och delaktighet",
}
WORDS = {
    "en": "The library staff are kind and helpful.",
    "vi": "Nhân viên thư viện rất tử tế và nhiệt tình.",
    "sv": "Personalen på biblioteket är vänlig och hjälpsam.",
}

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def community(database: Database, settings: Settings) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    import_survey(database, BUILT_IN)
    publish_survey(database, "community", settings)


def reply(database: Database, text: str, language: str) -> None:
    """What staff do meanwhile."""
    with database.change() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        session.add(Reply(record_id=record.id, language=language, text=text))


def reveal(page: Page, selector: str) -> None:
    """Go on, section by section where there is a script, until it is there to be answered."""
    for _section in range(10):
        if taken_over(page).locator(selector).is_visible():
            return
        page.locator("[data-do=next]").click()


def answer(page: Page, language: str) -> str:
    """From the first page to the receipt; the code."""
    page.goto("/")
    page.get_by_role("heading", name=TITLES[language]).wait_for()
    page.locator('a.button[href="/s/community"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    for selector in ('input[name="R11"][value="7"]', 'input[name="R01"][value="-8"]'):
        reveal(page, selector)
        page.locator(selector).check()
    reveal(page, "#q-O1")
    page.locator("#q-O1").fill(WORDS[language])
    reveal(page, 'input[name="D3"][value="north"]')
    page.locator('input[name="D3"][value="north"]').check()
    reveal(page, "#send")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")
    return page.locator(".code").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", TITLES)
def test_from_the_first_page_to_the_reply(
    phone: Callable[..., Page], database: Database, language: str, script: bool
) -> None:
    page = phone(locale=language, java_script_enabled=script)
    code = answer(page, language)
    assert CODE.match(code)
    page.reload()
    expect(page.locator(".code")).to_have_text(code)
    reply(database, "Tack! <Hälsningar>", "sv")
    page.goto("/status")
    page.locator("#code").fill(code.lower().replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_have_text(WORDS[language])
    expect(page.locator(".notice .words[lang=sv]")).to_have_text("Tack! <Hälsningar>")
    with database.session() as session:
        assert [response.language for response in session.scalars(select(Response))] == [language]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_switching_language_in_the_middle_loses_nothing(phone: Callable[..., Page], script: bool) -> None:
    page = phone(locale="en", java_script_enabled=script)
    page.goto("/s/community")
    reveal(page, 'input[name="R11"][value="10"]')
    page.locator('input[name="R11"][value="10"]').check()
    reveal(page, "#q-O1")
    page.locator("#q-O1").fill("Half a sentence")
    for language in ("vi", "sv", "en"):
        page.locator(f'button[name="switch_language"][value="{language}"]').click()
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
        expect(page.locator("#q-O1")).to_have_value("Half a sentence")
        expect(page.locator('input[name="R11"][value="10"]')).to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_mistakes_lead_to_their_fields(phone: Callable[..., Page], page_problems: list[str], script: bool) -> None:
    page = phone(locale="sv", java_script_enabled=script)
    page.goto("/s/community")
    reveal(page, "#q-O2")
    page.locator("#q-O2").fill("x" * 10_001)
    page.locator("[data-do=next]" if script else "#send").click()
    expect(page.locator(".error-summary:visible")).to_be_visible()
    assert not script or page.locator(".error-summary:visible:focus").count() == 1
    page.locator(".error-summary:visible a").click()
    expect(page.locator("#q-O2")).to_be_focused()
    expect(page.locator("#q-O2")).to_have_value("x" * 10_001)
    page_problems.clear()  # the browser notes the status 422


def test_the_back_button_and_sending_again_store_one_response(phone: Callable[..., Page], database: Database) -> None:
    """Without script; with it the form is blank again, and its key another."""
    page = phone(locale="en", java_script_enabled=False)
    code = answer(page, "en")
    page.go_back()
    page.locator("#send").click()
    expect(page.locator(".code")).to_have_text(code)
    with database.session() as session:
        assert len(session.scalars(select(Response)).all()) == 1


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", TITLES)
def test_nothing_runs_over_the_edge_or_is_hard_to_tap(phone: Callable[..., Page], language: str, width: int) -> None:
    page = phone(locale=language, viewport={"width": width, "height": 740})
    page.goto("/s/community")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll('main .choice, main textarea, main button, nav li button')]
            .filter(e => e.checkVisibility())
            .filter(e => { const r = e.getBoundingClientRect(); return r.width < 44 || r.height < 44 })
            .map(e => e.outerHTML)"""
    )
    assert small == []
