"""A form that is opened again and again: the database is not asked each time, and what is sent is checked anew."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.actions.publish_survey import close_survey
from survey.database import Database
from survey.models import Response, Survey
from survey.reference import new_key
from survey.settings import Settings
from tests.builders import add_agency, add_survey


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, reuse_seconds=60)


def test_a_form_opens_as_it_was_found_and_what_is_sent_meets_the_survey_as_it_is(
    client: FlaskClient, database: Database
) -> None:
    add_agency(database, default=True)
    add_survey(database)
    assert client.get("/s/test").status_code == 200
    close_survey(database, "test")
    assert client.get("/s/test").status_code == 200
    sent = client.post("/s/test/answers", data={"O1": "Late buses", "form_key": new_key()})
    assert sent.status_code == 303
    with database.session() as session:
        assert session.scalar(select(Response.flags)) == "late"


@pytest.mark.parametrize(("state", "before"), [("none", 404), ("closed", 410)])
def test_what_did_not_open_is_asked_for_again(client: FlaskClient, database: Database, state: str, before: int) -> None:
    if state == "closed":
        add_survey(database, state="closed")
    assert client.get("/s/test").status_code == before
    if state == "closed":
        with database.change() as session:
            session.query(Survey).update({"state": "open"})
    else:
        add_survey(database)
    assert client.get("/s/test").status_code == 200
