"""Stopping half-way: the code opens what was typed, for two weeks, until it is sent; nobody reads it without."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select

from survey.actions.save_form import expire_saved_forms
from survey.database import Database
from survey.models import Response, SavedForm, SurveyVersion, utc_now
from tests.builders import CONTENT, add_agency, add_survey

KEY = "k" * 32
TYPED = {"form_key": KEY, "form_version": "1", "form_language": "sv", "O1": "Halva tanken <b>", "form_sensitive": "yes"}


@pytest.fixture(autouse=True)
def survey(database: Database) -> int:
    add_agency(database, default=True)
    return add_survey(database)


def save(client: FlaskClient, **typed: str) -> str:
    page = client.post("/s/test/save", data={**TYPED, **typed})
    assert page.status_code == 200
    found = re.search(r'class="code"[^>]*>([^<]+)<', page.text)
    assert found
    return found[1]


def counted(database: Database, table: type) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}. "])
def test_goes_on_where_it_stopped(client: FlaskClient, change) -> None:  # type: ignore[no-untyped-def]
    page = client.post("/continue", data={"code": change(save(client))})
    assert page.status_code == 200
    assert "Halva tanken &lt;b&gt;" in page.text
    assert f'name="form_key" value="{KEY}"' in page.text
    assert "data-continued" in page.text and " checked" in page.text
    assert 'lang="sv"' in page.text


def test_sent_from_both_devices_it_is_stored_once_and_no_longer_saved(client: FlaskClient, database: Database) -> None:
    code = save(client)
    for _device in range(2):
        assert client.post("/s/test/answers", data=TYPED).status_code == 303
    assert (counted(database, Response), counted(database, SavedForm)) == (1, 0)
    assert client.post("/continue", data={"code": code}).status_code == 422


def test_saved_again_the_newest_code_counts(client: FlaskClient, database: Database) -> None:
    first, second = save(client), save(client, O1="Hela tanken")
    assert counted(database, SavedForm) == 1
    assert client.post("/continue", data={"code": first}).status_code == 422
    assert "Hela tanken" in client.post("/continue", data={"code": second}).text


def test_what_a_newer_version_no_longer_asks_is_left_out(client: FlaskClient, database: Database, survey: int) -> None:
    code = save(client, O9="Asked no more")
    item = {**CONTENT["items"][0], "name": "O2"}
    with database.change() as session:
        content = {**CONTENT, "items": [*CONTENT["items"], item]}
        session.add(SurveyVersion(survey_id=survey, number=2, content=content, published_at=utc_now()))
    page = client.post("/continue", data={"code": code})
    assert "Halva tanken" in page.text and "no more" not in page.text
    assert 'name="form_version" value="2"' in page.text


@pytest.mark.parametrize(("code", "says"), [
    ("", "Enter the code."),
    ("FHTK", "The code has 16 letters"),
    ("FHTK-4W7M-XR3D-9PCN", "We do not find this code."),
    ("\0" * 16, "The code has 16 letters"),
])  # fmt: skip
def test_a_wrong_code(client: FlaskClient, code: str, says: str) -> None:
    page = client.post("/continue", data={"code": code})
    assert page.status_code == 422 and says in page.text


def test_what_is_stored_tells_nothing(client: FlaskClient, database: Database) -> None:
    code = save(client)
    with database.session() as session:
        saved = session.scalars(select(SavedForm)).one()
        assert b"tanken" not in saved.sealed
        assert code not in (saved.code_hash, saved.key_hash) and KEY not in saved.key_hash


def test_after_two_weeks_it_is_gone(client: FlaskClient, database: Database) -> None:
    begun = datetime(2026, 11, 1, tzinfo=UTC)
    with time_machine.travel(begun, tick=False):
        code = save(client)
    with time_machine.travel(begun + timedelta(days=14), tick=False):
        assert client.post("/continue", data={"code": code}).status_code == 422
    assert expire_saved_forms(database, begun + timedelta(days=13)) == 0
    assert expire_saved_forms(database, begun + timedelta(days=14)) == 1


def test_only_what_belongs_to_the_form_is_saved(client: FlaskClient, database: Database) -> None:
    code = save(client, anything="x" * 3_000_000)
    with database.session() as session:
        assert len(session.scalars(select(SavedForm.sealed)).one()) < 2_000
    assert "Halva tanken" in client.post("/continue", data={"code": code}).text


def test_far_too_much_is_not_saved(client: FlaskClient, database: Database) -> None:
    assert client.post("/s/test/save", data={**TYPED, "O1": "x" * 2_000_001}).status_code == 413
    assert counted(database, SavedForm) == 0
