"""A picture sent with a form: kept once, seen by the handling team alone, gone with the texts."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pictures
from sqlalchemy import func, select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from survey.actions.expire_texts import expire_texts
from survey.app import create_app
from survey.database import Database
from survey.models import Coding, FeedbackRecord, Image, Response, utc_now
from survey.models.user import ANALYST, REVIEWER
from survey.settings import Settings
from tests.builders import CONTENT, add_agency, add_survey, add_user, sign_in

ASKED = {"type": "image", "name": "photo", "label": {"en": "A photo", "vi": "Ảnh", "sv": "En bild"}}


@pytest.fixture
def home(database: Database) -> int:
    agency = add_agency(database, default=True)
    add_survey(database, content={**CONTENT, "items": [*CONTENT["items"], ASKED]})
    return agency


def picture(size: int = 8) -> bytes:
    written = io.BytesIO()
    Pictures.new("RGB", (size, size), "red").save(written, "JPEG")
    return written.getvalue()


def send(client: FlaskClient, data: bytes, words: str = "The lamp is broken.", key: str = "k" * 32) -> Any:
    form = {"form_key": key, "form_version": "1", "O1": words, "photo": (io.BytesIO(data), "IMG_1.jpg")}
    return client.post("/s/test/answers", data=form, content_type="multipart/form-data")


@pytest.mark.parametrize("address", ["/s/test/answers", "/k/test"])
def test_a_file_where_words_are_asked_for_is_no_answer(
    client: FlaskClient, database: Database, home: int, address: str
) -> None:
    form = {"form_key": "k" * 32, "O1": (io.BytesIO(picture()), "IMG_1.jpg"), "photo": "words"}
    answer = client.post(address, data=form, content_type="multipart/form-data")
    assert (answer.status_code, counted(database, Response)) == (422, 0)


def test_forms_with_pictures_are_counted_before_the_pictures_are_read(
    settings: Settings, database: Database, home: int
) -> None:
    app = create_app(replace(settings, form_limit="3 per 10 minutes"))
    client = app.test_client()
    assert [send(client, b"no picture").status_code for _try in range(4)] == [422, 422, 422, 429]
    assert "The lamp is broken." in send(client, b"no picture").text
    app.extensions["database"].close()


def counted(database: Database, table: type) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(("address", "locale", "said"), [
    ("/s/test/answers", "en", "The pictures are too large to be received."),
    ("/s/test/answers", "sv", "Provenkät"),
    ("/k/test?lang=vi", "en", "Khảo sát thử"),
])  # fmt: skip
def test_far_too_large_the_words_come_back(
    client: FlaskClient, database: Database, home: int, address: str, locale: str, said: str
) -> None:
    file = FileStorage(io.BytesIO(b"x" * 17_000_000), "a.jpg")
    form = {"form_key": "k" * 32, "O1": "The lamp is broken.", "photo": file}
    headers = {"Accept-Language": locale}
    boundary, body = encode_multipart(form)
    kind = f"multipart/form-data; boundary={boundary}"
    answer = client.post(address, data=body, content_type=kind, headers=headers)
    assert answer.status_code == 413
    assert "The lamp is broken." in answer.text and "k" * 32 in answer.text and said in answer.text
    assert '<a href="#q-photo">' in answer.text
    assert counted(database, Response) == 0


def test_sent_twice_it_is_kept_once(client: FlaskClient, database: Database, home: int) -> None:
    assert send(client, picture()).status_code == 303
    assert send(client, picture()).status_code == 303
    assert (counted(database, Response), counted(database, Image)) == (1, 1)


def test_what_is_no_picture_keeps_the_form(client: FlaskClient, database: Database, home: int) -> None:
    answer = send(client, b"<script>alert(1)</script>")
    assert answer.status_code == 422
    assert "This is no picture that can be read." in answer.text
    assert "The lamp is broken." in answer.text
    assert counted(database, Response) == 0


def test_without_a_picture_nothing_is_missing(client: FlaskClient, database: Database, home: int) -> None:
    answer = client.post("/s/test/answers", data={"form_key": "k" * 32, "O1": "Words", "photo": ""})
    assert (answer.status_code, counted(database, Image)) == (303, 0)


@pytest.mark.parametrize(("role", "own", "level", "status"), [
    (REVIEWER, True, "S0", 200),
    (ANALYST, True, "S0", 404),
    (REVIEWER, False, "S0", 404),
    (REVIEWER, True, "S4", 404),
])  # fmt: skip
def test_only_the_handling_team_sees_it(
    app: Flask, database: Database, home: int, role: str, own: bool, level: str, status: int
) -> None:
    assert send(app.test_client(), picture()).status_code == 303
    with database.change() as session:
        session.execute(update(FeedbackRecord).values(sensitivity=level, analysis_state="done"))
        record = session.scalars(select(FeedbackRecord.id)).one()
    client = app.test_client()
    assert client.get(f"/staff/records/{record}/pictures/photo").status_code == 302
    sign_in(client, database, add_user(database, role, agency=home if own else add_agency(database)))
    page, found = client.get(f"/staff/records/{record}"), client.get(f"/staff/records/{record}/pictures/photo")
    assert (found.status_code, "pictures/photo" in page.text) == (status, status == 200)
    if status == 200:
        assert found.mimetype == "image/jpeg" and found.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in found.headers["Content-Security-Policy"]
        assert client.get(f"/staff/records/{record}/pictures/other").status_code == 404


def the_record(database: Database) -> FeedbackRecord:
    with database.session() as session:
        return session.scalars(select(FeedbackRecord)).one()


def test_without_words_it_is_seen_and_acknowledged(client: FlaskClient, database: Database, home: int) -> None:
    receipt = client.get(send(client, picture(), words="").location)
    record = the_record(database)
    assert (record.question, record.text, record.sentiment) == ("photo", "", "not_scored")
    assert counted(database, Coding) == 0
    assert (record.status, record.is_restricted) == ("acknowledged", False)
    assert "Staff will look at your picture." in receipt.text and "no reply" not in receipt.text
    code = receipt.request.path.rpartition("/")[2]
    told = client.post("/status", data={"code": code}).text
    assert "You sent a picture without words." in told and "deleted" not in told
    sign_in(client, database, add_user(database, REVIEWER, agency=home))
    assert "Picture without words" in client.get("/staff/").text
    page = client.get(f"/staff/records/{record.id}").text
    assert "Picture without words" in page and "pictures/photo" in page


@pytest.mark.parametrize(("words", "records"), [("", 1), ("The lamp is broken.", 1)])
def test_two_pictures_are_one_record(client: FlaskClient, database: Database, words: str, records: int) -> None:
    add_agency(database, default=True)
    second = {**ASKED, "name": "second"}
    add_survey(database, content={**CONTENT, "items": [*CONTENT["items"], ASKED, second]})
    form = {"form_key": "k" * 32, "O1": words} | {
        name: (io.BytesIO(picture()), "a.jpg") for name in ("photo", "second")
    }
    client.post("/s/test/answers", data=form, content_type="multipart/form-data")
    assert (counted(database, FeedbackRecord), counted(database, Image)) == (records, 2)


def test_marked_it_is_seen_by_few(client: FlaskClient, database: Database) -> None:
    add_agency(database, default=True)
    add_survey(database, content={**CONTENT, "items": [ASKED]})
    assert 'name="form_sensitive"' in client.get("/s/test").text
    form = {"form_key": "k" * 32, "form_sensitive": "yes", "photo": (io.BytesIO(picture()), "a.jpg")}
    sent = client.post("/s/test/answers", data=form, content_type="multipart/form-data")
    assert the_record(database).sensitivity == "S3"
    assert "A small trained team reads it first." in client.get(sent.location).text


@pytest.mark.parametrize("words", ["", "The lamp is broken."])
def test_it_goes_with_the_texts(client: FlaskClient, database: Database, home: int, words: str) -> None:
    code = send(client, picture(), words).location.rpartition("/")[2]
    expire_texts(database, 24, utc_now() + timedelta(days=800))
    assert counted(database, Image) == 0
    assert "has been deleted" in client.post("/status", data={"code": code}).text
