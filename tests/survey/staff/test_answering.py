"""How a response was given, as staff read it on the record; a form sent twice leads to both versions."""

import re

import pytest
from flask.testing import FlaskClient

from survey.database import Database
from survey.models.user import PROTECTION, REVIEWER
from tests.builders import add_record, add_response, add_survey, add_user, sign_in

STATEMENTS = {
    "languages": ["en"],
    "title": {"en": "Statements"},
    "items": [
        {"type": "agreement", "name": f"R{n}", "label": {"en": "It is so."}, "choices": [{"code": "4", "label": {}}]}
        for n in range(8)
    ],
}


@pytest.fixture
def reviewer(client: FlaskClient, database: Database) -> FlaskClient:
    sign_in(client, database, add_user(database, REVIEWER))
    return client


def page(client: FlaskClient, record: int) -> str:
    answer = client.get(f"/staff/records/{record}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


@pytest.mark.parametrize(
    ("seconds", "flags", "words"),
    [
        (None, "", ["<dd>Not known</dd>", "<dd>Nothing to beware of</dd>"]),
        (0, "speeder", ["<dd>0 seconds</dd>", "Sent sooner than the questions can be read"]),
        (119, "", ["<dd>119 seconds</dd>"]),
        (120, "", ["<dd>2 minutes</dd>"]),
        (3599, "", ["<dd>59 minutes</dd>"]),
        (None, "honeypot late", ["A field that people do not see was filled in<br>Came after the survey had closed"]),
        (None, "a_flag_of_tomorrow", ["<dd>a_flag_of_tomorrow</dd>"]),
    ],
)
def test_time_and_flags(
    reviewer: FlaskClient, database: Database, seconds: int | None, flags: str, words: list[str]
) -> None:
    response = add_response(database, add_survey(database), seconds=seconds, flags=flags)
    shown = page(reviewer, add_record(database, response_id=response))
    assert [word for word in words if word not in shown] == []


def test_the_longest_run_is_told(reviewer: FlaskClient, database: Database) -> None:
    answers = {f"R{n}": "4" for n in range(7)}
    response = add_response(database, add_survey(database, content=STATEMENTS), answers, flags="straight_line")
    shown = page(reviewer, add_record(database, response_id=response))
    assert "The same answer to every statement: 7 in a row" in shown


def test_an_imported_comment_has_no_answering(reviewer: FlaskClient, database: Database) -> None:
    assert "Time to answer" not in page(reviewer, add_record(database))


def pair(database: Database, **other: str) -> tuple[int, int]:
    """The records of a form and of its other version."""
    survey = add_survey(database)
    first = add_response(database, survey, key_hash="k")
    second = add_response(database, survey, key_hash="k", conflict_of=first, flags="conflict")
    return (
        add_record(database, "The bus", response_id=first),
        add_record(database, "The tram", response_id=second, **other),
    )


def test_two_versions_of_a_form_lead_to_each_other(reviewer: FlaskClient, database: Database) -> None:
    first, second = pair(database)
    for here, there in ((first, second), (second, first)):
        shown = page(reviewer, here)
        assert "2 versions are kept" in shown
        assert f'In the others: <a class="tall" href="/staff/records/{there}">' in shown
    assert "Differs from what was sent with the same form before" in page(reviewer, second)


def test_a_version_that_somebody_may_not_read_is_not_linked(reviewer: FlaskClient, database: Database) -> None:
    first, second = pair(database, sensitivity="S3")
    shown = page(reviewer, first)
    assert "The others hold no text that you may read." in shown and f"/records/{second}" not in shown
    sign_in(reviewer, database, add_user(database, REVIEWER, PROTECTION))
    assert f"/records/{second}" in page(reviewer, first)


def test_other_comments_of_the_same_form_are_linked(reviewer: FlaskClient, database: Database) -> None:
    response = add_response(database, add_survey(database))
    first, second = (add_record(database, response_id=response, question=question) for question in ("O1", "O2"))
    assert f'<dt>In the same form</dt><dd><a class="tall" href="/staff/records/{second}">' in page(reviewer, first)
