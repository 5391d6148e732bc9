"""The quality page: figures that can be worked out by hand, none from too few, and the sample it draws."""

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import Database
from survey.models import AuditRecord, AuditSample, LearnedModel, Membership, utc_now
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, REVIEWER
from tests.builders import add_agency, add_audit_sample, add_opinions, add_record, add_user, sign_in
from tests.pages import form_on, send
from tests.tree import find, tree, words

QUALITY = "/analyst/quality"
MACHINE, KIM, ROBIN = "machine", "user:71", "user:72"


@pytest.fixture
def analyst(database: Database, client: FlaskClient) -> FlaskClient:
    sign_in(client, database, add_user(database, ANALYST))
    return client


@pytest.fixture
def some_opinions(database: Database) -> None:
    """30 comments in Swedish, of which the machine and Kim agree on 24; 3 in Vietnamese. Robin has coded 2 as well."""
    for number in range(33):
        record, language = add_record(database), "sv" if number < 30 else "vi"
        theme, other = ("a", "b") if number % 2 else ("b", "a")
        add_opinions(database, record, (MACHINE, "2026.1", theme), language=language)
        add_opinions(database, record, (KIM, "blind", other if number % 5 == 4 else theme), language=language)
        if number < 2:
            add_opinions(database, record, (ROBIN, "blind", theme), language=language)


def table(text: str, id_: str) -> dict[str, list[str]]:
    """The cells of each row of the table with this caption."""
    for found in tree(text).iter("table"):
        caption = found.find("caption")
        if caption is not None and caption.get("id") == id_:
            return {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in found.iter("tr")
                    if row.find("td") is not None}  # fmt: skip
    return {}


def test_figures_are_those_of_the_pairs(analyst: FlaskClient, some_opinions: None) -> None:
    text = analyst.get(QUALITY).text
    assert "have coded 33 comments. They chose the same main theme in 27, and just the same themes in 27." in text
    # 33 pairs of which 6 differ, 32 times a and 34 times b: 1 - (6 / 33) / (2 * 32 * 34 / (66 * 65)) = 0.6415
    n, same, alpha, mean, themes = table(text, "blind-coded")["Themes"]
    assert (n, same, alpha.split(" (")[0], alpha.split(") ")[1]) == ("33", "27", "0.64", "Do not rely on it")
    assert mean.startswith("0.82 (") and themes.startswith("0.82 (")
    assert table(text, "blind-coded")["Feeling"] == ["33", "33", "No variation", "–", "–"]
    assert "Sensitivity" in table(text, "blind-coded")
    languages = table(text, "blind-languages")
    # 30 pairs of which 6 differ, 30 codes each: 1 - (6 / 30) / (2 * 30 * 30 / (60 * 59))
    assert languages["Swedish"][:2][0] == "30" and languages["Swedish"][1].startswith("0.61 (")
    assert languages["Vietnamese"] == ["3"] + ["Too few to tell"] * 3
    themes = table(text, "blind-themes")  # a record that both code as a counts for a, one on which they differ for both
    assert [themes[theme][0] for theme in "ab"] == ["19", "20"] and themes["b"][1] == "Too few to tell"
    assert table(text, "blind-versions")["2026.1"][0] == "33"


def test_too_few_give_no_number(analyst: FlaskClient, some_opinions: None) -> None:
    text = analyst.get(QUALITY).text
    assert table(text, "people-coded")["Themes"] == ["2", "2"] + ["Too few to tell"] * 3
    assert "Nobody has reviewed the machine’s codes yet." in text


def test_ordinary_reviews_stand_apart(database: Database, analyst: FlaskClient) -> None:
    record = add_record(database)
    add_opinions(database, record, (MACHINE, "1", "a"), (KIM, "2", "a"))
    text = analyst.get(QUALITY).text
    assert table(text, "seen-coded")["Themes"][:2] == ["1", "1"] and "Sensitivity" not in table(text, "seen-coded")
    assert "Nobody has coded a comment so yet." in text
    headings = [heading.get("id") for heading in tree(text).iter("h2") if heading.get("id")]
    assert headings == ["blind", "people", "seen", "samples"]


def test_the_file_says_the_same(analyst: FlaskClient, some_opinions: None) -> None:
    answer = analyst.get(f"{QUALITY}.csv")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="lyhord-quality-')
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    found = {(row["group"], row["by"], row["part"], row["measure"], row["of"]): row for row in rows}
    themes = found["blind", "all", "themes", "alpha", "themes"]
    assert (themes["n"], themes["value"], themes["verdict"]) == ("33", "0.6415", "unreliable")
    few = found["blind", "language", "vi", "f1", "themes"]
    assert (few["n"], few["value"], few["low"], few["verdict"]) == ("3", "", "", "too_few")
    assert {row["group"] for row in rows} == {"blind", "people"}


def test_days_narrow_the_figures(database: Database, analyst: FlaskClient) -> None:
    for days in (3, 400):
        record = add_record(database, received_at=utc_now() - timedelta(days))
        add_opinions(database, record, (MACHINE, "1", "a"), (KIM, "blind", "a"))
    since = (utc_now() - timedelta(30)).date()
    assert table(analyst.get(QUALITY).text, "blind-coded")["Themes"][0] == "2"
    assert table(analyst.get(f"{QUALITY}?since={since}").text, "blind-coded")["Themes"][0] == "1"
    assert analyst.get(f"{QUALITY}.csv?since={since}").text.count("blind,all,themes,alpha,themes,1,") == 1


@pytest.mark.parametrize(("roles", "status"), [
    ([ANALYST], 200), ([ADMINISTRATOR], 200), ([REVIEWER], 403), ([INTEGRITY], 403),
])  # fmt: skip
def test_who_may_enter(database: Database, client: FlaskClient, roles: list[str], status: int) -> None:
    sign_in(client, database, add_user(database, *roles))
    assert [client.get(path).status_code for path in (QUALITY, f"{QUALITY}.csv")] == [status] * 2


def test_others_are_asked_to_sign_in(client: FlaskClient) -> None:
    assert "/staff/sign-in" in client.get(QUALITY).location


@pytest.mark.parametrize(("address", "status"), [
    (f"{QUALITY}.exe", 404), (f"{QUALITY}.%00", 404), (f"{QUALITY}?since=x", 400), (f"{QUALITY}?sensitivity=S3", 403),
    (f"{QUALITY}.csv?survey=%00", 200),
])  # fmt: skip
def test_addresses_that_are_wrong(analyst: FlaskClient, address: str, status: int) -> None:
    assert analyst.get(address).status_code == status


def test_a_sample_is_drawn_and_told(database: Database, analyst: FlaskClient) -> None:
    for code in ("sv", "sv", "sv", "vi"):
        add_record(database, language=code)
    answer = send(analyst, QUALITY, QUALITY, size="4", shared_out="equal", coders="2")
    assert (answer.status_code, answer.location) == (303, f"{QUALITY}#samples")
    text = analyst.get(QUALITY).text
    assert "3 comments are drawn." in text and "0 of 3 coded" in text
    (shown,) = find(tree(text), ".//section", class_="card")
    cells = {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in shown.iter("tr")
             if row.find("td") is not None}  # fmt: skip
    assert cells == {"Swedish": ["3", "2", "2"], "Vietnamese": ["1", "2", "1 There are no more"]}
    with database.session() as session:
        assert set(session.scalars(select(AuditRecord.coders))) == {2}


def test_the_same_page_sent_twice_draws_once(database: Database, analyst: FlaskClient) -> None:
    for _ in range(9):
        add_record(database)
    fields = dict(form_on(analyst.get(QUALITY).text, QUALITY)) | {"draw-size": "3"}
    assert [analyst.post(QUALITY, data=fields).status_code for _ in range(2)] == [303, 303]
    with database.session() as session:
        assert len(session.scalars(select(AuditRecord.record_id)).all()) == 3


@pytest.mark.parametrize(("wrong", "says"), [
    ({"size": ""}, "Enter a number of comments from 1 to 2000."),
    ({"size": "0"}, "Enter a number of comments from 1 to 2000."),
    ({"size": "٣"}, "Enter a number of comments from 1 to 2000."),
    ({"size": "9" * 5000}, "Enter a number of comments from 1 to 2000."),
    ({"since": "<script>"}, "Enter the first day."),
    ({"until": ""}, "Enter the last day."),
    ({"since": "2026-05-02", "until": "2026-05-01"}, "Choose a last day that does not come before the first."),
    ({"shared_out": "\x00"}, "Choose how comments are shared among languages."),
    ({"coders": "3"}, "Choose who codes each comment."),
    ({"agency": "4711"}, "Choose an agency."),
    ({"seed": "-1"}, "Open this page again, and draw then."),
    ({"since": "2020-01-01", "until": "2020-01-02"}, "No comment of these days waits to be coded. Choose other days."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    database: Database, analyst: FlaskClient, wrong: dict[str, str], says: str
) -> None:
    add_record(database)
    answer = send(analyst, QUALITY, QUALITY, **wrong)
    text = unescape(answer.text)
    assert (answer.status_code, says in text, "<title>Error:" in text) == (422, True, True)
    assert "<script>" not in answer.text
    kept = dict(form_on(answer.text, QUALITY))
    assert kept["draw-size"] == wrong.get("size", "60")
    with database.session() as session:
        assert session.scalars(select(AuditSample.id)).all() == []


def test_who_serves_two_agencies_chooses_one(database: Database, client: FlaskClient) -> None:
    there = add_agency(database, "Elsewhere")
    user = add_user(database, ANALYST)
    with database.change() as session:
        session.add(Membership(user_id=user, agency_id=there, role=ANALYST))
    record = add_record(database, agency=there)
    add_record(database)
    sign_in(client, database, user)
    assert send(client, QUALITY, QUALITY, agency=str(there)).status_code == 303
    with database.session() as session:
        assert session.scalars(select(AuditRecord.record_id)).all() == [record]


def test_samples_of_other_agencies_are_not_shown(database: Database, analyst: FlaskClient) -> None:
    there = add_agency(database, "Elsewhere")
    add_audit_sample(database, [add_record(database, agency=there)], agency=there)
    assert "of 1 coded" not in analyst.get(QUALITY).text


def test_what_the_machine_has_learned_is_listed(database: Database, analyst: FlaskClient) -> None:
    assert "What the machine has learned" not in analyst.get(QUALITY).text
    judged = {"built_in": {"n": 40, "value": 0.7}, "new": {"n": 40, "value": 0.755}}
    report = {"themes": {"held_back": judged}, "feelings": {"held_back": {"built_in": None, "new": None}}}
    with database.change() as session:
        for version in (1, 2):
            session.add(LearnedModel(version=version, weights=b"", report=report, examples=200, in_force=version == 2))
    (found,) = [one for one in tree(analyst.get(QUALITY).text).iter("table") if "Not in use" in words(one)]
    cells = [[words(cell) for cell in row.findall("td")][1:] for row in found.iter("tr") if row.find("td") is not None]
    said = ["200", "0.70 without, 0.76 with", "Too few to tell"]
    assert cells == [[*said, "In use"], [*said, "Not in use"]]
