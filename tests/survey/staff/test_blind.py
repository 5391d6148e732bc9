"""Blind coding: nothing of the machine's or a colleague's codes is on the page, and the form takes what is chosen."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.actions.code_blind import code_blind
from survey.actions.review_record import Review, review_record
from survey.database import Database
from survey.models import Assessment, Coding, FeedbackRecord, HistoryEvent
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER
from survey.settings import Settings
from tests.builders import add_agency, add_audit_sample, add_record, add_user, sign_in
from tests.pages import form_on, send, send_form

TEXT = "Det är mörkt vid stationen."
CHOSEN = {
    "theme1": "homelessness", "feeling1": "negative", "sentiment": "negative", "type": "concern", "language": "sv",
    "sensitivity": "S0",
}  # fmt: skip
FIRST = Review((("taxes_fees", "mixed"),), "mixed", "praise", "vi")


def path(record: int, action: str = "") -> str:
    return f"/staff/records/{record}" + (f"/{action}" if action else "")


def page(client: FlaskClient, record: int) -> str:
    """What the record's page says, without what no two pages share: its number, its guard and its revision."""
    text = unescape(client.get(path(record)).text).partition("<main")[2]
    kept = re.sub(f"(?<=records/){record}\\b|(?<=Record ){record}\\b", "N", text)
    return re.sub(r"<input[^>]*(csrf_token|blind-revision)[^>]*>", "", kept)


@pytest.fixture
def reviewer(database: Database, client: FlaskClient) -> FlaskClient:
    sign_in(client, database, add_user(database, REVIEWER))
    return client


def test_the_page_is_the_same_whatever_the_machine_has_said(database: Database, reviewer: FlaskClient) -> None:
    when = add_record(database, TEXT, language="sv")
    with database.session() as session:
        received = session.get_one(FeedbackRecord, when).received_at
    records = [
        add_record(database, TEXT, themes=themes, sentiment=sentiment, type=kind, sensitivity=level, language="sv",
                   received_at=received)
        for themes, sentiment, kind, level in (
            ({"transport_mobility": "negative", "old_theme": "mixed"}, "negative", "complaint", "S1"),
            ({}, "positive", "praise", "S0"),
        )
    ]  # fmt: skip
    with database.change() as session:
        session.add_all(
            HistoryEvent(record_id=records[0], kind=kind, before=None, after=after)
            for kind, after in (("sentiment", "negative"), ("type", "complaint"), ("themes", "old_theme:mixed"))
        )
    add_audit_sample(database, records)
    first, second = (page(reviewer, record) for record in records)
    assert first == second
    assert TEXT in first and "old_theme" not in first and "selected" not in first.replace('selected value=""', "")
    assert "<mark" not in first


def test_a_second_coder_sees_nothing_of_the_first(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT, themes={"transport_mobility": "negative"})
    add_audit_sample(database, [record], coders=2)
    before = page(reviewer, record)
    code_blind(database, add_user(database, REVIEWER), record, FIRST, "S0", Settings())
    assert page(reviewer, record) == before


@pytest.mark.parametrize(("roles", "coded", "blind"), [
    ([REVIEWER], False, True), ([ADMINISTRATOR], False, True), ([ANALYST], False, False), ([REVIEWER], True, False),
])  # fmt: skip
def test_who_gets_the_blind_page(
    database: Database, client: FlaskClient, roles: list[str], coded: bool, blind: bool
) -> None:
    record = add_record(database, TEXT, themes={"transport_mobility": "negative"})
    add_audit_sample(database, [record], coders=2)
    user = add_user(database, *roles)
    if coded:
        code_blind(database, user, record, FIRST, "S0", Settings())
    sign_in(client, database, user)
    text = client.get(path(record)).text
    assert ("Your codes" in text, "Kind of feedback</dt>" in text) == (blind, not blind)
    listed = client.get("/staff/").text
    assert ("Its codes are hidden" in listed, "Transport and mobility: Negative" in listed) == (
        blind, not blind and not coded,
    )  # fmt: skip


def test_codes_are_taken_and_the_next_record_follows(database: Database, reviewer: FlaskClient) -> None:
    records = [add_record(database, TEXT, language=code) for code in ("sv", "vi", "sv")]
    sample = add_audit_sample(database, records)
    answer = send(reviewer, path(records[0]), path(records[0], "blind-codes"), **CHOSEN)
    assert (answer.status_code, answer.location) == (303, path(records[2]))
    assert "The codes are saved." in reviewer.get(answer.location).text
    answer = send(reviewer, path(records[2]), path(records[2], "blind-codes"), **CHOSEN)
    assert answer.location == path(records[1])
    answer = send(
        reviewer, path(records[1]), path(records[1], "blind-codes"), **{**CHOSEN, "theme1": "none", "feeling1": ""}
    )
    assert answer.location == f"/staff/?sample={sample}"
    assert "3 of 3 coded" in reviewer.get(answer.location).text
    with database.session() as session:
        themes = session.execute(select(Coding.record_id, Coding.theme, Coding.in_force)).all()
        assert [tuple(row) for row in themes] == [(records[n], "homelessness", True) for n in (0, 2)]
        assert session.scalars(select(Assessment.blind)).all() == [True] * 3


@pytest.mark.parametrize(("wrong", "says"), [
    ({"theme1": ""}, "Choose the main theme, or that there is none."),
    ({"feeling1": ""}, "Choose the feeling about this theme."),
    ({"theme2": "homelessness", "feeling2": "mixed"}, "Choose each theme once."),
    ({"theme2": "taxes_fees"}, "Choose the feeling about this theme."),
    ({"theme1": "none", "theme2": "taxes_fees", "feeling2": "mixed"}, "Choose the main theme first."),
    ({"theme1": "none", "theme3": "taxes_fees", "feeling3": "mixed"}, "Choose the main theme first."),
    ({"theme2": "none"}, "Choose one of the options in the list."),
    ({"sentiment": ""}, "Choose the feeling of the whole comment."),
    ({"type": ""}, "Choose the kind of feedback."),
    ({"language": ""}, "Choose the language it is written in."),
    ({"sensitivity": ""}, "Choose how sensitive the comment is."),
    ({"sensitivity": "S9"}, "Choose one of the options in the list."),
    ({"theme1": "<script>"}, "Choose one of the options in the list."),
])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_chosen_is_kept(
    database: Database, reviewer: FlaskClient, wrong: dict[str, str], says: str
) -> None:
    record = add_record(database, TEXT, themes={"transport_mobility": "negative"})
    add_audit_sample(database, [record])
    answer = send(reviewer, path(record), path(record, "blind-codes"), **{**CHOSEN, **wrong})
    assert answer.status_code == 422 and says in unescape(answer.text)
    assert "<title>Error:" in answer.text and "<script>" not in answer.text
    kept = dict(form_on(answer.text, path(record, "blind-codes")))
    assert kept["blind-type"] == {**CHOSEN, **wrong}["type"]
    with database.session() as session:
        assert session.scalars(select(Assessment.id)).all() == []


def test_sent_again_changes_nothing(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT)
    add_audit_sample(database, [record])
    opened = reviewer.get(path(record)).text
    for theme in ("homelessness", "taxes_fees"):
        answer = send_form(reviewer, opened, path(record, "blind-codes"), **{**CHOSEN, "theme1": theme})
        assert answer.status_code == 303
    with database.session() as session:
        assert session.scalars(select(Coding.theme)).all() == ["homelessness"]


def test_who_came_second_is_kept_too(database: Database, reviewer: FlaskClient) -> None:
    """One coder was wanted, two had the page open: the second's codes are no less blind."""
    record = add_record(database, TEXT)
    add_audit_sample(database, [record])
    opened = reviewer.get(path(record)).text
    code_blind(database, add_user(database, REVIEWER), record, FIRST, "S0", Settings())
    assert send_form(reviewer, opened, path(record, "blind-codes"), **CHOSEN).status_code == 303
    with database.session() as session:
        assert len(session.scalars(select(Assessment.id)).all()) == 2
        assert session.scalars(select(Coding.theme).where(Coding.in_force)).all() == ["taxes_fees"]


def test_a_record_that_has_left_the_ordinary_ones_is_not_coded(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT)
    add_audit_sample(database, [record])
    opened = reviewer.get(path(record)).text
    with database.change() as session:
        session.get_one(FeedbackRecord, record).sensitivity = "S3"
    assert send_form(reviewer, opened, path(record, "blind-codes"), **CHOSEN).status_code == 404


def test_a_raised_level_takes_the_record_out_of_sight(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT)
    sample = add_audit_sample(database, [record])
    answer = send(reviewer, path(record), path(record, "blind-codes"), **{**CHOSEN, "sensitivity": "S3"})
    assert (answer.status_code, answer.location) == (303, f"/staff/?sample={sample}")
    assert reviewer.get(path(record)).status_code == 404


def test_a_form_opened_before_the_draw_is_an_ordinary_review(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT, themes={"transport_mobility": "negative"})
    opened = reviewer.get(path(record)).text
    add_audit_sample(database, [record])
    assert send_form(reviewer, opened, path(record, "note"), text="").status_code == 422
    assert send_form(reviewer, opened, path(record, "codes")).status_code == 303
    with database.session() as session:
        assert session.scalars(select(Assessment.blind)).all() == [False]
    assert "Your codes" not in reviewer.get(path(record)).text


@pytest.mark.parametrize(("roles", "elsewhere", "status"), [
    ([ANALYST], False, 403), ([REVIEWER], True, 404), (["integrity"], False, 404),
])  # fmt: skip
def test_others_are_turned_away(
    database: Database, client: FlaskClient, roles: list[str], elsewhere: bool, status: int
) -> None:
    record, theirs = add_record(database, TEXT), add_record(database, TEXT)
    add_audit_sample(database, [record, theirs])
    sign_in(client, database, add_user(database, *roles, agency=add_agency(database) if elsewhere else None))
    token = dict(form_on(client.get("/staff/").text, "/staff/sign-out"))["csrf_token"]
    fields = {**{f"blind-{name}": value for name, value in CHOSEN.items()}, "csrf_token": token}
    assert client.post(path(record, "blind-codes"), data=fields).status_code == status


def test_the_queue_offers_the_sample(database: Database, reviewer: FlaskClient) -> None:
    records = [add_record(database, TEXT, themes={"transport_mobility": "negative"}) for _ in range(3)]
    other = add_record(database, "Another text")
    sample = add_audit_sample(database, records)
    code_blind(database, add_user(database, REVIEWER), records[0], FIRST, "S0", Settings())
    listed = reviewer.get("/staff/").text
    assert "1 of 3 coded" in listed and f"/staff/?sample={sample}" in listed
    shown = reviewer.get(
        f"/staff/?sample={sample}&theme=taxes_fees&sentiment=positive&type=praise&coded=confirmed"
    ).text
    assert path(other) not in shown and all(path(record) in shown for record in records)
    assert 'name="theme"' not in shown and 'name="language"' in shown and 'name="sample"' in shown
    assert f'href="{path(records[1])}">Code the next comment' in shown


def test_samples_elsewhere_are_not_offered(database: Database, reviewer: FlaskClient) -> None:
    there = add_agency(database, "Elsewhere")
    record = add_record(database, agency=there)
    sample = add_audit_sample(database, [record], agency=there)
    for address in ("/staff/", f"/staff/?sample={sample}"):
        shown = reviewer.get(address).text
        assert "of 1 coded" not in shown and path(record) not in shown


@pytest.mark.parametrize("sample", ["x", "-1", "9" * 30, "1;--", "<b>"])
def test_a_sample_that_is_none(reviewer: FlaskClient, sample: str) -> None:
    assert reviewer.get("/staff/", query_string={"sample": sample}).status_code == 400


def test_afterwards_the_history_says_who_coded(database: Database, reviewer: FlaskClient) -> None:
    record = add_record(database, TEXT)
    add_audit_sample(database, [record], coders=2)
    review_record(database, add_user(database, REVIEWER), record, 1, FIRST, Settings())
    send(reviewer, path(record), path(record, "blind-codes"), **CHOSEN)
    assert "Coded it for an audit sample" in reviewer.get(path(record)).text
