"""Invitations: each opens the form once, how many are used is known, whose answers they brought is not."""

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, inspect, select, text
from werkzeug.test import TestResponse

from survey.actions.use_invitation import use_invitation
from survey.database import Database
from survey.invitation_code import invitation_hash, is_ours, new_invitation_code, read_invitation_code
from survey.models import Invitation, InvitationSample, Response
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.reference import new_key
from tests.builders import add_agency, add_survey, add_user, sign_in
from tests.pages import form_on, send

PAGE = "/staff/surveys/test/invitations"
SECRET = "a key for tests only"


@pytest.fixture
def survey(client: FlaskClient, database: Database) -> int:
    sign_in(client, database, add_user(database, ADMINISTRATOR, agency=add_agency(database, default=True)))
    return add_survey(database)


@pytest.fixture
def codes(client: FlaskClient, survey: int) -> list[str]:
    return codes_in(make(client))


@pytest.fixture
def resident(app: object) -> FlaskClient:
    return app.test_client()  # type: ignore[attr-defined, no-any-return]


def make(client: FlaskClient, label: str = "Households", stratum: str = "north", count: str = "12") -> TestResponse:
    return send(client, PAGE, PAGE, label=label, stratum=stratum, count=count)


def codes_in(answer: TestResponse) -> list[str]:
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert all(row["address"] == f"http://localhost/i/{row['code']}" for row in rows)
    return [row["code"] for row in rows]


def answer_with(resident: FlaskClient, code: str, key: str = "", words: str = "Late buses") -> TestResponse:
    data = {"form_key": key or new_key(), "form_version": "1", "form_invitation": code, "O1": words}
    return resident.post("/s/test/answers", data=data)


def ask_for_invitations(client: FlaskClient) -> None:
    send(client, PAGE, f"{PAGE}/who", who="invited")


def counted(database: Database) -> tuple[int, int]:
    """Responses, and invitations that are left."""
    with database.session() as session:
        ids = (Response.id, Invitation.code_hash)
        found = [session.scalar(select(func.count(column))) or 0 for column in ids]
        return found[0], found[1]


def test_the_list_is_given_once_and_nothing_of_it_stored(
    client: FlaskClient, database: Database, codes: list[str]
) -> None:
    assert len(set(codes)) == 12
    with database.session() as session:
        hashes = list(session.scalars(select(Invitation.code_hash)))
        assert set(hashes) == {invitation_hash(SECRET, code) for code in codes}
        assert not any(code in str(row) for row in session.execute(text("select * from invitation")) for code in codes)
    assert not any(code in client.get(PAGE).text for code in codes)


def test_an_invitation_opens_the_form_until_it_is_used(resident: FlaskClient, codes: list[str]) -> None:
    typed = codes[0].replace("-", " ").lower()
    assert resident.post("/i", data={"code": typed}).location == f"/i/{codes[0]}"
    page = resident.get(f"/i/{codes[0]}")
    pairs = dict(form_on(page.text, "/s/test/answers"))
    assert (page.status_code, pairs["form_invitation"]) == (200, codes[0])
    assert f'data-home="/i/{codes[0]}"' in page.text
    assert resident.post("/s/test/answers", data={**pairs, "O1": "Late buses"}).status_code == 303
    used = resident.get(f"/i/{codes[0]}")
    assert (used.status_code, "This invitation has been used" in used.text) == (410, True)
    assert resident.get(f"/i/{codes[1]}").status_code == 200


def test_the_kept_page_has_each_code_of_its_own(resident: FlaskClient, codes: list[str]) -> None:
    pages = [resident.get(f"/i/{code}").text for code in codes[:3]] + [resident.get("/s/test").text]
    for number, page in enumerate(pages):
        assert [code in page for code in codes[:3]] == [number == other for other in range(3)]


@pytest.mark.parametrize("typed", ["", "x", "CCCCC-CCCC", "\x00", "\ud800", "é" * 300, "O0I1L-AEIOU"])
def test_what_is_no_code(resident: FlaskClient, survey: int, typed: str) -> None:
    answer = resident.post("/i", data={"code": typed.encode("utf-8", "replace")})
    assert (answer.status_code, "<title>Error:" in answer.text) == (422, True)


def test_a_code_we_never_made(resident: FlaskClient, codes: list[str]) -> None:
    code = next(code for code in iter(lambda: new_invitation_code("another"), None) if not is_ours(SECRET, code))
    assert resident.get(f"/i/{code}").status_code == 404
    genuine = new_invitation_code(SECRET)
    assert resident.get(f"/i/{genuine}").status_code == 410


def test_only_the_invited(client: FlaskClient, resident: FlaskClient, database: Database, codes: list[str]) -> None:
    ask_for_invitations(client)
    assert resident.get("/s/test").location == "/i"
    for code in ("", "CCCCC-CCCCC", new_invitation_code(SECRET)):
        refused = answer_with(resident, code, words="Keep my words")
        assert (refused.status_code, "Keep my words" in refused.text) == (409, True)
    assert answer_with(resident, codes[0]).status_code == 303
    assert answer_with(resident, codes[0]).status_code == 409
    assert counted(database) == (1, 11)


def test_everybody_may_answer_and_invitations_are_counted(
    resident: FlaskClient, database: Database, codes: list[str]
) -> None:
    for code in ("", codes[0], codes[0]):
        assert answer_with(resident, code).status_code == 303
    assert counted(database) == (3, 11)


def test_a_form_sent_twice_burns_nothing(
    client: FlaskClient, resident: FlaskClient, database: Database, codes: list[str]
) -> None:
    ask_for_invitations(client)
    key = new_key()
    places = {answer_with(resident, codes[0], key).location for _time in range(3)}
    assert (len(places), counted(database)) == (1, (1, 11))
    assert answer_with(resident, codes[0], key, "Other words").location in places
    assert counted(database) == (2, 11)


def test_of_two_at_once_one_is_let_in(database: Database, codes: list[str], survey: int) -> None:
    with database.change() as session:
        assert [use_invitation(session, SECRET, survey, codes[0]) for _time in range(2)] == [True, False]


def test_an_invitation_is_for_its_own_survey(resident: FlaskClient, database: Database, codes: list[str]) -> None:
    add_survey(database, "other")
    data = {"form_key": new_key(), "form_version": "1", "form_invitation": codes[0], "O1": "Late buses"}
    assert resident.post("/s/other/answers", data=data).status_code == 303
    assert counted(database) == (1, 12)


def test_nothing_joins_an_invitation_with_its_answers(
    resident: FlaskClient, database: Database, codes: list[str]
) -> None:
    """After use there is no row to join; no row that is left was written by the change that kept the answers."""
    for code in codes[:5]:
        answer_with(resident, code)
    inspector = inspect(database.engine)
    columns = {name: {c["name"] for c in inspector.get_columns(name)} for name in ("invitation", "invitation_sample")}
    assert columns["invitation"] == {"code_hash", "sample_id"}
    assert not columns["invitation_sample"] & {"used", "used_at", "updated_at"}
    with database.session() as session:
        left = set(session.scalars(select(Invitation.code_hash)))
        assert left == {invitation_hash(SECRET, code) for code in codes[5:]}
        if not database.is_sqlite:
            tables = ("invitation", "invitation_sample")
            writers = [set(session.scalars(text(f"select xmin::text from {table}"))) for table in (*tables, "response")]
            assert not (writers[0] | writers[1]) & writers[2]


@pytest.mark.parametrize("used, shown", [(0, "fewer than 10"), (9, "fewer than 10"), (11, "92%")])
def test_the_share_that_was_used(
    client: FlaskClient, resident: FlaskClient, codes: list[str], used: int, shown: str
) -> None:
    for code in codes[:used]:
        answer_with(resident, code)
    assert shown in client.get(PAGE).text


@pytest.mark.parametrize("values, words", [
    ({"count": "9"}, "Make from 10 to 20,000 invitations at a time."),
    ({"count": "many"}, "Make from 10 to"),
    ({"count": "9" * 400}, "Make from 10 to"),
    ({"count": "1e99"}, "Make from 10 to"),
    ({"label": " "}, "Enter a name for the sample."),
    ({"label": "x" * 81}, "Shorten the name to 80 characters at most."),
    ({"label": "Households"}, "There is already a sample"),
])  # fmt: skip
def test_samples_that_cannot_be(
    client: FlaskClient, database: Database, codes: list[str], values: dict[str, str], words: str
) -> None:
    answer = make(client, **{"label": "Others", **values})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert counted(database) == (0, 12)


@pytest.mark.parametrize("use, left", [(False, 0), (True, 11)])
def test_a_lost_list_is_taken_back_while_nobody_was_invited(
    client: FlaskClient, resident: FlaskClient, database: Database, codes: list[str], use: bool, left: int
) -> None:
    if use:
        answer_with(resident, codes[0])
    with database.session() as session:
        sample = session.scalars(select(InvitationSample.id)).one()
    send(client, PAGE, f"{PAGE}/{sample}/take-back")
    assert counted(database)[1] == left


def test_staff_type_in_a_reply_with_its_code(client: FlaskClient, database: Database, codes: list[str]) -> None:
    sign_in(client, database, add_user(database, REVIEWER))
    where = "/staff/surveys/test/enter"
    pairs = dict(form_on(client.get(where).text, where))
    data = {**pairs, "entry-invitation": codes[0], "entry-channel": "paper", "O1": "By hand"}
    assert client.post(where, data=data).status_code == 303
    assert counted(database) == (1, 11)


def test_only_administrators(client: FlaskClient, database: Database) -> None:
    add_survey(database)
    sign_in(client, database, add_user(database, REVIEWER))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("path", ["", "/who", "/1/take-back"])
def test_an_administrator_of_another_agency_decides_nothing(
    client: FlaskClient, database: Database, codes: list[str], path: str
) -> None:
    client.get("/staff/sign-out")
    other = add_user(database, ADMINISTRATOR, agency=add_agency(database, "Another"), email="other@example.org")
    sign_in(client, database, other)
    token = dict(form_on(client.get("/staff/").text, "/staff/sign-out"))
    answer = client.post(f"{PAGE}{path}", data={**token, "who": "invited", "label": "X", "count": "20"})
    assert answer.status_code == 403
    assert counted(database) == (0, 12)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_codes_are_read_as_people_type_them(change: Callable[[str], str]) -> None:
    code = new_invitation_code(SECRET)
    assert read_invitation_code(change(code)) == code
    assert is_ours(SECRET, code)
