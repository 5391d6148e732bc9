"""The receipt: what it says, when, and that showing it acknowledges."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.app import create_app
from survey.database import Database
from survey.models import FeedbackRecord, HistoryEvent
from survey.reference import code_hash, reference_code
from survey.settings import Settings
from tests.builders import add_agency, add_record, add_response, add_survey

CODE = reference_code("a key for tests only", "k" * 22)


@pytest.fixture
def response(database: Database, settings: Settings) -> int:
    add_agency(database, "Ljungby kommun", default=True)
    return add_response(
        database, add_survey(database), {"O1": "Well"}, reference_hash=code_hash(settings.secret_key, CODE)
    )


def test_says_the_code_the_agency_and_the_day(client: FlaskClient, database: Database, response: int) -> None:
    add_record(database, response_id=response, question="O1", status="acknowledged",
               answer_by=datetime(2026, 12, 4, 22, 59, tzinfo=UTC))  # fmt: skip
    answer = client.get(f"/sent/{CODE}")
    assert answer.status_code == 200
    assert f'<p class="code" translate="no">{CODE}</p>' in answer.text
    assert "Ljungby kommun is responsible" in answer.text
    assert "by December 4, 2026 at the latest" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "in danger now" not in answer.text and "both are kept" not in answer.text


def test_showing_it_acknowledges_once(client: FlaskClient, database: Database, response: int) -> None:
    add_record(database, response_id=response, question="O1")
    pages = {client.get(f"/sent/{CODE}").text for _ in range(3)}
    assert len(pages) == 1
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        kinds = list(session.scalars(select(HistoryEvent.kind).order_by(HistoryEvent.id)))
    assert (record.status, kinds) == ("acknowledged", ["status", "acknowledged"])
    assert record.answer_by


@pytest.mark.parametrize(
    ("columns", "told", "untold"),
    [
        ({"sensitivity": "S4"}, "If someone is in danger now, call 112.", "counted together"),
        ({"sensitivity": "S4"}, "A small trained team reads it first.", "counted together"),
        ({"sensitivity": "S2"}, "A small trained team reads it first.", "in danger now"),
        ({"marked_sensitive": True, "analysis_state": "pending"}, "A small trained team", "in danger now"),
        ({"type": "praise"}, "With your code you can see what comes of it.", "at the latest"),
    ],
)
def test_fits_what_was_written(
    client: FlaskClient, database: Database, response: int, columns: dict[str, object], told: str, untold: str
) -> None:
    add_record(database, response_id=response, question="O1", **columns)
    html = client.get(f"/sent/{CODE}").text
    assert told in html and untold not in html


def test_without_words_there_will_be_no_reply(client: FlaskClient, response: int) -> None:
    assert "there will be no reply" in client.get(f"/sent/{CODE}").text


def test_support_contacts_stand_on_top(settings: Settings, database: Database, response: int) -> None:
    add_record(database, response_id=response, question="O1", sensitivity="S4")
    app = create_app(replace(settings, support_contacts="Helpline 020-12; <b>Refuge</b> 116"))
    html = app.test_client().get(f"/sent/{CODE}").text
    app.extensions["database"].close()
    assert "<li><bdi>Helpline 020-12</bdi></li><li><bdi>&lt;b&gt;Refuge&lt;/b&gt; 116</bdi></li>" in html
    assert html.index("Helpline") < html.index("<h1>")


@pytest.mark.parametrize("code", ["FHTK-4W7M-XR3D", "nonsense", "a%00b", "x" * 400, "<b>"])
def test_unknown_code(client: FlaskClient, response: int, code: str) -> None:
    assert client.get(f"/sent/{code}").status_code == 404


def test_guessing_is_stopped_and_reading_is_not(settings: Settings, database: Database, response: int) -> None:
    app = create_app(replace(settings, status_limit="3 per minute"))
    client = app.test_client()
    read = [client.get(f"/sent/{CODE}").status_code for _ in range(5)]
    guessed = [client.get("/sent/FHTK-4W7M-XR3D").status_code for _ in range(4)]
    app.extensions["database"].close()
    assert (read, guessed) == ([200] * 5, [404, 404, 404, 429])
