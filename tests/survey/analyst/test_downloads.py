"""Files from the analyst's page: the records of the filter, streamed, for spreadsheets and for programs."""

import csv
import io
import json

import pytest

from survey.actions import export_records
from survey.models import FeedbackRecord
from tests.builders import add_agency, add_record, add_user, sign_in


@pytest.fixture
def analyst(client, database):
    sign_in(client, database, add_user(database, "analyst"))
    return client


def read(answer) -> list[dict]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"), newline="")))


def test_csv_for_spreadsheets(analyst, database) -> None:
    add_record(database, "=1+1", sentiment_score=-0.42)
    answer = analyst.get("/analyst/export.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="lyhord-20')
    assert answer.get_data().startswith(b"\xef\xbb\xbfid,")
    (row,) = read(answer)
    assert (row["text"], row["sentiment_score"]) == ("'=1+1", "-0.42")


def test_json_lines_for_programs(analyst, database) -> None:
    add_record(database, "=1+1", themes={"transport_mobility": "negative"})
    answer = analyst.get("/analyst/export.jsonl")
    assert answer.content_type == "application/x-ndjson; charset=utf-8"
    row = json.loads(answer.get_data())
    assert (row["text"], row["themes"]) == ("=1+1", ["transport_mobility"])
    assert "type_label" not in row


def test_only_what_the_filter_shows_and_the_person_may_see(analyst, database) -> None:
    add_record(database, "Swedish", language="sv")
    add_record(database, "English")
    add_record(database, "Secret", language="sv", sensitivity="S4")
    add_record(database, "Elsewhere", language="sv", agency=add_agency(database, "School"))
    assert [row["text"] for row in read(analyst.get("/analyst/export.csv?language=sv"))] == ["Swedish"]


def test_labels_speak_the_persons_language(analyst, database) -> None:
    add_record(database, language="sv")
    (row,) = read(analyst.get("/analyst/export.csv?lang=sv"))
    assert (row["language"], row["language_label"]) == ("sv", "svenska")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("export.xlsx", 404), ("export.", 404),
        ("export.csv?sensitivity=S3", 403), ("export.csv?sensitivity=unknown", 403),
        ("export.csv?sensitivity=S9", 400), ("export.csv?since=now", 400), ("export.csv?sensitivity=S1", 200),
    ],
)  # fmt: skip
def test_what_is_no_export(analyst, address: str, status: int) -> None:
    assert analyst.get(f"/analyst/{address}").status_code == status


def test_nothing_found_is_a_header(analyst) -> None:
    assert read(analyst.get("/analyst/export.csv")) == []


def test_the_answer_begins_before_the_last_record_is_read(analyst, database, monkeypatch) -> None:
    """What is restricted while the file is being sent is not sent: it had not been read ahead."""
    monkeypatch.setattr(export_records, "SPAN", 2)
    made = [add_record(database, "x" * 10_000) for _number in range(16)]
    answer = analyst.get("/analyst/export.csv", buffered=False)
    pieces = answer.iter_encoded()
    first = next(pieces)
    with database.change() as session:
        session.get_one(FeedbackRecord, made[-1]).sensitivity = "S4"
    sent = (first + b"".join(pieces)).decode("utf-8-sig")
    assert [int(row["id"]) for row in csv.DictReader(io.StringIO(sent))] == made[:-1]
