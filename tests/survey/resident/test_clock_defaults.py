"""A default that tells the time tells the time of who opens the form, though its page is kept."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from survey.database import Database
from survey.resident import clock_defaults
from tests.builders import CONTENT, add_survey

DEFAULTS = {
    "hidden": ("begun", "now()", "2026-11-20T09:30:00.000"),
    "time": ("clock", "now()", "09:30"),
    "date": ("day", "today()", "2026-11-20"),
    "short_text": ("line", "concat('&lt;', substr(now(), 0, 16))", "&lt;2026-11-20T09:30"),
    "long_text": ("lines", "concat('At ', now())", "At 2026-11-20T09:30:00.000"),
}


@pytest.fixture
def survey(database: Database) -> None:
    labels = CONTENT["items"][0]["label"]
    items = [
        {"type": kind, "name": name, "label": labels, "default": default.replace("&lt;", "<")}
        for kind, (name, default, _shown) in DEFAULTS.items()
    ]
    add_survey(database, content={**CONTENT, "items": items})


def opened_at(client: FlaskClient, patch: pytest.MonkeyPatch, moment: str) -> str:
    patch.setattr(clock_defaults, "utc_now", lambda: datetime.fromisoformat(moment).replace(tzinfo=UTC))
    return client.get("/s/test").text


def values(html: str) -> dict[str, str]:
    lines = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*([^<]*)</textarea>', html))
    return {**lines, **dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', html))}


def test_each_who_opens_it_has_their_own_time(
    client: FlaskClient, survey: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_at(client, monkeypatch, "2026-11-20T07:00")
    found = values(opened_at(client, monkeypatch, "2026-11-20T08:30"))  # an hour more in Stockholm
    assert {name: found[name] for name, _default, _shown in DEFAULTS.values()} == {
        name: shown for name, _default, shown in DEFAULTS.values()
    }


def test_the_phone_can_tell_it_too(client: FlaskClient, survey: None) -> None:
    assert '"begun": {"default": ["now"]}' in client.get("/s/test").text
