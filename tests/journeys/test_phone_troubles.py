"""What goes wrong on real phones: nothing can be stored, the clock is off, somebody goes back or taps twice."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from survey import phone_script
from survey.database import Database
from survey.models import Response, Survey, SurveyVersion
from tests.builders import CONTENT, add_agency, add_survey
from tests.phones import open_form

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
SLOWLY = 30_000  # milliseconds; the first answer waits for the analysis to be read from the disk
WORDS = "The lamp is broken"
A_YEAR = 365 * 86400
DENIED = "new DOMException('', 'SecurityError')"
#: what a browser does that keeps nothing
STORES: dict[str, str] = {
    "forbidden": f"""for (const name of ["localStorage", "indexedDB"])
        Object.defineProperty(window, name, {{ get() {{ throw {DENIED}; }} }});
        LockManager.prototype.request = () => Promise.reject({DENIED});""",
    "full": """Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
        IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };""",
    "gone": "delete window.indexedDB; Object.defineProperty(window, 'localStorage', { value: undefined });",
    "never answers": """IDBFactory.prototype.open = () => ({});
        Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };""",
}


@pytest.fixture(autouse=True)
def lamps(database: Database) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    photo = {"type": "image", "name": "photo", "label": {"en": "A photo"}}
    add_survey(database, "lamps", {**CONTENT, "items": [*CONTENT["items"], photo]})


def filled(phone: OpenPhone, words: str = WORDS) -> Page:
    """At the page where answers are checked."""
    page = open_form(phone(), "/s/lamps")
    page.locator("#q-O1").fill(words)
    page.locator("[data-do=next]").click()
    return page


def counted(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count(Response.id))) or 0


def send(page: Page) -> None:
    page.locator("#send").click()
    page.wait_for_url("**/sent/*")


@pytest.mark.parametrize("script", STORES.values(), ids=STORES)
def test_where_nothing_can_be_kept_it_is_said_and_sent(phone: OpenPhone, database: Database, script: str) -> None:
    page = phone()
    page.add_init_script(script)
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    expect(page.locator("#unkept")).to_be_visible()
    expect(page.locator("#kept")).to_be_hidden()
    page.locator("[data-do=next]").click()
    send(page)
    assert counted(database) == 1


def test_where_nothing_can_be_kept_nor_sent_it_stays(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = phone()
    page.add_init_script(STORES["forbidden"])
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.locator("[data-do=next]").click()
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#unsent")).to_be_focused()
    page.context.set_offline(False)
    send(page)
    assert counted(database) == 1
    page_problems.clear()


def test_where_nothing_can_be_kept_the_language_changes_all_the_same(phone: OpenPhone) -> None:
    page = phone()
    page.add_init_script(STORES["forbidden"])
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.locator("html.by-section").wait_for()
    expect(page.locator("#q-O1")).to_have_value(WORDS)


def test_two_taps_are_one_response(phone: OpenPhone, database: Database) -> None:
    page = filled(phone)
    page.evaluate("for (const tap of [1, 2]) document.getElementById('send').click()")
    page.wait_for_url("**/sent/*")
    assert counted(database) == 1


@pytest.mark.parametrize("locks", [True, False], ids=["loaded anew", "as it was left"])
def test_who_goes_back_after_sending_finds_a_blank_form(phone: OpenPhone, database: Database, locks: bool) -> None:
    page = phone()
    if not locks:
        page.add_init_script("delete Navigator.prototype.locks")  # a page that holds a lock is never left standing
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.locator("[data-do=next]").click()
    send(page)
    page.go_back()
    expect(page.locator("#q-O1")).to_have_value("")
    expect(page.locator("html.by-section")).to_be_visible()
    assert WORDS not in page.content()
    page.locator("#q-O1").fill("Another lamp")
    page.locator("[data-do=next]").click()
    send(page)
    assert counted(database) == 2


def drafts(page: Page) -> str:
    return str(page.evaluate("JSON.stringify({...localStorage})"))


@pytest.mark.parametrize("error", [-A_YEAR, A_YEAR], ids=["behind", "ahead"])
def test_a_clock_that_was_a_year_off_loses_no_draft(phone: OpenPhone, error: int) -> None:
    page = phone()
    page.clock.set_system_time(datetime.now(UTC).timestamp() + error)
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.goto("about:blank")
    page.clock.set_system_time(datetime.now(UTC))
    expect(open_form(page, "/s/lamps").locator("#q-O1")).to_have_value(WORDS)


def test_an_old_draft_is_forgotten(phone: OpenPhone) -> None:
    page = open_form(phone(), "/s/lamps")
    page.locator("#q-O1").fill(WORDS)
    page.evaluate("""() => {
        const [[name, kept]] = Object.entries(localStorage);
        const draft = JSON.parse(kept), weeks = 15 * 86400000;
        addEventListener("pagehide", () => localStorage.setItem(
            name, JSON.stringify({ ...draft, at: draft.at - weeks, served: draft.served - weeks })));
    }""")
    page.goto("about:blank")
    expect(open_form(page, "/s/lamps").locator("#q-O1")).to_have_value("")
    assert WORDS not in drafts(page)


def test_a_clock_that_was_ahead_holds_no_form_back(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = phone()
    page.clock.install(time=datetime.now(UTC).timestamp() + A_YEAR)
    open_form(page, "/s/lamps").locator("#q-O1").fill(WORDS)
    page.locator("[data-do=next]").click()
    page.route("**/answers", lambda route: route.abort())
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.unroute("**/answers")
    page.clock.set_system_time(datetime.now(UTC))
    page.clock.run_for(6000)
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=SLOWLY)
    assert counted(database) == 1
    page_problems.clear()


def new_version(database: Database) -> None:
    other = {**CONTENT, "items": [{**CONTENT["items"][0], "name": "O2"}]}
    with database.change() as session:
        survey = session.scalars(select(Survey)).one()
        survey.versions.append(SurveyVersion(number=2, content=other, published_at=datetime.now(UTC)))


def waiting(phone: OpenPhone) -> Page:
    """A form waits, and its page is closed; the page that is given has no network yet."""
    page = filled(phone)
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    again = page.context.new_page()
    page.close()
    return again


def test_a_waiting_form_goes_to_its_own_version(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = waiting(phone)
    new_version(database)
    page.context.set_offline(False)
    page.goto("/")
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=SLOWLY)
    with database.session() as session:
        sent = session.scalars(select(Response)).one()
        assert (sent.version.number, [answer.value for answer in sent.answers]) == (1, [WORDS])
    page_problems.clear()


def kept_pages(page: Page) -> list[str]:
    return list(
        page.evaluate("""async () => {
        const names = await caches.keys();
        const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
        return kept.flat().map((one) => new URL(one.url).pathname);
    }""")
    )


def test_a_new_worker_keeps_what_waits_and_what_was_opened(
    phone: OpenPhone, database: Database, page_problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = waiting(phone)
    source = phone_script.worker_script().replace('CACHE="lyhord-', 'CACHE="lyhord-next-')
    assert "lyhord-next-" in source
    monkeypatch.setattr("survey.resident.scripts.worker_script", lambda: source)
    page.context.set_offline(False)
    page.goto("/status")
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
    page.wait_for_function("caches.keys().then(names => names.length === 1 && names[0].includes('next'))")
    assert "/s/lamps" in kept_pages(page) and any(path.startswith("/phone.") for path in kept_pages(page))
    page.context.set_offline(True)
    open_form(page, "/s/lamps")
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.context.set_offline(False)
    page.locator("#outbox [data-do=send]").click()
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=SLOWLY)
    assert counted(database) == 1
    page_problems.clear()


def test_what_is_too_large_stays_with_all_that_was_typed(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    page = filled(phone)
    page.route("**/answers", lambda route: route.fulfill(status=413, body="<h1>413</h1><hr>a proxy"))
    page.locator("#send").click()
    expect(page.locator("#too-large")).to_be_focused()
    expect(page.locator("#outbox")).to_be_hidden()
    page.unroute("**/answers")
    page.locator("[data-do=back]").click()
    expect(page.locator("#q-O1")).to_have_value(WORDS)
    page.locator("[data-do=next]").click()
    send(page)
    assert counted(database) == 1
    page_problems.clear()


@pytest.mark.parametrize(
    "foreign",
    [
        {"status": 200, "content_type": "text/html", "body": "<h1>Log in to the Wi-Fi</h1>"},
        {"status": 403, "content_type": "text/html", "body": "<h1>Forbidden by your network</h1>"},
        {"status": 502, "body": "bad gateway"},
    ],
    ids=lambda foreign: str(foreign["status"]),
)
def test_an_answer_that_is_not_ours_is_none(
    phone: OpenPhone, database: Database, page_problems: list[str], foreign: dict[str, str]
) -> None:
    page = filled(phone)
    page.route("**/answers", lambda route: route.fulfill(**foreign))
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page.unroute("**/answers")
    page.locator("#outbox [data-do=send]").click()
    expect(page.locator("[data-receipt]")).to_be_visible(timeout=SLOWLY)
    assert counted(database) == 1
    page_problems.clear()


def test_a_redirect_elsewhere_is_no_receipt(phone: OpenPhone, database: Database, page_problems: list[str]) -> None:
    page = filled(phone)

    def astray(route: Route) -> None:
        route.fulfill(status=303, headers={"Location": "/status"})

    page.route("**/answers", astray)
    page.locator("#send").click()
    expect(page.locator("#outbox [data-state=waiting]")).to_be_visible()
    page_problems.clear()


def test_without_a_network_it_cannot_be_saved_elsewhere_and_stays(phone: OpenPhone) -> None:
    page = filled(phone)
    page.context.set_offline(True)
    page.locator("button[name=save]").click()
    expect(page.locator("#unsent")).to_be_focused()
    expect(page.locator("#review-section")).to_contain_text(WORDS)


def test_after_saving_elsewhere_this_device_can_be_cleared(phone: OpenPhone) -> None:
    page = open_form(phone(), "/s/lamps")
    page.locator("#q-O1").fill(WORDS)
    page.locator("button[name=save]").click()
    expect(page.locator(".code")).to_have_text(re.compile("-"))
    page.locator("#saved-here button").click()
    expect(page.locator("#saved-here")).to_contain_text("no longer on this device")
    assert WORDS not in drafts(page)
    page.go_back()
    page.locator("html.by-section").wait_for()
    expect(page.locator("#q-O1")).to_have_value("")
    page.goto("about:blank")
    expect(open_form(page, "/s/lamps").locator("#q-O1")).to_have_value("")


def test_a_form_opened_without_a_network_begins_now(
    phone: OpenPhone, database: Database, page_problems: list[str]
) -> None:
    day = {"type": "date", "name": "day", "label": {"en": "Day"}, "default": "today()"}
    begun = {"type": "hidden", "name": "begun", "label": {}, "default": "now()"}
    add_survey(database, "days", {**CONTENT, "items": [day, begun]})
    page = open_form(phone(), "/s/days")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(Boolean)")
    page.context.set_offline(True)
    page.clock.set_system_time(datetime(2031, 2, 3, 12, tzinfo=UTC))
    page.evaluate("localStorage.clear()")
    page.add_init_script("localStorage.clear()")
    open_form(page, "/s/days")
    expect(page.locator("#q-day")).to_have_value("2031-02-03")
    assert page.locator("[name=begun]").input_value().startswith("2031-02-03T")
    page_problems.clear()
