"""When a form was begun, what came too late, and how a flood is slowed without locking a school out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey import limits
from survey.actions.publish_survey import close_survey
from survey.app import create_app
from survey.database import Database
from survey.models import FeedbackRecord, Response, Survey, utc_now
from survey.settings import Settings
from survey.start_stamp import make_stamp
from tests.builders import add_agency, add_survey

SECRET = "a key for tests only"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NASTY = ("", "0", "9" * 5000, "1763640000-" + "0" * 24, "\x00", "<script>", "a\nb", "٣-" + "a" * 24, "-1-" + "a" * 24)


@pytest.fixture
def survey(database: Database) -> int:
    add_agency(database, "Town", default=True)
    return add_survey(database)


@pytest.fixture
def page(client: FlaskClient, survey: int) -> FlaskClient:
    return client


def key(number: int = 0) -> str:
    return f"{number:022}"


def send(client: FlaskClient, number: int = 0, address: str = "192.0.2.7", **fields: Any) -> TestResponse:
    controls = {"form_key": key(number), "form_version": "1", "form_language": "en", "O1": f"Words {number}"}
    return client.post("/s/test/answers", data={**controls, **fields}, environ_base={"REMOTE_ADDR": address})


def stamp(ago: timedelta) -> str:
    return make_stamp(SECRET, utc_now() - ago)


def carried(html: str) -> str:
    found = re.search('name="form_started" value="([^"]*)"', html)
    assert found
    return found[1]


def only(database: Database) -> Response:
    with database.session() as session:
        return session.scalars(select(Response)).one()


def close(database: Database, ago: timedelta | None) -> None:
    close_survey(database, "test")
    with database.change() as session:
        session.scalars(select(Survey)).one().closed_at = ago and utc_now() - ago


def test_each_page_carries_a_stamp_of_its_own_moment(page: FlaskClient, database: Database) -> None:
    page.get("/s/test")
    opened = carried(page.get("/s/test").text)
    assert send(page, form_started=opened).status_code == 303
    stored = only(database)
    assert stored.started_at and timedelta() <= stored.received_at - stored.started_at < MINUTE
    assert stored.seconds is not None and 0 <= stored.seconds < 60


@pytest.mark.parametrize(
    ("ago", "waited", "seconds"),
    [
        (5 * MINUTE, {}, 300),
        (DAY - MINUTE, {}, 86340),
        (DAY + MINUTE, {}, None),
        (5 * MINUTE, {"form_waited": "yes"}, None),
    ],
)
def test_duration_is_known_when_it_was_sent_at_once_within_a_day(
    page: FlaskClient, database: Database, ago: timedelta, waited: dict[str, str], seconds: int | None
) -> None:
    send(page, form_started=stamp(ago), **waited)
    stored = only(database)
    assert stored.started_at is not None
    assert stored.seconds == seconds or (seconds and stored.seconds and 0 <= stored.seconds - seconds < 30)


@pytest.mark.parametrize("hostile", [*NASTY, None])
def test_without_a_stamp_of_ours_the_start_is_not_known(
    page: FlaskClient, database: Database, hostile: str | None
) -> None:
    assert send(page, **({} if hostile is None else {"form_started": hostile})).status_code == 303
    stored = only(database)
    assert (stored.started_at, stored.seconds, stored.flags) == (None, None, "")


@pytest.mark.parametrize("hostile", NASTY)
def test_a_page_shown_again_does_not_repeat_a_stamp_that_is_not_ours(page: FlaskClient, hostile: str) -> None:
    assert carried(send(page, form_started=hostile, O1="").text) == ""


def test_a_page_shown_again_keeps_the_first_moment(page: FlaskClient) -> None:
    first = stamp(5 * MINUTE)
    assert carried(send(page, form_started=first, O1="").text) == first
    assert carried(send(page, form_started=first, switch_language="sv").text) == first


def test_whoever_fills_the_unseen_field_is_thanked_and_marked(page: FlaskClient, database: Database) -> None:
    assert 'name="form_website" tabindex="-1" autocomplete="off"' in page.get("/s/test").text
    assert send(page, form_website="https://spam.example").status_code == 303
    assert only(database).flags == "honeypot"


@pytest.mark.parametrize(
    ("closed", "begun", "status"),
    [
        (MINUTE, None, 303),
        (13 * DAY, None, 303),
        (15 * DAY, None, 410),
        (15 * DAY, stamp(16 * DAY), 303),
        (15 * DAY, stamp(HOUR), 410),
        (70 * DAY, stamp(71 * DAY), 410),
        (15 * DAY, make_stamp("another secret", datetime(2026, 1, 1, tzinfo=UTC)), 410),
        (None, stamp(16 * DAY), 410),  # closed before it was written down when
    ],
    ids=["soon", "13 days", "15 days", "begun in time", "begun late", "begun long ago", "forged", "unknown"],
)
def test_a_late_form_is_kept_when_it_was_begun_in_time_or_comes_soon(
    page: FlaskClient, database: Database, closed: timedelta | None, begun: str | None, status: int
) -> None:
    close(database, closed)
    answer = send(page, O1="Too <late>", **({"form_started": begun} if begun else {}))
    assert answer.status_code == status
    if status == 410:
        assert "Too &lt;late&gt;" in answer.text
    else:
        assert only(database).flags == "late"
        assert "The survey had closed" in page.get(answer.location).text


def test_a_late_form_is_read_by_staff(page: FlaskClient, database: Database) -> None:
    close(database, MINUTE)
    send(page)
    with database.session() as session:
        assert session.scalars(select(FeedbackRecord.text)).all() == ["Words 0"]


def test_a_form_in_time_says_nothing_of_lateness(page: FlaskClient) -> None:
    assert "The survey had closed" not in page.get(send(page).location).text


@contextmanager
def limited(settings: Settings, form_limit: str, all_forms_limit: str) -> Iterator[Flask]:
    app = create_app(replace(settings, form_limit=form_limit, all_forms_limit=all_forms_limit))
    yield app
    app.extensions["database"].close()


@pytest.fixture
def strict(settings: Settings, survey: int) -> Iterator[Flask]:
    with limited(settings, "3 per 10 minutes", "5 per minute") as app:
        yield app


@pytest.fixture
def as_installed(settings: Settings, survey: int) -> Iterator[Flask]:
    default = Settings()
    with limited(settings, default.form_limit, default.all_forms_limit) as app:
        yield app


def test_a_school_sends_two_hundred_forms_from_one_address(as_installed: Flask) -> None:
    client = as_installed.test_client()
    assert {send(client, number).status_code for number in range(200)} == {303}


def test_a_flood_is_slowed_kindly_and_others_are_not(strict: Flask) -> None:
    client = strict.test_client()
    assert [send(client, number).status_code for number in range(4)] == [303, 303, 303, 429]
    slowed = send(client, 9, O1="My <words>", form_started=stamp(MINUTE))
    assert "My &lt;words&gt;" in slowed.text and key(9) in slowed.text and carried(slowed.text)
    assert 0 < int(slowed.headers["Retry-After"]) <= 600
    assert "Nothing is lost: send again in 10 minutes." in slowed.text
    assert send(client, 10, address="198.51.100.7").status_code == 303


def test_all_together_are_slowed_too(strict: Flask) -> None:
    client = strict.test_client()
    sent = [send(client, number, address=f"10.0.{number}.1").status_code for number in range(6)]
    assert sent == [303] * 5 + [429]


def test_what_is_not_stored_is_not_counted(strict: Flask) -> None:
    client = strict.test_client()
    assert {send(client, O1="").status_code for _try in range(9)} == {422}
    assert {send(client, switch_language="sv").status_code for _try in range(9)} == {200}
    assert send(client).status_code == 303


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.200", "192.0.2.0/24"),
        ("::ffff:192.0.2.200", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("127.0.0.1", "127.0.0.0/24"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("192.0.2.200, 10.0.0.1", "unknown"),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert limits.network(address) == network


def test_what_is_counted_under_changes_with_the_day_and_names_no_network() -> None:
    today, tomorrow = utc_now().date(), (utc_now() + DAY).date()
    known = limits.hashed("192.0.2.0/24", today)
    assert limits.hashed("192.0.2.0/24", today) == known != limits.hashed("192.0.3.0/24", today)
    assert limits.hashed("192.0.2.0/24", tomorrow) != known
    assert limits.hashed("192.0.2.0/24", today) != known  # the key of a day is gone with it
    assert re.fullmatch("[0-9a-f]{32}", known)
