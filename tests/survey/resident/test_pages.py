"""The first page."""

from flask.testing import FlaskClient

from survey.database import Database
from tests.builders import CONTENT, add_survey


def test_open_surveys_are_listed_and_others_are_not(client: FlaskClient, database: Database) -> None:
    for state in ("open", "draft", "closed"):
        add_survey(database, state, {**CONTENT, "title": {"en": f"<{state}>"}}, state)
    html = client.get("/").text
    assert 'href="/s/open"' in html and "&lt;open&gt;" in html
    assert "/s/draft" not in html and "/s/closed" not in html


def test_none_is_open(client: FlaskClient) -> None:
    assert "No survey is open right now." in client.get("/").text
