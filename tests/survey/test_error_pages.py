"""Error pages: kind, in the person's language, and never a word of what somebody wrote."""

import logging

import pytest
from flask import Flask, abort, request

from survey import error_pages


@pytest.mark.parametrize("code, heading", [
    ("en", "There is no such page"), ("sv", "Sidan finns inte"), ("vi", None),
])  # fmt: skip
def test_not_found(app: Flask, code: str, heading: str | None) -> None:
    answer = app.test_client().get("/no/such/page", query_string={"lang": code})
    assert answer.status_code == 404
    assert (heading or "") in answer.text
    assert f'lang="{code}"' in answer.text


@pytest.mark.parametrize("path", ["/%09/elsewhere.example", "/%5Celsewhere.example", "/%0A/elsewhere.example"])
def test_the_languages_of_a_page_that_is_not_there_lead_nowhere_else(app: Flask, path: str) -> None:
    """A browser drops tabs and line ends from an address, and takes a backslash for a slash."""
    assert f'href="{path}?lang=sv"' in app.test_client().get(path).text


@pytest.mark.parametrize("code", [400, 403, 404, 405, 410, 413, 418, 422, 429, 500, 503])
def test_every_code_has_a_page(app: Flask, code: int) -> None:
    app.add_url_rule("/stop", view_func=lambda: abort(code))
    answer = app.test_client().get("/stop")
    assert (answer.status_code, answer.text.count("<h1>")) == (code, 1)


def test_a_failure_tells_nobody_what_was_written(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> str:
        raise ValueError(request.headers["X-Words"])

    app.testing = False
    app.add_url_rule("/fail", view_func=fail)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/fail", headers={"X-Words": "my neighbour beats his dog"})
    assert answer.status_code == 500
    assert "neighbour" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


def test_when_even_the_error_page_fails_there_is_a_plain_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_values: object) -> str:
        raise RuntimeError

    app.testing = False
    app.add_url_rule("/fail", view_func=fail)
    monkeypatch.setattr(error_pages, "render_template", fail)
    answer = app.test_client().get("/fail")
    assert (answer.status_code, answer.text) == (500, error_pages.PLAIN)


def test_pages_have_the_headers_that_keep_them_to_themselves(app: Flask) -> None:
    headers = app.test_client().get("/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
