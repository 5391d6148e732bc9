"""On a device for everybody nothing of one person is left for the next."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.clock import at
from survey.database import Database
from survey.models import Response
from survey.reference import new_key, read_code
from tests.builders import CONTENT, add_agency, add_survey
from tests.pages import form_on

PAGE = "/k/test"
WORDS = "The library is too cold"


@pytest.fixture(autouse=True)
def survey(database: Database) -> int:
    add_agency(database, default=True)
    return add_survey(database)


def send(client: FlaskClient, **values: str) -> TestResponse:
    data = {"form_key": new_key(), "form_version": "1", "form_language": "en", "O1": WORDS, **values}
    return client.post(PAGE, data=data)


def count(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count(Response.id))) or 0


def test_the_receipt_is_the_answer_and_no_address_holds_the_code(client: FlaskClient, database: Database) -> None:
    answer = send(client)
    code = answer.text.split('<p class="code" translate="no">')[1].split("<")[0]
    assert (answer.status_code, read_code(code)) == (200, code)
    assert 'action="/status"' not in answer.text
    assert f'href="{PAGE}">Done</a>' in answer.text and WORDS not in answer.text
    assert count(database) == 1


def test_no_page_is_kept(client: FlaskClient) -> None:
    pages = [client.get(PAGE), send(client), send(client, O1=""), send(client, switch_language="vi")]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
    assert not any("phone." in page.text or "data-survey" in page.text for page in pages)


def test_each_opening_is_blank_with_a_key_of_its_own(client: FlaskClient) -> None:
    send(client, O1="")
    pages = [client.get(PAGE).text for _time in range(2)]
    keys = {dict(form_on(page, PAGE))["form_key"] for page in pages}
    assert len(keys) == 2 and dict(form_on(pages[0], PAGE))["O1"] == ""


def test_the_language_is_that_of_the_house_again(client: FlaskClient) -> None:
    page = send(client, switch_language="vi")
    assert CONTENT["title"]["vi"] in page.text and WORDS in page.text
    assert "Set-Cookie" not in page.headers
    assert CONTENT["title"]["en"] in client.get(PAGE).text


def test_a_device_set_up_in_another_language_stays_so(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?lang=sv").text
    assert CONTENT["title"]["sv"] in page and f'data-home="{PAGE}?lang=sv"' in page
    answer = client.post(f"{PAGE}?lang=sv", data={**dict(form_on(page, f"{PAGE}?lang=sv")), "O1": WORDS})
    assert (answer.status_code, f'href="{PAGE}?lang=sv"' in answer.text) == (200, True)


def test_sent_twice_it_is_stored_once(client: FlaskClient, database: Database) -> None:
    key = new_key()
    codes = {send(client, form_key=key).text.split('<p class="code" translate="no">')[1][:14] for _time in range(2)}
    assert (len(codes), count(database)) == (1, 1)


def test_sent_again_when_somebody_has_left_shows_no_code(client: FlaskClient, database: Database) -> None:
    key, now = new_key(), datetime.now(UTC)
    with at(now - timedelta(minutes=3)):
        send(client, form_key=key)
    later = send(client, form_key=key)
    assert (later.status_code, later.location, count(database)) == (303, PAGE, 1)


@pytest.mark.parametrize("values, words", [
    ({"O1": ""}, "You have not answered anything yet."),
    ({"form_key": "x"}, "Something was missing"),
    ({"O1": "x" * 100_001}, "Shorten it by"),
])  # fmt: skip
def test_what_is_to_be_put_right(client: FlaskClient, database: Database, values: dict[str, str], words: str) -> None:
    answer = send(client, **values)
    assert (answer.status_code, words in answer.text, count(database)) == (422, True, 0)


@pytest.mark.parametrize("slug, state, status", [("none", "open", 404), ("shut", "closed", 410), ("new", "draft", 404)])
def test_a_survey_that_takes_no_answers(
    client: FlaskClient, database: Database, slug: str, state: str, status: int
) -> None:
    if slug != "none":
        add_survey(database, slug, state=state)
    assert client.get(f"/k/{slug}").status_code == status
    assert client.post(f"/k/{slug}", data={"O1": WORDS, "form_key": new_key()}).status_code == status
