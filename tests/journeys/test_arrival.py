"""Where somebody came from stays with the form: in every language, without a network, when it is sent later."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from survey.actions.make_invitations import ask_for_invitations, make_invitations
from survey.actions.make_short_address import make_short_address
from survey.database import Database
from survey.models import Invitation, Response
from survey.settings import Settings
from tests.builders import add_agency, add_survey
from tests.phones import open_form, taken_over

SLOWLY = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk
SECRET = "a key for tests only"

pytestmark = pytest.mark.browser


@pytest.fixture
def survey(database: Database) -> int:
    add_agency(database, default=True)
    return add_survey(database)


def sources(database: Database) -> list[str | None]:
    with database.session() as session:
        return list(session.scalars(select(Response.source).order_by(Response.id)))


def answer(page: Page) -> None:
    page.locator("#q-O1").fill("Late buses")
    page.locator("[data-do=next]").click()
    page.locator("#send").click()


def test_the_poster_is_known_in_another_language(phone: Callable[..., Page], database: Database, survey: int) -> None:
    code = make_short_address(database, survey, "library poster")
    page = open_form(phone(locale="en"), f"/f/{code}")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    taken_over(page)
    answer(page)
    page.wait_for_url("**/sent/*", timeout=SLOWLY)
    assert sources(database) == [code]


def test_the_poster_is_known_when_it_is_sent_later(
    phone: Callable[..., Page], database: Database, survey: int, page_problems: list[str]
) -> None:
    code = make_short_address(database, survey, "bus 47")
    page = open_form(phone(locale="en"), f"/f/{code}")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(Boolean)")
    page.context.set_offline(True)
    open_form(page, f"/s/test?from={code}")
    answer(page)
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.context.set_offline(False)
    page.locator("#outbox [data-do=send]").click()
    page.locator("[data-receipt]").wait_for(timeout=SLOWLY)
    assert sources(database) == [code]
    page_problems.clear()


def test_a_script_is_not_needed(phone: Callable[..., Page], database: Database, survey: int) -> None:
    code = make_short_address(database, survey, "SMS")
    page = open_form(phone(locale="en", java_script_enabled=False), f"/f/{code}")
    page.get_by_role("button", name="Svenska").click()
    page.locator("#q-O1").fill("Sena bussar")
    page.locator("#send").click()
    page.wait_for_url("**/sent/*", timeout=SLOWLY)
    assert sources(database) == [code]


def test_an_invitation_in_another_language_with_a_draft_of_before(
    phone: Callable[..., Page], database: Database, settings: Settings, survey: int
) -> None:
    """A draft begun without the invitation does not put it out."""
    code = make_invitations(database, settings, SECRET, survey, "Households", "", 10)[0]
    page = open_form(phone(locale="en"), "/s/test")
    page.locator("#q-O1").fill("Half a thought")
    ask_for_invitations(database, survey, True)
    open_form(page, f"/i/{code}")
    expect(page.locator("#q-O1")).to_have_value("Half a thought")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    taken_over(page)
    assert page.url.endswith(f"/i/{code}?lang=vi")
    answer(page)
    page.wait_for_url("**/sent/*", timeout=SLOWLY)
    with database.session() as session:
        assert session.scalar(select(func.count(Invitation.code_hash))) == 9
    page.goto(f"/i/{code}?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("This invitation has been used")
