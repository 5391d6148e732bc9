"""A real server and a real browser: `live_server` is its address, `phone()` opens a page as a small phone shows it.

What a page does wrong behind the scenes (an error in a script, something refused by the content security policy, a
file that is not there, anything asked of another site) is collected in `page_problems` and fails the test.
"""

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright
from waitress.server import create_server

from tests.machine import chromium

if TYPE_CHECKING:
    from flask import Flask

SCREEN = {"width": 360, "height": 740}
PATIENCE = 10_000  # milliseconds
QUIETLY = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]


@pytest.fixture
def live_server(app: "Flask") -> Iterator[str]:
    """The address of the application, served as in use, for the length of the test."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))  # the loop ends when nothing is left
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)
        yield opened
        opened.close()


@pytest.fixture
def page_problems() -> Iterator[list[str]]:
    """What went wrong in the pages so far. A test that provokes something takes it out of the list."""
    problems: list[str] = []
    yield problems
    assert problems == []


@pytest.fixture
def phone(browser: Browser, live_server: str, page_problems: list[str]) -> Iterator[Callable[..., Page]]:
    """phone(locale="vi", java_script_enabled=False, ...) is a page of a phone of its own; addresses may be relative."""
    contexts = []

    def open_phone(**choices: Any) -> Page:
        context = browser.new_context(
            **{"base_url": live_server, "viewport": SCREEN, "has_touch": True, "is_mobile": True, **choices}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch(page, live_server, page_problems)
        return page

    yield open_phone
    for context in contexts:
        context.close()


def taken_over(page: Page) -> Page:
    """The page once the form's script, where scripts run, shows one section at a time; before, all is still there."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.locator("html.by-section").wait_for()
    return page


def open_form(page: Page, address: str) -> Page:
    page.goto(address)
    return taken_over(page)


def erase_typed(page: Page) -> None:
    """Presses the button at the foot of a form, and after a moment once more."""
    button = page.locator("#kept [data-do=erase]")
    button.click()
    page.wait_for_function("() => Date.now() - document.querySelector('#kept [data-do=erase]').dataset.asked > 600")
    button.click()


def watch(page: Page, home: str, problems: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):  # see `check_answer`
            problems.append(f"console: {message.text}")

    def check_request(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            problems.append(f"asks another site: {request.url}")

    def check_answer(response: Response) -> None:
        """A page may say no, with a status that says so; what a page is made of must be there."""
        if response.status >= 400 and not response.request.is_navigation_request():
            problems.append(f"{response.status}: {response.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("request", check_request)
    page.on("response", check_answer)
