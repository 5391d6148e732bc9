"""Coming back with the code."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from survey.app import create_app
from survey.database import Database
from survey.models import Reply
from survey.models.feedback import STATUSES
from survey.reference import code_hash, reference_code
from survey.resident.status import MEANINGS
from survey.settings import Settings
from tests.builders import add_agency, add_record, add_response, add_survey

CODE = reference_code("a key for tests only", "k" * 22)


@pytest.fixture
def response(database: Database, settings: Settings) -> int:
    add_agency(database, "Ljungby kommun", default=True)
    return add_response(
        database, add_survey(database), {"O1": "Well"}, reference_hash=code_hash(settings.secret_key, CODE)
    )


def look_up(client: FlaskClient, code: str = CODE, **fields: str) -> str:
    answer = client.post("/status", data={"code": code, **fields})
    assert answer.status_code == 200
    return answer.text


def test_question_words_state_agency_and_day(client: FlaskClient, database: Database, response: int) -> None:
    add_record(database, "The <b>library</b>", response_id=response, question="O1", status="in_progress",
               answer_by=datetime(2026, 12, 4, 22, 59, tzinfo=UTC))  # fmt: skip
    html = look_up(client)
    assert "What works well?" in html
    assert '<blockquote class="words" dir="auto" lang="en">The &lt;b&gt;library&lt;/b&gt;</blockquote>' in html
    assert "Somebody is working on it." in html
    assert "Responsible: Ljungby kommun" in html
    assert "by December 4, 2026 at the latest" in html


def test_replies_in_their_own_language_with_agency_and_day(
    client: FlaskClient, database: Database, response: int
) -> None:
    record = add_record(database, response_id=response, question="O1", status="closed", outcome="action_taken",
                        answer_by=datetime(2026, 12, 4, tzinfo=UTC))  # fmt: skip
    agency = add_agency(database, "Polisen")
    with database.change() as session:
        sent_at = datetime(2026, 11, 30, 9, tzinfo=UTC)
        session.add(Reply(record_id=record, agency_id=agency, language="ar", text="شكرا <b>", sent_at=sent_at))
    html = look_up(client)
    assert "Reply from Polisen, November 30, 2026" in html
    assert '<div class="words" lang="ar" dir="rtl">شكرا &lt;b&gt;</div>' in html
    assert "Action taken." in html and "at the latest" not in html


@pytest.mark.parametrize(
    "columns", [{"sensitivity": "S2"}, {"sensitivity": "S4"}, {"analysis_state": "pending"}, {"sensitivity": None}]
)
def test_sensitive_words_are_not_shown_again(
    client: FlaskClient, database: Database, response: int, columns: dict[str, object]
) -> None:
    add_record(database, "Secret words", response_id=response, question="O1", **columns)
    html = look_up(client)
    assert "Secret words" not in html and "not shown here, to protect you" in html


def test_expired_words(client: FlaskClient, database: Database, response: int) -> None:
    add_record(database, "", response_id=response, question="O1")
    assert "has been deleted" in look_up(client)


def test_closed_answers_alone(client: FlaskClient, response: int) -> None:
    assert "You wrote no text of your own" in look_up(client)


def test_both_of_a_conflict_are_listed(
    client: FlaskClient, database: Database, settings: Settings, response: int
) -> None:
    survey = add_survey(database, "other")
    second = add_response(database, survey, conflict_of=response, reference_hash=code_hash(settings.secret_key, CODE))
    add_record(database, "First words", response_id=response, question="O1")
    add_record(database, "Second words", response_id=second, question="O1")
    html = look_up(client)
    assert "First words" in html and "Second words" in html


def test_every_status_has_a_meaning() -> None:
    assert set(MEANINGS) == set(STATUSES)


@pytest.mark.parametrize("typed", [CODE.lower(), CODE.replace("-", ""), f"  {CODE.replace('-', ' ')} "])
def test_the_code_is_read_as_people_type_it(client: FlaskClient, response: int, typed: str) -> None:
    assert CODE in look_up(client, typed)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter your reference code."),
        ("   ", "Enter your reference code."),
        ("abc", "A reference code has 12 letters and digits"),
        ("FHTK-4W7M-XR3D", "We do not find this code."),
        ("\x00", "A reference code has"),
        ("' OR 1=1 --", "A reference code has"),
        ("x" * 100_000, "A reference code has"),
    ],
)
def test_wrong_codes(client: FlaskClient, response: int, typed: str, told: str) -> None:
    answer = client.post("/status", data={"code": typed})
    assert answer.status_code == 422
    assert f'<a href="#code">{told}' in answer.text
    assert "<title>Error: See what has happened" in answer.text


def test_what_was_typed_stays(client: FlaskClient) -> None:
    assert 'value="FHTK-&lt;b&gt;"' in client.post("/status", data={"code": "FHTK-<b>"}).text


def test_the_code_never_stands_in_an_address(client: FlaskClient, response: int) -> None:
    html = look_up(client)
    assert f"={CODE}" not in html and f"/{CODE}" not in html


def test_switching_language_keeps_the_answer_on_the_page(
    client: FlaskClient, database: Database, response: int
) -> None:
    add_record(database, "My words", response_id=response, question="O1")
    assert "My words" in look_up(client, switch_language="sv")
    assert client.post("/status", data={"code": "", "switch_language": "sv"}).status_code == 200


def test_guessing_is_stopped_and_reading_is_not(settings: Settings, database: Database, response: int) -> None:
    app = create_app(replace(settings, status_limit="3 per minute"))
    client = app.test_client()
    read = [client.post("/status", data={"code": CODE}).status_code for _ in range(5)]
    guessed = [client.post("/status", data={"code": "FHTK-4W7M-XR3D"}).status_code for _ in range(4)]
    app.extensions["database"].close()
    assert (read, guessed) == ([200] * 5, [422, 422, 422, 429])
