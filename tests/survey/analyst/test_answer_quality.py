"""The page of answer quality: how many to beware of, and what difference they make."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from survey.database import Database
from survey.models import utc_now
from survey.models.user import REVIEWER
from tests.builders import add_response, add_survey, add_user, sign_in
from tests.tree import tree, words

PAGE = "/analyst/quality-of-answers"


@pytest.fixture
def analyst(client: FlaskClient, database: Database) -> FlaskClient:
    sign_in(client, database, add_user(database, "analyst"))
    return client


def table(client: FlaskClient, number: int, query: str = "") -> list[list[str]]:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    found = tree(answer.text).findall(".//table")[number]
    return [[words(cell) for cell in row] for row in found.findall(".//tbody/tr")]


def test_flags_are_counted_for_each_survey_and_a_response_may_have_several(
    analyst: FlaskClient, database: Database
) -> None:
    now, park = utc_now() - timedelta(hours=1), add_survey(database, "park")
    for flags in ("", "", "speeder", "speeder straight_line", "speeder too_fast honeypot", "late", "conflict"):
        add_response(database, park, received_at=now, flags=flags)
    add_response(database, add_survey(database, "water"), received_at=now)
    add_response(database, park, received_at=now - timedelta(days=400), flags="late")
    # survey, received, counted; speeder, too fast, straight line, honeypot, late, conflict
    assert table(analyst, 0) == [
        ["Test survey", "7", "4", "3", "1", "1", "1", "1", "1"],
        ["Test survey", "1", "1", "0", "0", "0", "0", "0", "0"],
    ]
    assert len(table(analyst, 0, "?survey=water")) == 1


def test_figures_stand_with_and_without_what_has_a_flag(analyst: FlaskClient, database: Database) -> None:
    now, survey = utc_now() - timedelta(hours=1), add_survey(database)
    for number in range(120):
        careless = number >= 100
        answers = {"R11": "10" if careless else "2"}
        add_response(database, survey, answers, received_at=now, flags="speeder" if careless else "")
    (row,) = (row for row in table(analyst, 1) if row[0].endswith("P1-TRU"))
    assert (row[2], row[4]) == ("120", "100")
    assert row[1] != row[3]


def test_without_responses_it_says_so(analyst: FlaskClient) -> None:
    shown = analyst.get(PAGE).text
    assert "No response was received in these days." in shown
    assert "nothing is stored before somebody sends" in shown


@pytest.mark.parametrize(("query", "status"), [("?survey=%00", 200), ("?since=never", 400), ("?quality=none", 200)])
def test_a_filter_that_does_not_exist_is_refused(analyst: FlaskClient, query: str, status: int) -> None:
    assert analyst.get(PAGE + query).status_code == status


def test_it_is_for_analysts(client: FlaskClient, database: Database) -> None:
    sign_in(client, database, add_user(database, REVIEWER))
    assert client.get(PAGE).status_code == 403
