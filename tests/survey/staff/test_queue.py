"""The queue: what each person finds in it, that nothing restricted leaks, and that its pages are complete."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from survey.database import Database
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, PROTECTION, REVIEWER, ROLES
from tests.builders import add_agency, add_record, add_survey, add_user, sign_in
from tests.pages import Forms

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "Zanzibar"


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'href="/staff/records/(\d+)"', page)]


LEVELS = [("S0", "done"), ("S1", "done"), ("S2", "done"), ("S3", "done"), ("S4", "done"), (None, "done"),
          ("S0", "pending"), ("S0", "claimed"), ("S1", "failed")]  # fmt: skip
UNKNOWN = [(None, "done"), ("S0", "pending"), ("S0", "claimed"), ("S1", "failed")]


@pytest.mark.parametrize(
    ("role", "asked", "finds"),
    [
        (ADMINISTRATOR, "", [("S0", "done"), ("S1", "done")]),
        (REVIEWER, "", [("S0", "done"), ("S1", "done")]),
        (ANALYST, "", [("S0", "done"), ("S1", "done")]),
        (INTEGRITY, "", []),
        (PROTECTION, "", []),
        (REVIEWER, "S1", [("S1", "done")]),
        (REVIEWER, "S2", 403),
        (ANALYST, "S3", 403),
        (ADMINISTRATOR, "S4", 403),
        (ADMINISTRATOR, "unknown", 403),
        (INTEGRITY, "S2", [("S2", "done")]),
        (INTEGRITY, "S3", 403),
        (INTEGRITY, "unknown", 403),
        (PROTECTION, "S2", 403),
        (PROTECTION, "S3", [("S3", "done")]),
        (PROTECTION, "S4", [("S4", "done")]),
        (PROTECTION, "unknown", UNKNOWN),
    ],
)
def test_who_finds_which_levels(
    database: Database, client: FlaskClient, role: str, asked: str, finds: list[tuple[str | None, str]] | int
) -> None:
    made = {pair: add_record(database, SECRET, sensitivity=pair[0], analysis_state=pair[1]) for pair in LEVELS}
    sign_in(client, database, add_user(database, role))
    answer = client.get("/staff/", query_string={"sensitivity": asked})
    if isinstance(finds, int):
        assert (answer.status_code, SECRET in answer.text, listed(answer.text)) == (finds, False, [])
        return
    assert sorted(listed(answer.text)) == sorted(made[pair] for pair in finds)
    assert (SECRET in answer.text) == any(pair[0] in ("S0", "S1") and pair[1] == "done" for pair in finds)


@pytest.mark.parametrize("state", ["done", "failed"])
def test_a_restricted_record_is_in_no_search_and_no_count(database: Database, client: FlaskClient, state: str) -> None:
    add_record(database, SECRET, sensitivity="S3", analysis_state=state)
    sign_in(client, database, add_user(database, ADMINISTRATOR, REVIEWER, ANALYST))
    page = client.get("/staff/?search=Zanzibar").text
    assert "No record matches" in page
    assert listed(page) == []


def test_another_agency_sees_nothing(database: Database, client: FlaskClient) -> None:
    add_record(database, SECRET)
    sign_in(client, database, add_user(database, *ROLES, agency=add_agency(database, "Police")))
    for query in ("", "?sensitivity=S1", "?search=bus", "?view=open"):
        page = client.get(f"/staff/{query}").text
        assert (listed(page), SECRET in page) == ([], False)


def test_focal_points_learn_that_something_waits_and_nothing_else(database: Database, app: Flask) -> None:
    add_record(database, SECRET, sensitivity="S3", themes={"policing_safety": "negative"})
    add_record(database, SECRET, sensitivity="S3", status="closed", outcome="action_taken")
    seen = {}
    for role in (PROTECTION, INTEGRITY, ADMINISTRATOR):
        client = app.test_client()
        sign_in(client, database, add_user(database, role))
        page = client.get("/staff/").text
        assert SECRET not in page
        seen[role] = "1 restricted record waits" in page
    assert seen == {PROTECTION: True, INTEGRITY: False, ADMINISTRATOR: False}


def test_the_list_of_a_restricted_level_shows_no_words(database: Database, client: FlaskClient) -> None:
    record = add_record(database, SECRET, sensitivity="S3", themes={"policing_safety": "negative"})
    sign_in(client, database, add_user(database, PROTECTION))
    page = client.get("/staff/?sensitivity=S3").text
    assert listed(page) == [record]
    assert (SECRET in page, "Restricted:" in page) == (False, True)


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("", {"bus", "school", "old"}),
        ("status=in_progress", {"school"}),
        ("theme=transport_mobility", {"bus", "old"}),
        ("theme=transport_mobility&sentiment=positive", {"old"}),
        ("theme=none", {"school"}),
        ("sentiment=negative", {"bus", "old"}),
        ("language=vi", {"school"}),
        ("type=question", {"school"}),
        ("survey=test", {"old"}),
        ("channel=paper", {"school"}),
        ("coded=confirmed", {"old"}),
        ("since=2026-03-02", {"bus", "school"}),
        ("until=2026-03-01", {"old"}),
        ("search=late+buses", {"bus"}),
        ("search=truong", {"school"}),
        ("search=nothing-like-it", set()),
        ("view=review", {"bus", "school"}),
        ("view=open", {"bus", "school"}),
        ("view=overdue", {"school"}),
        ("view=soon", set()),
        ("view=unanswered", {"bus", "school"}),
        ("view=ours", {"bus", "school"}),
        ("view=open&language=vi", {"school"}),
    ],
)
def test_the_address_narrows_the_list(database: Database, client: FlaskClient, query: str, finds: set[str]) -> None:
    made = {
        "bus": add_record(database, "The buses are late.", themes={"transport_mobility": "negative"},
                          received_at=START),
        "school": add_record(database, "Trường học ở đâu?", language="vi", type="question", status="in_progress",
                             sentiment="neutral", channel="paper", received_at=START, answer_by=START),
        "old": add_record(database, "Trams are nice.", themes={"transport_mobility": "positive"}, status="closed",
                          received_at=START - timedelta(30), reviewed_at=START, survey_id=add_survey(database),
                          answer_by=START),
    }  # fmt: skip
    sign_in(client, database, add_user(database))
    assert set(listed(client.get(f"/staff/?{query}").text)) == {made[name] for name in finds}


@pytest.mark.parametrize(
    "query",
    ["status=x", "theme=x", "since=soon", "language=klingon", "sensitivity=S9", "view=x", "after=x", "before=1-2-3",
     "after=99999999999999999999-1"],
)  # fmt: skip
def test_an_address_that_means_nothing_is_said_to(database: Database, client: FlaskClient, query: str) -> None:
    sign_in(client, database, add_user(database))
    assert client.get(f"/staff/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["search=%00%F0%9F%9A%8C", "search=' OR 1=1 --", "after=1-99999999999999", "lang=xx"])
def test_an_odd_address_is_no_failure(database: Database, client: FlaskClient, query: str) -> None:
    sign_in(client, database, add_user(database))
    assert client.get(f"/staff/?{query}").status_code == 200


def test_each_filter_in_use_is_taken_away_by_itself(database: Database, client: FlaskClient) -> None:
    sign_in(client, database, add_user(database))
    page = client.get("/staff/?status=received&since=2026-03-02&view=open").text
    assert 'href="/staff/?view=open&amp;since=2026-03-02"' in page
    assert 'href="/staff/?view=open&amp;status=received"' in page


def test_the_form_sends_what_the_address_says(database: Database, client: FlaskClient) -> None:
    sign_in(client, database, add_user(database))
    page = client.get("/staff/?status=received&since=2026-03-02&view=open&search=bus").text
    sent = {name: value for name, value in Forms(page).found["/staff/"] if value}
    assert sent == {"status": "received", "since": "2026-03-02", "view": "open", "search": "bus"}


@pytest.mark.parametrize("order", ["", "oldest"])
def test_pages_are_complete_both_ways_and_repeat_nothing(database: Database, client: FlaskClient, order: str) -> None:
    """60 records of which many came in the very same microsecond."""
    made = [add_record(database, received_at=START + timedelta(microseconds=number // 20)) for number in range(60)]
    expected = made if order else made[::-1]
    sign_in(client, database, add_user(database))
    pages, address = [], f"/staff/?order={order}"
    while address:
        page = client.get(address).text
        pages.append(listed(page))
        address = link(page, "next")
    assert [len(page) for page in pages] == [25, 25, 10]
    assert [record for page in pages for record in page] == expected
    back = []
    address = link(page, "prev")
    while address:
        page = client.get(address).text
        back.append(listed(page))
        address = link(page, "prev")
    assert back == [pages[1], pages[0]]


def link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return found.group(1).replace("&amp;", "&") if found else ""


def test_a_full_page_asks_no_more_queries_than_an_almost_empty_one(
    database: Database, app: Flask, client: FlaskClient
) -> None:
    sign_in(client, database, add_user(database))
    add_record(database, themes={"transport_mobility": "negative"})
    few = queries(app, client)
    for _ in range(30):
        add_record(database, themes={"transport_mobility": "negative", "education_schools": "mixed"})
    assert queries(app, client) == few


def queries(app: Flask, client: FlaskClient) -> int:
    seen: list[str] = []

    def count(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        seen.append(statement)

    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", count)
    client.get("/staff/")
    event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def test_words_of_a_stranger_are_only_words(database: Database, client: FlaskClient) -> None:
    add_record(database, "<script>alert(1)</script>")
    sign_in(client, database, add_user(database))
    page = client.get("/staff/?search=<script>alert(2)</script>").text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_analysts_read_the_redacted_text(database: Database, client: FlaskClient) -> None:
    add_record(database, "Call me on 0701234567.", redacted="Call me on [phone].", sensitivity="S1")
    sign_in(client, database, add_user(database, ANALYST))
    page = client.get("/staff/").text
    assert "[phone]" in page
    assert "0701234567" not in page
