"""The form as residents meet it: blank, sent, switched to another language, and sent with every kind of mistake."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.actions.import_survey import import_survey
from survey.actions.publish_survey import close_survey, publish_survey
from survey.database import Database
from survey.models import Answer, FeedbackRecord, Response, Survey, SurveyVersion
from survey.settings import Settings
from tests.builders import add_agency, add_survey

BUILT_IN = Path(__file__).parents[3] / "survey" / "builtin" / "community.md"
KEY = "k" * 22
NASTY = (
    "'; DROP TABLE response; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} %(organisation)s {organisation} %s",
    "NUL\x00, bell\x07, \u202eturned",
    "\U0001f468\u200d\U0001f469 " + "ộ" * 50,
    "../../etc/passwd",
)
SMALL: dict[str, Any] = {
    "languages": ["en", "ar"],
    "title": {"en": "Small", "ar": "صغير"},
    "items": [
        {"type": "short_text", "name": "who", "label": {"en": "Who?", "ar": "من؟"}, "required": True},
        {"type": "several_choices", "name": "what", "label": {"en": "What?", "ar": "ماذا؟"},
         "choices": [{"code": "a", "label": {"en": "A", "ar": "أ"}}, {"code": "b", "label": {"en": "B", "ar": "ب"}}]},
    ],
}  # fmt: skip


@pytest.fixture
def community(database: Database, settings: Settings) -> None:
    add_agency(database, "Ljungby kommun", default=True)
    import_survey(database, BUILT_IN)
    publish_survey(database, "community", settings)


@pytest.fixture
def page(client: FlaskClient, community: None) -> FlaskClient:
    """A visitor, with the built-in survey open."""
    return client


def send(client: FlaskClient, slug: str = "community", **fields: Any) -> TestResponse:
    controls = {"form_key": KEY, "form_version": "1", "form_language": "en"}
    return client.post(f"/s/{slug}", data={**controls, **fields})


def stored(database: Database) -> dict[str, str]:
    """Every stored answer of every response."""
    with database.session() as session:
        return {answer.question: answer.value for answer in session.scalars(select(Answer))}


def count(database: Database, table: Any = Response) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def key_of(html: str) -> str:
    found = re.search(r'name="form_key" value="([^"]*)"', html)
    return found[1] if found else ""


def without_codes(html: str) -> str:
    """The page without what is new each time it is opened: the key, and the stamp of the second."""
    return re.sub(r'name="(form_key|form_started)" value="[^"]*"', "", html)


def test_blank_form_has_every_question_and_a_key_of_its_own(page: FlaskClient) -> None:
    first, second = (page.get("/s/community").text for _ in range(2))
    names = set(re.findall(r'name="([A-Z]\d+)"', first))
    assert names == {"R11", "K01", *(f"R{n:02}" for n in range(1, 11)), "O1", "O2", "O3", "O4", "D1", "D2", "D3", "D4"}
    assert key_of(first) != key_of(second)
    assert without_codes(first) == without_codes(second)
    assert " checked" not in first


def test_blank_form_names_the_particulars_of_the_organisation(page: FlaskClient) -> None:
    html = page.get("/s/community").text
    assert "from the municipality and the agencies" in html
    assert "the municipality&#39;s contact centre" in html
    assert "for 24 months" in html and "call 112" in html
    assert not re.search(r"\{\w+\}", html)


@pytest.mark.parametrize(
    ("accepted", "title"),
    [
        ("en-GB,en;q=0.9", "Collaboration and engagement survey"),
        ("vi-VN,vi;q=0.9,en;q=0.5", "Khảo sát về hợp tác và sự tham gia của người dân"),
        ("sv-SE", "Enkät om samverkan och delaktighet"),
        ("xx", "Collaboration and engagement survey"),
        ("", "Collaboration and engagement survey"),
    ],
)
def test_language_follows_the_browser(page: FlaskClient, accepted: str, title: str) -> None:
    answer = page.get("/s/community", headers={"Accept-Language": accepted})
    assert f">{title}</h1>" in answer.text
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_only_the_blank_form_may_be_kept_by_the_browser(page: FlaskClient) -> None:
    """Going back after sending must meet the same form key; what somebody typed is kept by nobody."""
    assert page.get("/s/community").headers["Cache-Control"] == "private, no-cache"
    assert send(page, R11="99", O1="x").headers["Cache-Control"] == "no-store"
    assert send(page, O1="x").headers["Cache-Control"] == "no-store"


def test_the_form_sends_to_an_address_of_its_own_which_leads_back_when_opened(page: FlaskClient) -> None:
    assert 'action="/s/community/answers"' in page.get("/s/community").text
    assert page.get("/s/community/answers").location == "/s/community"
    assert page.post("/s/community/answers", data={"O1": "x", "form_key": KEY}).status_code == 303


def test_language_in_the_address_wins(page: FlaskClient) -> None:
    assert ">Enkät om" in page.get("/s/community?lang=sv", headers={"Accept-Language": "vi"}).text


def test_a_language_that_only_the_survey_speaks(client: FlaskClient, database: Database) -> None:
    add_survey(database, "small", SMALL)
    html = client.get("/s/small?lang=ar").text
    assert '<section lang="ar" dir="rtl"' in html and ">صغير</h1>" in html


def test_answers_are_stored_as_codes_and_words(page: FlaskClient, database: Database) -> None:
    answer = send(
        page, R11="7", R01="-8", K01="unsure", O1="  Bra\r\nbibliotek ", D3="north", nonsense="x", form_sensitive="yes"
    )
    assert answer.status_code == 303
    assert re.fullmatch(r"/sent/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", answer.location)
    assert stored(database) == {"R11": "7", "R01": "-8", "K01": "unsure", "O1": "Bra\nbibliotek", "D3": "north"}
    with database.session() as session:
        response = session.scalars(select(Response)).one()
        assert (response.language, response.area, response.marked_sensitive) == ("en", "north", True)


def test_sent_twice_the_same_receipt(page: FlaskClient, database: Database) -> None:
    assert len({send(page, O1="Once").location for _ in range(2)}) == 1
    assert count(database) == 1


def test_other_answers_with_the_same_form_are_kept_and_the_receipt_says_so(
    page: FlaskClient, database: Database
) -> None:
    first, second = send(page, O1="One"), send(page, O1="Two")
    assert first.location == second.location
    assert count(database) == 2
    assert "both are kept" in page.get(second.location).text


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_is_kept_and_shown_as_text(page: FlaskClient, database: Database, nasty: str) -> None:
    answer = send(page, **dict.fromkeys(("O1", "O2", "O3", "O4"), nasty))
    assert answer.status_code == 303
    kept = stored(database)["O1"]
    assert kept == nasty.replace("\x00", "").replace("\x07", "")
    html = page.post("/status", data={"code": answer.location.rsplit("/")[-1]}).text
    assert "<script>" not in html and "<img" not in html


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_codes_and_controls_are_refused_and_nothing_is_kept(
    page: FlaskClient, database: Database, nasty: str
) -> None:
    html = page.get("/s/community").text
    fields = dict.fromkeys(set(re.findall(r' name="(\w+)"', html)) - {"switch_language"}, nasty)
    answer = page.post("/s/community", data=fields)
    assert answer.status_code == 422
    assert "<script>" not in answer.text and "<img" not in answer.text
    assert (count(database), count(database, FeedbackRecord)) == (0, 0)


def test_mistakes_are_listed_with_links_and_everything_typed_is_there(page: FlaskClient, database: Database) -> None:
    answer = send(page, R11="99", R01="4", O1="x" * 10_001, O2="Kept words", form_sensitive="yes")
    html = answer.text
    assert answer.status_code == 422
    assert "<title>Error: Collaboration" in html
    assert "There are 2 things to put right" in html
    assert '<a href="#q-R11">Choose one of the answers shown.</a>' in html
    assert '<a href="#q-O1">This is longer than 10,000 characters. Shorten it by 1 character.</a>' in html
    assert "x" * 10_001 in html and "Kept words" in html
    assert re.search(r'name="R01" value="4" checked', html) and re.search(
        r'name="form_sensitive" value="yes" checked', html
    )
    assert key_of(html) == KEY
    assert count(database) == 0


def test_a_megabyte_is_refused_and_kept_for_trimming(page: FlaskClient, database: Database) -> None:
    answer = send(page, O1="å" * 1_000_000)
    assert answer.status_code == 422 and "å" * 1_000_000 in answer.text
    assert count(database) == 0


def test_far_too_much_gets_a_clear_page(page: FlaskClient) -> None:
    answer = send(page, O1="x" * 9_000_000)
    assert answer.status_code == 413 and "too much to send at once" in answer.text


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "é" * 30, "k" * 22 + "\x00", "<b>" * 10])
def test_without_a_form_key_it_is_sent_once_more(page: FlaskClient, database: Database, key: str | None) -> None:
    answer = page.post("/s/community", data={"O1": "My words", **({} if key is None else {"form_key": key})})
    assert answer.status_code == 422
    assert "please send once more" in answer.text and "My words" in answer.text
    assert count(database) == 0
    again = page.post("/s/community", data={"O1": "My words", "form_key": key_of(answer.text)})
    assert again.status_code == 303 and count(database) == 1


@pytest.mark.parametrize("fields", [{}, {"O1": " \r\n ", "R11": ""}, {"form_sensitive": "yes"}])
def test_an_empty_form_is_not_stored(page: FlaskClient, database: Database, fields: dict[str, str]) -> None:
    answer = send(page, **fields)
    assert answer.status_code == 422 and "You have not answered anything yet." in answer.text
    assert count(database) == 0


@pytest.mark.parametrize(
    ("pressed", "title"), [("sv", "Enkät om samverkan"), ("vi", "Khảo sát"), ("en", "Collaboration")]
)
def test_switching_language_keeps_what_was_typed_and_stores_nothing(
    page: FlaskClient, database: Database, pressed: str, title: str
) -> None:
    answer = send(page, switch_language=pressed, R11="7", O1="Half a sent")
    assert answer.status_code == 200
    assert f"<h1>{title}" in answer.text.replace(f' lang="{pressed}" dir="ltr"', "")
    assert "Half a sent" in answer.text and 'name="R11" value="7" checked' in answer.text.replace(' id="q-R11"', "")
    assert key_of(answer.text) == KEY and 'class="error"' not in answer.text
    assert count(database) == 0


@pytest.mark.parametrize("code", ["xx", "", "\x00", "../../etc", "<b>", "v" * 5000])
def test_unknown_language_codes(page: FlaskClient, database: Database, code: str) -> None:
    assert page.get("/s/community", query_string={"lang": code}).status_code == 200
    assert send(page, switch_language=code or "?", O1="x").status_code == 200
    assert send(page, form_language=code, O1="x").status_code == 303
    with database.session() as session:
        assert session.scalars(select(Response.language)).one() == "en"


def test_answers_belong_to_the_version_that_was_filled_in(
    page: FlaskClient, database: Database, settings: Settings, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.md"
    newer.write_text(BUILT_IN.read_text("utf-8").replace("| R01 |", "| R99 |"), "utf-8")
    import_survey(database, newer, "community")
    publish_survey(database, "community", settings)
    assert send(page, R01="4", form_key="a" * 22).status_code == 303
    assert send(page, R99="4", form_key="b" * 22, form_version="2").status_code == 303
    with database.session() as session:
        versions = session.scalars(select(SurveyVersion.number).join(Response).order_by(Response.id)).all()
    assert versions == [1, 2]
    assert 'name="R99"' in page.get("/s/community").text


@pytest.mark.parametrize("number", ["0", "7", "-1", "1.5", "٣", "9" * 40, "x", "\x00"])
def test_an_unknown_version_is_the_open_one(page: FlaskClient, database: Database, number: str) -> None:
    assert send(page, O1="x", form_version=number).status_code == 303
    assert count(database) == 1


@pytest.mark.parametrize(
    "slug", ["nowhere", "Community", "a%00b", "%27%20OR%201=1", "..%2f..%2fetc", "x" * 300, "%F0%9F%98%80"]
)
def test_unknown_survey(page: FlaskClient, slug: str) -> None:
    assert page.get(f"/s/{slug}").status_code == 404
    assert send(page, slug, O1="x").status_code == 404


def test_a_draft_is_not_there_yet(client: FlaskClient, database: Database) -> None:
    add_survey(database, "draft", SMALL, state="draft")
    assert client.get("/s/draft").status_code == 404
    assert send(client, "draft", who="me").status_code == 404


def test_a_survey_closed_long_ago_says_so_and_hands_back_the_words(page: FlaskClient, database: Database) -> None:
    page.get("/s/community")
    close_survey(database, "community")
    with database.change() as session:
        session.scalars(select(Survey)).one().closed_at = datetime(2026, 1, 5, tzinfo=UTC)
    shown, sent = page.get("/s/community"), send(page, O1="Too <late>")
    assert (shown.status_code, sent.status_code) == (410, 410)
    assert "This survey is closed" in shown.text
    assert "has not been sent" in sent.text and "Too &lt;late&gt;" in sent.text
    assert count(database) == 0


def test_optional_is_said_where_some_questions_are_required(client: FlaskClient, database: Database) -> None:
    add_survey(database, "small", SMALL)
    html = client.get("/s/small").text
    assert re.findall(r'(\w+\?) <span class="optional">', html) == ["What?"]
    answer = send(client, "small", what="a")
    assert answer.status_code == 422 and '<a href="#q-who">Write an answer.</a>' in answer.text


def test_several_choices_come_back_ticked_and_are_stored(client: FlaskClient, database: Database) -> None:
    add_agency(database, default=True)
    add_survey(database, "small", SMALL)
    html = send(client, "small", what=["a", "b"]).text
    assert len(re.findall(r'name="what"[^>]* checked', html)) == 2
    send(client, "small", what=["b", "a"], who="Me")
    assert stored(database) == {"what": "b a", "who": "Me"}


def test_open_text_comes_with_the_tick_for_safety_after_it(page: FlaskClient) -> None:
    html = page.get("/s/community").text
    assert html.index('name="O4"') < html.index('name="form_sensitive"') < html.index('name="D1"')


def test_enter_sends_instead_of_switching_language(page: FlaskClient) -> None:
    first = next(iter(re.findall(r'<button form="form"[^>]*>', page.get("/s/community").text)))
    assert "switch_language" not in first
