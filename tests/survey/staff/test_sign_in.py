"""Sign in: one error for whatever is wrong, few tries, and nothing that somebody else could have planted."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import passwords
from survey.actions.sign_in import sign_in as check
from survey.database import Database
from survey.models import User
from survey.settings import Settings
from tests.builders import PASSWORD, add_user, sign_in
from tests.pages import send

PAGE = "/staff/sign-in"


def try_it(client: FlaskClient, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return send(client, PAGE, PAGE, email=email, password=password, **more)


def test_the_right_password_opens_the_queue(database: Database, client: FlaskClient) -> None:
    add_user(database, email="kim@example.org")
    answer = try_it(client, " Kim@example.org ", PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert client.get("/staff/").status_code == 200


def test_whatever_is_wrong_the_answer_is_the_same(database: Database, client: FlaskClient) -> None:
    add_user(database, email="kim@example.org")
    closed = add_user(database, email="closed@example.org")
    with database.change() as session:
        session.get_one(User, closed).is_open = False
    tries = [
        ("kim@example.org", "wrong password"),
        ("nobody@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("kim@example.org\x00x", PASSWORD),
    ]
    answers = [try_it(client, *given) for given in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert all("do not match" in answer.text for answer in answers)
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize("email", ["kim@example.org", "nobody@example.org"])
def test_a_password_is_checked_whether_or_not_there_is_an_account(
    database: Database, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    add_user(database, email="kim@example.org")
    checked: list[str] = []

    class Watched:
        def verify(self, password_hash: str, password: str) -> bool:
            checked.append(password)
            return False

    passwords.dummy_hash()
    monkeypatch.setattr(passwords, "_hasher", Watched())
    assert check(database, email, "some password") is None
    assert checked == ["some password"]


@pytest.mark.parametrize(("email", "password"), [("", "x"), ("kim@example.org", ""), ("", "")])
def test_an_empty_field_is_named(client: FlaskClient, email: str, password: str) -> None:
    answer = try_it(client, email, password)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/staff/records/7?view=open", "/staff/records/7?view=open"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/", "/staff/"),
        ("/\\evil.example/", "/staff/"),
        ("/\t/evil.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        ("", "/staff/"),
    ],
)
def test_only_paths_of_our_own_are_followed(database: Database, client: FlaskClient, wanted: str, goes_to: str) -> None:
    add_user(database, email="kim@example.org")
    assert try_it(client, "kim@example.org", PASSWORD, next=wanted).location == goes_to


def test_whoever_must_sign_in_comes_back_to_the_page(client: FlaskClient) -> None:
    answer = client.get("/staff/records/7?x=1")
    assert (answer.status_code, answer.location) == (302, "/staff/sign-in?next=/staff/records/7?x%3D1")


def test_what_a_session_held_before_is_gone(database: Database, client: FlaskClient) -> None:
    add_user(database, email="kim@example.org")
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    try_it(client, "kim@example.org", PASSWORD)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_signing_out_ends_it(database: Database, client: FlaskClient) -> None:
    sign_in(client, database, add_user(database))
    assert send(client, "/staff/", "/staff/sign-out").status_code == 303
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize("path", ["/staff/sign-in", "/staff/sign-out", "/staff/records/1/note", "/staff/accounts"])
def test_a_form_without_its_token_is_refused_kindly(database: Database, client: FlaskClient, path: str) -> None:
    sign_in(client, database, add_user(database))
    answer = client.post(path, data={})
    assert answer.status_code == 400
    assert "load the page again" in answer.text


@pytest.mark.parametrize("ending", ["closed", "new password"])
def test_an_open_session_ends_with_the_account_and_with_the_password(
    database: Database, client: FlaskClient, ending: str
) -> None:
    user = add_user(database)
    sign_in(client, database, user)
    assert client.get("/staff/").status_code == 200
    with database.change() as session:
        row = session.get_one(User, user)
        if ending == "closed":
            row.is_open = False
        else:
            row.session_key = "another"
    assert client.get("/staff/").status_code == 302


class TestFewTries:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        from dataclasses import replace

        return replace(settings, sign_in_limit="3 per minute")

    def test_one_address_may_try_a_few_times(self, database: Database, client: FlaskClient) -> None:
        codes = [try_it(client, f"somebody{number}@example.org", "wrong").status_code for number in range(4)]
        assert codes == [422, 422, 422, 429]

    def test_one_account_is_tried_a_few_times_from_wherever(self, database: Database, app: Flask) -> None:
        add_user(database, email="kim@example.org")
        codes = []
        for number in range(4):
            client = app.test_client()
            client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
            codes.append(try_it(client, "KIM@example.org", "wrong").status_code)
        assert codes == [422, 422, 422, 429]

    def test_a_look_at_the_page_is_no_try(self, client: FlaskClient) -> None:
        assert {client.get(PAGE).status_code for _ in range(5)} == {200}


class TestOwnPassword:
    PATH = "/staff/password"

    def test_it_is_changed_and_only_this_session_stays(self, database: Database, app: Flask) -> None:
        user = add_user(database, email="kim@example.org")
        here, elsewhere = app.test_client(), app.test_client()
        for client in (here, elsewhere):
            sign_in(client, database, user)
        assert send(here, self.PATH, self.PATH, current=PASSWORD, new="a better password").status_code == 303
        assert (here.get("/staff/").status_code, elsewhere.get("/staff/").status_code) == (200, 302)
        assert check(database, "kim@example.org", "a better password")

    @pytest.mark.parametrize(
        ("current", "new", "words"),
        [
            ("wrong", "a better password", "not your current password"),
            (PASSWORD, "too short", "at least 12 characters"),
            (PASSWORD, "", "Enter a new password"),
        ],
    )
    def test_a_refusal_says_why(
        self, database: Database, client: FlaskClient, current: str, new: str, words: str
    ) -> None:
        sign_in(client, database, add_user(database))
        answer = send(client, self.PATH, self.PATH, current=current, new=new)
        assert answer.status_code == 422
        assert words in answer.text
