"""Accounts and surveys in the interface: administrators only, each password shown once."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.actions.sign_in import sign_in as check
from survey.database import Database
from survey.models import Survey, User
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, PROTECTION, REVIEWER
from tests.builders import CONTENT, PASSWORD, add_agency, add_response, add_survey, add_user, sign_in
from tests.pages import Forms, form_on, send

PAGE = "/staff/accounts"


def load(database: Database, user: int) -> User:
    with database.session() as session:
        found = session.get_one(User, user)
        assert found.memberships is not None
        return found


def shown(page: str) -> str:
    found = re.search(r'<p class="code"[^>]*>([^<]+)</p>', page)
    assert found
    return found.group(1)


@pytest.fixture
def administrator(database: Database, client: FlaskClient) -> int:
    user = add_user(database, ADMINISTRATOR, name="Ada")
    sign_in(client, database, user)
    return user


@pytest.mark.parametrize("role", [REVIEWER, ANALYST, INTEGRITY, PROTECTION])
@pytest.mark.parametrize("page", [PAGE, f"{PAGE}/1", "/staff/new-survey"])
def test_only_administrators_enter(database: Database, client: FlaskClient, role: str, page: str) -> None:
    sign_in(client, database, add_user(database, role))
    assert client.get(page).status_code == 403


def test_an_account_is_added_and_its_password_shown_once(
    database: Database, client: FlaskClient, administrator: int
) -> None:
    agency = add_agency(database, default=True)
    answer = send(client, PAGE, PAGE, name="Robin", email="robin@example.org", agency=str(agency), roles=["reviewer"])
    password = shown(answer.text)
    assert check(database, "robin@example.org", password)
    page = client.get(PAGE).text
    assert "Robin" in page and password not in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "Enter the person&#39;s name."),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"email": ""}, "Enter an e-mail address"),
        ({"email": "taken@example.org"}, "There is already an account"),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["king"]}, "Choose one of the options"),
        ({"agency": "4711"}, "Choose one of the options"),
    ],
)
def test_an_account_that_cannot_be_keeps_what_was_typed(
    database: Database, client: FlaskClient, administrator: int, values: dict[str, Any], words: str
) -> None:
    add_user(database, email="taken@example.org")
    given = {"name": "Robin", "email": "robin@example.org", "roles": ["reviewer"], **values}
    answer = send(client, PAGE, PAGE, **given)
    assert answer.status_code == 422
    assert words in answer.text
    assert dict(form_on(answer.text, PAGE))["account-email"] == given["email"]


def test_roles_are_set_agency_by_agency(database: Database, client: FlaskClient, administrator: int) -> None:
    user, default = add_user(database, REVIEWER), add_agency(database, default=True)
    path = f"{PAGE}/{user}"
    answer = send(client, path, f"{path}/roles", agency=str(default), roles=["analyst", "integrity"])
    assert answer.status_code == 303
    assert {role.role for role in load(database, user).memberships} == {ANALYST, INTEGRITY}


def test_an_account_is_closed_and_opened_again(database: Database, client: FlaskClient, administrator: int) -> None:
    user = add_user(database, REVIEWER, email="robin@example.org")
    path = f"{PAGE}/{user}"
    send(client, path, f"{path}/close")
    assert check(database, "robin@example.org", PASSWORD) is None
    send(client, path, f"{path}/reopen")
    assert check(database, "robin@example.org", PASSWORD)


def test_the_last_administrator_stays(database: Database, client: FlaskClient, administrator: int) -> None:
    path = f"{PAGE}/{administrator}"
    for action in ("close", "roles"):
        answer = send(client, path, f"{path}/{action}", **({"roles": []} if action == "roles" else {}))
        assert answer.status_code == 422
        assert "last administrator" in answer.text
    assert load(database, administrator).is_open


def test_a_password_is_reset(database: Database, client: FlaskClient, administrator: int) -> None:
    user = add_user(database, REVIEWER, email="robin@example.org")
    answer = send(client, f"{PAGE}/{user}", f"{PAGE}/{user}/password")
    assert check(database, "robin@example.org", shown(answer.text))
    assert check(database, "robin@example.org", PASSWORD) is None


def test_a_partners_administrator_keeps_to_the_partner(database: Database, app: Flask) -> None:
    add_user(database, ADMINISTRATOR)
    police = add_agency(database, "Police")
    ours, theirs = add_user(database, REVIEWER, name="Ours"), add_user(database, REVIEWER, agency=police, name="Theirs")
    client = app.test_client()
    sign_in(client, database, add_user(database, ADMINISTRATOR, agency=police))
    page = client.get(PAGE).text
    assert ("Theirs" in page, "Ours" in page) == (True, False)
    assert client.get(f"{PAGE}/{theirs}").status_code == 200
    assert client.get(f"{PAGE}/{ours}").status_code == 404
    token = dict(form_on(page, "/staff/sign-out"))["csrf_token"]
    for action in ("roles", "close", "reopen", "password"):
        data = {"csrf_token": token, "roles-agency": str(police)}
        assert client.post(f"{PAGE}/{ours}/{action}", data=data).status_code == 404
    default = add_agency(database, default=True)
    data = {"csrf_token": token, "roles-agency": str(default), "roles-roles": "protection"}
    assert client.post(f"{PAGE}/{theirs}/roles", data=data).status_code == 422
    assert not load(database, theirs).has_role(PROTECTION)


@pytest.mark.parametrize("number", [4711, 99999999999999999999])
def test_an_account_that_is_not_there(client: FlaskClient, administrator: int, number: int) -> None:
    assert client.get(f"{PAGE}/{number}").status_code == 404


def test_surveys_are_opened_and_closed(database: Database, client: FlaskClient, administrator: int) -> None:
    survey = add_survey(database, "bins", state="draft")
    add_response(database, survey)

    def state() -> str:
        with database.session() as session:
            return session.get_one(Survey, survey).state

    answer = send(client, "/staff/surveys", "/staff/surveys/bins/publish")
    assert (answer.status_code, state()) == (303, "open")
    page = client.get("/staff/surveys").text
    assert "http://localhost/s/bins" in page and "The survey is open." in page
    answer = send(client, "/staff/surveys", "/staff/surveys/bins/close")
    assert (answer.status_code, state()) == (303, "closed")


def test_a_survey_that_is_not_ready_says_why(database: Database, client: FlaskClient, administrator: int) -> None:
    add_survey(database, "bins", {**CONTENT, "title": {"en": "Bins"}}, state="draft")
    answer = send(client, "/staff/surveys", "/staff/surveys/bins/publish")
    assert answer.status_code == 422
    assert "The title is missing in" in answer.text


def test_a_survey_that_is_not_there(database: Database, client: FlaskClient, administrator: int) -> None:
    token = dict(Forms(client.get("/staff/surveys").text).found["/staff/sign-out"])["csrf_token"]
    for action in ("publish", "close"):
        answer = client.post(f"/staff/surveys/nothing/{action}", data={"csrf_token": token})
        assert (answer.status_code, "There is no survey" in answer.text) == (422, True)
