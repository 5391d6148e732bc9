"""A picture sent with a form: kept once, seen by the handling team alone, gone with the texts."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pictures
from sqlalchemy import func, select, update

from survey.actions.expire_texts import expire_texts
from survey.database import Database
from survey.models import FeedbackRecord, Image, Response, utc_now
from survey.models.user import ANALYST, REVIEWER
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


def counted(database: Database, table: type) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


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


def test_it_goes_with_the_texts(client: FlaskClient, database: Database, home: int) -> None:
    send(client, picture())
    expire_texts(database, 24, utc_now() + timedelta(days=800))
    assert counted(database, Image) == 0
