"""Export: exactly the records a filter shows, redacted, in batches."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from analysis.export import load_exports
from survey.access import has_level, visible_to
from survey.actions import export_records as action
from survey.actions.export_records import COLUMNS, Selection, export_records
from survey.actions.make_short_address import make_short_address
from survey.models import FeedbackRecord, User, utc_now
from survey.models.feedback import ORDINARY_LEVELS
from survey.record_filter import RecordFilter
from tests.builders import add_agency, add_record, add_response, add_survey, add_user

EVERYBODY = has_level(ORDINARY_LEVELS)
KEYS = [column.key for column in COLUMNS]


def rows(database, allowed=None, spoken="en", **chosen) -> list[dict]:
    selection = Selection(EVERYBODY if allowed is None else allowed, RecordFilter(**chosen), UTC)
    return [dict(zip(KEYS, row, strict=True)) for row in export_records(database, selection, spoken)]


def test_a_row_has_codes_labels_and_the_redacted_text(database) -> None:
    survey = add_survey(database, "park")
    record = add_record(
        database,
        "Call me on 070 123 45 67",
        redacted="Call me on [phone]",
        sensitivity="S1",
        themes={"transport_mobility": "negative", "parks_recreation_culture": "positive"},
        survey_id=survey,
        question="O1",
        sentiment_score=-0.42,
        received_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        area="north",
    )
    (row,) = rows(database)
    assert row.pop("theme_labels")
    assert row == {
        "id": record, "received_at": "2026-03-02T09:00:00+00:00", "survey": "park", "question": "O1",
        "channel": "web", "channel_label": "Web form", "source": None, "source_tag": None,
        "area": "north", "language": "en", "language_label": "English",
        "text": "Call me on [phone]", "sentiment": "negative", "sentiment_label": "Negative", "sentiment_score": -0.42,
        "themes": ["transport_mobility", "parks_recreation_culture"], "theme_sentiments": ["negative", "positive"],
        "type": "complaint", "type_label": "Complaint", "sensitivity": "S1", "status": "received",
        "status_label": "Received", "outcome": None, "outcome_label": None, "coded": "suggested",
        "analysis_version": "test", "seconds": None, "flags": [],
    }  # fmt: skip


def test_a_row_tells_how_the_answer_was_given(database) -> None:
    response = add_response(database, add_survey(database), seconds=41, flags="speeder late")
    add_record(database, response_id=response)
    (row,) = rows(database)
    assert (row["seconds"], row["flags"]) == (41, ["speeder", "late"])
    assert rows(database, quality="late") == [row]
    assert rows(database, quality="none") == []


def test_a_row_tells_where_somebody_got_the_address(database) -> None:
    survey = add_survey(database)
    code = make_short_address(database, survey, "=library poster")
    add_record(database, response_id=add_response(database, survey, source=code))
    add_record(database, source="council.csv", external_id="7")
    found = [(row["source"], row["source_tag"]) for row in rows(database)]
    assert found == [(code, "=library poster"), ("council.csv", None)]
    guarded = load_exports()["csv"].write(
        COLUMNS, export_records(database, Selection(EVERYBODY, RecordFilter(), UTC), "en")
    )
    assert [row["source_tag"] for row in csv.DictReader(io.StringIO("".join(guarded)))] == ["'=library poster", ""]
    lines = load_exports()["jsonl"].write(
        COLUMNS, export_records(database, Selection(EVERYBODY, RecordFilter(), UTC), "en")
    )
    assert [json.loads(line)["source_tag"] for line in "".join(lines).splitlines()] == ["=library poster", None]


@pytest.mark.parametrize(
    "columns", [{"sensitivity": "S2"}, {"sensitivity": "S3"}, {"sensitivity": "S4"}, {"analysis_state": "pending"},
                {"analysis_state": "failed"}, {"sensitivity": None}]
)  # fmt: skip
def test_what_is_restricted_never_leaves(database, columns: dict) -> None:
    add_record(database, "Secret", **columns)
    add_record(database, "Open")
    assert [row["text"] for row in rows(database)] == ["Open"]
    assert rows(database, sensitivity="S3") == []


def test_a_person_exports_the_records_of_their_agencies(database) -> None:
    police, school = add_agency(database, "Police"), add_agency(database, "School")
    add_record(database, "Lights", agency=police)
    add_record(database, "Lunch", agency=school)
    analyst = add_user(database, "analyst", agency=school)
    with database.session() as session:
        allowed = visible_to(session.get_one(User, analyst))
    assert [row["text"] for row in rows(database, allowed)] == ["Lunch"]


@pytest.mark.parametrize(
    ("chosen", "texts"),
    [
        ({}, ["A", "B", "C"]),
        ({"language": "sv"}, ["B"]),
        ({"theme": "parks_recreation_culture"}, ["A", "B"]),
        ({"theme": "parks_recreation_culture", "sentiment": "positive"}, ["B"]),
        ({"theme": "none"}, ["C"]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, ["B"]),
        ({"coded": "confirmed"}, ["C"]),
        ({"survey": "nowhere"}, []),
    ],
)
def test_the_export_is_what_the_filter_shows(database, chosen: dict, texts: list) -> None:
    def day(number: int) -> datetime:
        return datetime(2026, 3, number, 12, tzinfo=UTC)

    add_record(database, "A", themes={"parks_recreation_culture": "negative"}, received_at=day(1))
    add_record(database, "B", themes={"parks_recreation_culture": "positive"}, received_at=day(2), language="sv")
    add_record(database, "C", received_at=day(3), reviewed_at=utc_now())
    assert [row["text"] for row in rows(database, **chosen)] == texts


def test_batches_leave_nothing_out_and_are_read_when_needed(database, monkeypatch) -> None:
    monkeypatch.setattr(action, "SPAN", 3)
    made = [add_record(database, f"Text {number}") for number in range(7)]
    found = export_records(database, Selection(EVERYBODY, RecordFilter(), UTC), "en")
    assert next(found)[0] == made[0]
    with database.change() as session:  # the next batch has not been read yet
        session.get_one(FeedbackRecord, made[5]).sensitivity = "S3"
    assert [row[0] for row in found] == [made[n] for n in (1, 2, 3, 4, 6)]


def test_hostile_text_passes_through_both_formats(database) -> None:
    text = '=HYPERLINK("x")\n"; DROP TABLE <b>\u2028😀'
    add_record(database, text)
    selection = Selection(EVERYBODY, RecordFilter(), UTC)
    written = {
        ending: "".join(export.write(COLUMNS, export_records(database, selection, "en")))
        for ending, export in load_exports().items()
    }
    (row,) = csv.DictReader(io.StringIO(written["csv"].removeprefix("\ufeff"), newline=""))
    assert row["text"] == "'" + text
    assert json.loads(written["jsonl"])["text"] == text
