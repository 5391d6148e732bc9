"""Short addresses are made once, kept, and counted; the poster shows one."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import Database
from survey.models import ShortAddress
from survey.models.user import ANALYST, REVIEWER
from survey.short_code import new_short_code, read_short_code
from tests.builders import add_response, add_survey, add_user, sign_in
from tests.pages import send

PAGE = "/staff/surveys/test/poster"


@pytest.fixture
def survey(client: FlaskClient, database: Database) -> int:
    sign_in(client, database, add_user(database, REVIEWER))
    return add_survey(database)


def made(database: Database) -> list[ShortAddress]:
    with database.session() as session:
        return list(session.scalars(select(ShortAddress).order_by(ShortAddress.tag)))


def test_an_address_leads_to_the_form_and_keeps_where_it_was_given_out(
    client: FlaskClient, database: Database, survey: int
) -> None:
    answer = send(client, PAGE, PAGE, tag="  library \n poster ")
    [address] = made(database)
    assert (answer.status_code, address.tag, len(address.code)) == (303, "library poster", 5)
    for typed in (address.code, address.code.lower()):
        on = client.get(f"/f/{typed}")
        assert (on.status_code, on.location) == (302, f"/s/test?from={address.code}")


@pytest.mark.parametrize("code", ["NNNNN", "a", "%00", "../x", "KX7PM2", "\u2028", "K" * 500])
def test_an_address_that_was_never_made(client: FlaskClient, code: str) -> None:
    assert client.get(f"/f/{code}").status_code == 404


@pytest.mark.parametrize("tag, words", [
    ("", "Enter where the address will be given out."),
    (" \x00 ", "Enter where the address will be given out."),
    ("x" * 81, "Shorten this to 80 characters at most."),
    ("SMS", "There is already a short address for"),
])  # fmt: skip
def test_tags_that_are_no_use(client: FlaskClient, database: Database, survey: int, tag: str, words: str) -> None:
    send(client, PAGE, PAGE, tag="SMS")
    answer = send(client, PAGE, PAGE, tag=tag)
    assert (answer.status_code, len(made(database))) == (422, 1)
    assert words in answer.text


def test_how_many_came_from_where(client: FlaskClient, database: Database, survey: int) -> None:
    send(client, PAGE, PAGE, tag="SMS")
    [address] = made(database)
    for source in (address.code, address.code, None):
        add_response(database, survey, source=source)
    assert "2 responses" in client.get(PAGE).text


@pytest.mark.parametrize("ending, kind", [("pdf", "application/pdf"), ("svg", "image/svg+xml")])
@pytest.mark.parametrize("with_address", [True, False])
def test_the_poster_can_be_saved(
    client: FlaskClient, database: Database, survey: int, ending: str, kind: str, with_address: bool
) -> None:
    send(client, PAGE, PAGE, tag="bus 47")
    code = made(database)[0].code if with_address else ""
    answer = client.get(f"{PAGE}.{ending}?address={code}&save=1")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=test-poster.{ending}"
    if ending == "svg":
        assert (f"localhost/f/{code}<" if with_address else "localhost/s/test<") in answer.text


@pytest.mark.parametrize("address", [f"{PAGE}.exe", "/staff/surveys/none/poster", "/staff/surveys/A%00/poster.pdf"])
def test_no_such_poster(client: FlaskClient, survey: int, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_address_of_another_survey_is_not_shown(client: FlaskClient, database: Database, survey: int) -> None:
    add_survey(database, "other")
    send(client, "/staff/surveys/other/poster", "/staff/surveys/other/poster", tag="elsewhere")
    assert "elsewhere" not in client.get(f"{PAGE}?address={made(database)[0].code}").text


def test_only_reviewers_and_administrators(client: FlaskClient, database: Database) -> None:
    add_survey(database)
    sign_in(client, database, add_user(database, ANALYST))
    assert [client.get(f"{PAGE}{ending}").status_code for ending in ("", ".pdf", ".svg")] == [403] * 3


def test_codes_are_read_as_they_are_made() -> None:
    codes = {new_short_code() for _number in range(200)}
    assert len(codes) > 190
    assert {read_short_code(f" {code.lower()} ") for code in codes} == codes


@pytest.mark.parametrize("host, warned", [
    ("localhost:8000", True), ("127.0.0.1:8000", True), ("ask.example.org", False), ("192.168.1.7:8000", False),
])  # fmt: skip
def test_an_address_that_no_phone_can_reach_is_not_printed_unawares(
    client: FlaskClient, survey: int, host: str, warned: bool
) -> None:
    cookie = client.get_cookie("session")
    assert cookie
    client.set_cookie("session", cookie.value, domain=host.partition(":")[0])
    page = client.get(PAGE, headers={"Host": host}).text
    assert "Poster" in page and ("works on this computer alone" in page) is warned
