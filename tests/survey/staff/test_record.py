"""The record page: who sees what of it, what each form does, and that nothing is overwritten or leaked."""

from datetime import UTC, datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from survey.actions.set_status import set_status
from survey.database import Database
from survey.models import AccessEvent, Coding, FeedbackRecord, HistoryEvent, Involvement, Note, Reply
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, PROTECTION, REVIEWER
from tests.builders import add_agency, add_record, add_user, sign_in
from tests.pages import Forms, form_on, send, send_form

SECRET, REDACTED = "Ring Åsa on 070-123 45 67.", "Ring [name] on [phone]."
THEMES = {"transport_mobility": "negative"}


def load(database: Database, record: int) -> FeedbackRecord:
    with database.session() as session:
        return session.get_one(FeedbackRecord, record)


def path(record: int, action: str = "") -> str:
    return f"/staff/records/{record}" + (f"/{action}" if action else "")


@pytest.mark.parametrize(
    ("roles", "level", "state", "sees"),
    [
        ([ADMINISTRATOR], "S0", "done", "original"),
        ([REVIEWER], "S1", "done", "original"),
        ([ANALYST], "S0", "done", "redacted"),
        ([ANALYST], "S1", "done", "redacted"),
        ([INTEGRITY], "S0", "done", None),
        ([PROTECTION], "S1", "done", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S2", "done", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S3", "done", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S4", "done", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], None, "done", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S0", "pending", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S0", "claimed", None),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S0", "failed", None),
        ([INTEGRITY], "S2", "done", "original"),
        ([INTEGRITY], "S3", "done", None),
        ([INTEGRITY], "S0", "failed", None),
        ([PROTECTION], "S2", "done", None),
        ([PROTECTION], "S3", "done", "original"),
        ([PROTECTION], "S4", "done", "original"),
        ([PROTECTION], None, "failed", "original"),
        ([PROTECTION], "S0", "pending", "original"),
    ],
)
def test_who_sees_a_record(
    database: Database, client: FlaskClient, roles: list[str], level: str | None, state: str, sees: str | None
) -> None:
    record = add_record(database, SECRET, redacted=REDACTED, sensitivity=level, analysis_state=state)
    sign_in(client, database, add_user(database, *roles))
    answer = client.get(path(record))
    assert answer.status_code == (200 if sees else 404)
    assert (SECRET in answer.text, REDACTED in answer.text) == (sees == "original", sees == "redacted")
    assert (path(record, "reply") in Forms(answer.text).found) == (sees == "original")
    with database.session() as session:
        logged = session.scalar(select(func.count()).select_from(AccessEvent))
    assert logged == (1 if sees and (state != "done" or level not in ("S0", "S1")) else 0)


def test_what_may_not_be_seen_looks_as_if_it_were_not_there(database: Database, client: FlaskClient) -> None:
    hidden = add_record(database, sensitivity="S3")
    sign_in(client, database, add_user(database, REVIEWER))
    answers = [client.get(path(number)) for number in (hidden, 4711, 99999999999999999999)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.text.replace(str(hidden), "") for answer in answers[:2]}) <= 2
    assert "no such page" in answers[0].text and "no such page" in answers[1].text


@pytest.mark.parametrize("action", ["codes", "status", "note", "reply", "sensitivity", "agency"])
def test_every_door_is_shut_for_who_may_not(database: Database, app: Flask, action: str) -> None:
    open_record, hidden = add_record(database), add_record(database, sensitivity="S4")
    for roles, record, code in [([ANALYST], open_record, 403), ([REVIEWER], hidden, 404), ([REVIEWER], 4711, 404)]:
        client = app.test_client()
        sign_in(client, database, add_user(database, *roles))
        token = dict(form_on(client.get("/staff/").text, "/staff/sign-out"))["csrf_token"]
        assert client.post(path(record, action), data={"csrf_token": token}).status_code == code
    client = app.test_client()
    assert client.get(path(open_record)).status_code == 302


def test_another_agency_finds_nothing(database: Database, client: FlaskClient) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database, REVIEWER, agency=add_agency(database, "Police")))
    assert client.get(path(record)).status_code == 404


def test_the_original_stands_in_its_own_language_and_direction(database: Database, client: FlaskClient) -> None:
    record = add_record(database, "الحافلات متأخرة", language="ar")
    sign_in(client, database, add_user(database))
    assert '<blockquote class="words" lang="ar" dir="rtl">الحافلات متأخرة</blockquote>' in client.get(path(record)).text


def test_evidence_is_marked_and_everything_escaped(database: Database, client: FlaskClient) -> None:
    record = add_record(database, "<b>late</b> bus", themes=THEMES)
    with database.change() as session:
        session.scalars(select(Coding)).one().evidence = [[3, 7], [5, 11]]
    sign_in(client, database, add_user(database))
    assert "&lt;b&gt;<mark>late&lt;/b&gt;</mark> bus" in client.get(path(record)).text


def test_the_redacted_text_has_no_marks(database: Database, client: FlaskClient) -> None:
    record = add_record(database, SECRET, redacted=REDACTED, themes=THEMES)
    with database.change() as session:
        session.scalars(select(Coding)).one().evidence = [[0, 8]]
    sign_in(client, database, add_user(database, ANALYST))
    page = client.get(path(record)).text
    assert (REDACTED in page, "<mark>" in page, "Åsa" in page) == (True, False, False)


# Codes


def test_one_button_confirms_the_codes(database: Database, client: FlaskClient) -> None:
    record = add_record(database, themes={"transport_mobility": "negative", "education_schools": "mixed"})
    sign_in(client, database, add_user(database))
    answer = send(client, path(record), path(record, "codes"))
    assert (answer.status_code, answer.location) == (303, path(record))
    with database.session() as session:
        rows = session.scalars(select(Coding).where(Coding.in_force).order_by(Coding.rank))
        assert [(row.theme, row.sentiment) for row in rows] == [
            ("transport_mobility", "negative"),
            ("education_schools", "mixed"),
        ]
    page = client.get(path(record)).text
    assert "The codes are saved." in page and "Codes confirmed" in page and "Reviewed by a person" in page


def test_codes_are_changed(database: Database, client: FlaskClient) -> None:
    record = add_record(database, themes=THEMES)
    sign_in(client, database, add_user(database))
    values = {"theme1": "education_schools", "feeling1": "positive", "sentiment": "mixed", "type": "praise"}
    send(client, path(record), path(record, "codes"), language="sv", **values)
    now = load(database, record)
    assert (now.sentiment, now.type, now.language) == ("mixed", "praise", "sv")
    page = unescape(client.get(path(record)).text)
    assert "Kind of feedback: from Complaint to Encouragement or praise" in page
    assert "Themes: from" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"theme2": "transport_mobility"}, "Choose each theme once."),
        ({"theme3": "transport_mobility"}, "Choose each theme once."),
        ({"theme1": "no_such_theme"}, "Choose one of the options in the list."),
        ({"type": ""}, "Choose the kind of feedback."),
        ({"sentiment": "angry"}, "Choose one of the options in the list."),
    ],
)
def test_codes_that_cannot_be_are_named(
    database: Database, client: FlaskClient, values: dict[str, str], words: str
) -> None:
    record = add_record(database, themes=THEMES)
    sign_in(client, database, add_user(database))
    answer = send(client, path(record), path(record, "codes"), **values)
    assert answer.status_code == 422
    assert words in answer.text and "<title>Error:" in answer.text
    assert load(database, record).reviewed_at is None


# Status, notes, replies


def test_the_status_moves_and_asks_for_an_outcome(database: Database, client: FlaskClient) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database))
    refused = send(client, path(record), path(record, "status"), status="closed", reason="We repaired it.")
    assert refused.status_code == 422
    assert "Choose the outcome" in refused.text and "We repaired it." in refused.text
    done = send_form(client, refused.text, path(record, "status"), outcome="action_taken")
    assert done.status_code == 303
    now = load(database, record)
    assert (now.status, now.outcome) == ("closed", "action_taken")


def test_a_closed_record_is_opened_again(database: Database, client: FlaskClient) -> None:
    record = add_record(database, status="closed", outcome="duplicate")
    sign_in(client, database, add_user(database))
    send(client, path(record), path(record, "status"), status="reopened")
    now = load(database, record)
    assert (now.status, now.outcome) == ("reopened", None)


def test_a_step_that_is_not_offered_is_refused(database: Database, client: FlaskClient) -> None:
    record = add_record(database, status="closed", outcome="duplicate")
    sign_in(client, database, add_user(database))
    assert send(client, path(record), path(record, "status"), status="in_progress").status_code == 422


def test_a_note_and_a_reply_do_not_mix(database: Database, client: FlaskClient) -> None:
    record = add_record(database, language="vi")
    sign_in(client, database, add_user(database))
    send(client, path(record), path(record, "note"), text="Between us.")
    send(client, path(record), path(record, "reply"), text="Chào bạn.")
    send(client, path(record), path(record, "reply"), text="Một chút nữa.", kind="interim", language="en")
    with database.session() as session:
        assert [note.text for note in session.scalars(select(Note))] == ["Between us."]
        replies = session.scalars(select(Reply).order_by(Reply.id))
        assert [(reply.text, reply.language, reply.interim) for reply in replies] == [
            ("Chào bạn.", "vi", False),
            ("Một chút nữa.", "en", True),
        ]


@pytest.mark.parametrize("action", ["note", "reply"])
@pytest.mark.parametrize(("text", "words"), [(" ", "Write the "), ("x" * 10_001, "Shorten it by 1 character")])
def test_a_text_of_no_use_is_kept_and_named(
    database: Database, client: FlaskClient, action: str, text: str, words: str
) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database))
    answer = send(client, path(record), path(record, action), text=text)
    assert answer.status_code == 422
    assert words in answer.text
    assert dict(form_on(answer.text, path(record, action)))[f"{action}-text"] == text


def test_nobody_writes_to_a_person_who_cannot_read_it(database: Database, client: FlaskClient) -> None:
    record = add_record(database, contactable=False)
    sign_in(client, database, add_user(database))
    assert path(record, "reply") not in Forms(client.get(path(record)).text).found


@pytest.mark.parametrize("action", ["note", "reply"])
def test_what_staff_write_is_escaped_too(database: Database, client: FlaskClient, action: str) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database, name="<i>Kim</i>"))
    send(client, path(record), path(record, action), text="<script>alert(1)</script>")
    page = client.get(path(record)).text
    assert "<script>" not in page and "<i>Kim" not in page
    assert "&lt;script&gt;alert(1)" in page


# Two people at once


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("codes", {"sentiment": "positive"}),
        ("status", {"status": "resolved", "outcome": "action_taken"}),
        ("reply", {"text": "My words."}),
        ("sensitivity", {"level": "S1", "reason": "My words."}),
    ],
)
def test_a_stale_page_overwrites_nothing_and_keeps_what_was_typed(
    database: Database, client: FlaskClient, action: str, values: dict[str, str]
) -> None:
    record, other = add_record(database, themes=THEMES), add_user(database, name="Robin")
    sign_in(client, database, add_user(database))
    stale = client.get(path(record)).text
    set_status(database, other, record, 1, "in_progress")
    answer = send_form(client, stale, path(record, action), **values)
    assert answer.status_code == 409
    assert "Robin: Status: from Received to In progress" in answer.text
    sent = dict(form_on(answer.text, path(record, action)))
    prefix = action
    assert {name: sent[f"{prefix}-{name}"] for name in values} == values
    assert load(database, record).revision == 2
    again = send_form(client, answer.text, path(record, action))
    assert again.status_code == 303


def test_a_tampered_revision_is_a_stale_one(database: Database, client: FlaskClient) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database))
    for revision in ("x", "", "-1", "9" * 30):
        answer = send(client, path(record), path(record, "reply"), text="Hello.", revision=revision, seen="x")
        assert answer.status_code == 409


# Sensitivity


def test_a_raised_record_leaves_the_queue(database: Database, client: FlaskClient) -> None:
    record = add_record(database, SECRET)
    sign_in(client, database, add_user(database, REVIEWER))
    answer = send(client, path(record), path(record, "sensitivity"), level="S3")
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert SECRET not in client.get("/staff/").text
    assert client.get(path(record)).status_code == 404


def test_lowering_asks_for_a_reason(database: Database, client: FlaskClient) -> None:
    record = add_record(database, sensitivity="S3")
    sign_in(client, database, add_user(database, PROTECTION, REVIEWER))
    refused = send(client, path(record), path(record, "sensitivity"), level="S0")
    assert refused.status_code == 422
    assert "Write the reason." in refused.text
    done = send_form(client, refused.text, path(record, "sensitivity"), reason="A figure of speech.")
    assert (done.status_code, done.location) == (303, path(record))
    assert load(database, record).sensitivity == "S0"


# Agencies


def test_another_agency_joins_and_then_sees_the_record(database: Database, app: Flask) -> None:
    police = add_agency(database, "Police")
    record = add_record(database)
    client, other = app.test_client(), app.test_client()
    sign_in(client, database, add_user(database))
    sign_in(other, database, add_user(database, REVIEWER, agency=police))
    send(client, path(record), path(record, "agency"), agency=str(police), part="support")
    assert "Police supports" in client.get(path(record)).text
    assert other.get(path(record)).status_code == 200
    refused = send(client, path(record), path(record, "agency"), agency=str(police), part="support")
    assert refused.status_code == 422
    assert "cannot be done with this record now" in refused.text
    with database.session() as session:
        assert len(session.scalars(select(Involvement)).all()) == 2


@pytest.mark.parametrize("agency", ["", "4711", "x"])
def test_an_agency_that_is_none(database: Database, client: FlaskClient, agency: str) -> None:
    record = add_record(database)
    sign_in(client, database, add_user(database))
    assert send(client, path(record), path(record, "agency"), agency=agency).status_code == 422


# History


def test_the_history_says_who_and_what_in_words(database: Database, client: FlaskClient) -> None:
    record = add_record(database)
    events = [
        ("received", None, "web", None),
        ("acknowledged", None, None, None),
        ("language", None, "vi", None),
        ("sensitivity", "S1", "S0", None),
        ("reply", None, "interim", None),
        ("outcome", None, "action_taken", None),
        ("something new", "a", "b", None),
        ("themes", None, "gone_theme:negative", None),
    ]
    with database.change() as session:
        session.add_all(
            HistoryEvent(record_id=record, kind=kind, before=before, after=after, user_id=user,
                         at=datetime(2026, 3, 2, 9, number, tzinfo=UTC))
            for number, (kind, before, after, user) in enumerate(events)
        )  # fmt: skip
    sign_in(client, database, add_user(database))
    page = unescape(client.get(path(record)).text)
    for line in (
        "The resident: Received: Web form",
        "The system: Receipt given to the resident",
        "Language: Vietnamese",
        "Sensitivity: from Personal details to Routine",
        "Replied with a word on the way",
        "Outcome: Action taken",
        "something new: from a to b",
        "gone_theme (Negative)",
    ):
        assert line in page
