"""What came on paper or by phone is typed in as the person said it, once, and the history says who typed."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.database import Database
from survey.models import Answer, FeedbackRecord, HistoryEvent, Response, utc_now
from survey.models.user import ANALYST, REVIEWER
from survey.reference import new_key, read_code
from tests.builders import CONTENT, add_agency, add_survey, add_user, sign_in
from tests.pages import form_on

PAGE = "/staff/surveys/test/enter"
WORDS = "Xe buýt luôn đến muộn."
REQUIRED: dict[str, Any] = {
    "languages": ["en", "ar"],
    "title": {"en": "Test survey", "ar": "استطلاع"},
    "items": [
        {"type": "long_text", "name": "O1", "label": {"en": "Why?", "ar": "لماذا؟"}},
        {"type": "integer", "name": "age", "label": {"en": "Age?", "ar": "العمر؟"}, "required": True},
    ],
}


@pytest.fixture
def user(client: FlaskClient, database: Database) -> int:
    add_agency(database, default=True)
    user = add_user(database, REVIEWER, name="Robin")
    sign_in(client, database, user)
    return user


@pytest.fixture
def survey(database: Database, user: int) -> int:
    return add_survey(database)


def today() -> date:
    return utc_now().astimezone(ZoneInfo("Europe/Stockholm")).date()


def enter(client: FlaskClient, **values: str) -> TestResponse:
    """Send what the page would send, with these values in it."""
    head = {"entry-channel": "paper", "entry-day": today().isoformat(), "entry-key": new_key(), "form_language": "en"}
    given = {name.replace("entry_", "entry-"): text for name, text in values.items()}
    return client.post(PAGE, data={**guards(client), **head, **given})


def guards(client: FlaskClient) -> dict[str, str]:
    """The guards against forged forms, from a page of the staff's."""
    token = dict(form_on(client.get("/staff/").text, "/staff/sign-out"))["csrf_token"]
    return {"csrf_token": token, "entry-csrf_token": token}


def responses(database: Database) -> list[Response]:
    with database.session() as session:
        return list(session.scalars(select(Response).order_by(Response.id)))


def test_typed_in_once_and_the_code_shown(client: FlaskClient, database: Database, survey: int, user: int) -> None:
    day, key = today() - timedelta(3), new_key()
    for _sent_twice in range(2):
        came = {"entry_channel": "phone", "entry_day": day.isoformat()}
        answer = enter(client, entry_key=key, form_language="vi", O1=WORDS, **came)
        assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Saved. Next one." in page and f'value="{day}"' in page and '<option selected value="phone">' in page
    code = page.split('translate="no">')[1].split("<")[0]
    assert read_code(code) == code
    assert code not in client.get(answer.location).text
    [response] = responses(database)
    assert (response.channel, response.language, response.seconds) == ("phone", "vi", None)
    assert response.received_at.astimezone(ZoneInfo("Europe/Stockholm")) == datetime(
        day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Stockholm")
    )
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        events = session.execute(select(HistoryEvent.kind, HistoryEvent.user_id).order_by(HistoryEvent.id)).all()
    assert (record.text, record.channel, record.received_at) == (WORDS, "phone", response.received_at)
    assert events[:2] == [("received", None), ("entered", user)]


def test_the_history_tells_who_typed(client: FlaskClient, database: Database, survey: int) -> None:
    enter(client, O1="The buses are late.")
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord.id)).one()
    page = client.get(f"/staff/records/{record}").text
    assert "Typed in what had come: Paper" in page and "Robin" in page and "Received: Paper" in page


def test_giving_the_code_is_the_receipt(client: FlaskClient, database: Database, survey: int) -> None:
    page = client.get(enter(client, O1="The buses are late.").location).text
    code = page.split('translate="no">')[1].split("<")[0]
    assert client.post(f"{PAGE}/given", data={**guards(client), "code": code}).status_code == 303
    with database.session() as session:
        assert session.scalars(select(FeedbackRecord.status)).one() == "acknowledged"


@pytest.mark.parametrize("values, words", [
    ({"entry_day": "tomorrow"}, "Enter the day on which it was received."),
    ({"entry_day": ""}, "Enter the day on which it was received."),
    ({"entry_day": "9999-12-31"}, "This day has not come yet."),
    ({"entry_day": "2019-01-01"}, "This is more than a year ago."),
    ({"entry_channel": "web"}, "Choose one of the options in the list."),
    ({"entry_channel": "\x00"}, "Choose one of the options in the list."),
    ({"entry_key": "short"}, "Something was missing"),
    ({"entry_invitation": "abc"}, "This is no invitation code."),
    ({"O1": " "}, "Nothing has been typed in yet."),
])  # fmt: skip
def test_what_is_refused_stays_on_the_page(
    client: FlaskClient, database: Database, survey: int, values: dict[str, str], words: str
) -> None:
    answer = enter(client, **{"O1": "My words <b>", **values})
    assert (answer.status_code, responses(database)) == (422, [])
    assert words in answer.text and "<title>Error:" in answer.text
    assert "O1" in values or "My words &lt;b&gt;" in answer.text


@pytest.mark.parametrize("skip, status, stored", [("", 422, 0), ("y", 303, 1)])
def test_required_may_be_left_empty_when_said_so(
    client: FlaskClient, database: Database, user: int, skip: str, status: int, stored: int
) -> None:
    add_survey(database, content=REQUIRED)
    given = {"entry_may_skip": skip} if skip else {}
    answer = enter(client, O1="لا توجد حافلات", form_language="ar", **given)
    assert (answer.status_code, len(responses(database))) == (status, stored)
    assert enter(client, age="many", **given).status_code == 422


def test_the_language_of_the_questions_changes_and_nothing_is_lost(client: FlaskClient, survey: int) -> None:
    page = enter(client, O1="Half a thought", switch_language="vi", entry_channel="meeting").text
    assert CONTENT["items"][0]["label"]["vi"] in page
    assert "Half a thought" in page and '<option selected value="meeting">' in page


def test_the_ways_it_came_are_said_in_the_language_of_the_screen(client: FlaskClient, survey: int) -> None:
    page = client.get(PAGE, headers={"Accept-Language": "sv"}).text
    assert ">Papper</option>" in page and ">Paper</option>" not in page


@pytest.mark.parametrize("state, status", [("open", 303), ("closed", 303), ("draft", 404)])
def test_a_survey_that_was_opened(client: FlaskClient, database: Database, user: int, state: str, status: int) -> None:
    add_survey(database, state=state)
    assert enter(client, O1="Late mail").status_code == status


def test_nothing_is_kept_in_the_browser(client: FlaskClient, survey: int) -> None:
    answer = client.get(PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


def test_only_reviewers_and_administrators(client: FlaskClient, database: Database) -> None:
    add_survey(database)
    sign_in(client, database, add_user(database, ANALYST))
    assert [client.get(PAGE).status_code, client.get("/staff/enter").status_code, enter(client).status_code] == [
        403
    ] * 3


def test_a_question_called_version_is_answered_too(client: FlaskClient, database: Database, user: int) -> None:
    asked = [{"type": "short_text", "name": "version", "label": {"en": "Version"}}]
    add_survey(database, content={**CONTENT, "items": asked})
    assert '<input type="hidden" name="version"' not in client.get(PAGE).text
    assert enter(client, version="The second").status_code == 303
    with database.session() as session:
        assert session.scalars(select(Answer.value)).all() == ["The second"]
