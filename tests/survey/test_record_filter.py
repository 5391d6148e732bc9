"""A filter finds the same records in the list, the count and the export."""

from datetime import UTC, datetime

import pytest

from survey.access import ordinary_records
from survey.database import Database
from survey.models import FeedbackRecord
from survey.record_filter import FilterError, RecordFilter
from tests.builders import add_record, add_response, add_survey

MARCH = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def filled(database: Database) -> Database:
    survey = add_survey(database)
    add_record(database, "bus", themes={"transport_mobility": "negative"}, received_at=MARCH, survey_id=survey)
    add_record(database, "park", themes={"parks_recreation_culture": "positive"}, sentiment="positive", type="praise")
    add_record(database, "xe buýt", language="vi", themes={"transport_mobility": "neutral"}, reviewed_at=MARCH)
    add_record(database, "buss 47", language="sv", status="closed", channel="paper", sentiment="not_scored")
    return database


@pytest.fixture
def flagged(filled: Database) -> Database:
    survey = add_survey(filled, "flagged")
    for number, flags in enumerate(("", "speeder", "speeder straight_line", "honeypot late")):
        response = add_response(filled, survey, flags=flags)
        add_record(filled, f"words {number}", response_id=response, survey_id=survey)
    return filled


@pytest.mark.parametrize("quality, texts", [
    ("any", {"words 1", "words 2", "words 3"}),
    ("none", {"words 0", "bus", "park", "xe buýt", "buss 47"}),
    ("speeder", {"words 1", "words 2"}),
    ("straight_line", {"words 2"}),
    ("late", {"words 3"}),
    ("conflict", set()),
])  # fmt: skip
def test_filter_by_answer_quality(flagged: Database, quality: str, texts: set[str]) -> None:
    with flagged.session() as session:
        records = session.scalars(RecordFilter.read({"quality": quality}).put_on(ordinary_records(), UTC)).all()
    assert {record.text for record in records} == texts


@pytest.mark.parametrize("values, texts", [
    ({}, {"bus", "park", "xe buýt", "buss 47"}),
    ({"theme": "transport_mobility"}, {"bus", "xe buýt"}),
    ({"theme": "transport_mobility", "sentiment": "negative"}, {"bus"}),
    ({"theme": "none"}, {"buss 47"}),
    ({"sentiment": "positive"}, {"park"}),
    ({"language": "vi"}, {"xe buýt"}),
    ({"status": "closed"}, {"buss 47"}),
    ({"channel": "paper"}, {"buss 47"}),
    ({"type": "praise"}, {"park"}),
    ({"coded": "confirmed"}, {"xe buýt"}),
    ({"coded": "suggested"}, {"bus", "park", "buss 47"}),
    ({"survey": "test"}, {"bus"}),
    ({"survey": "no-such"}, set()),
    ({"search": "bus"}, {"bus", "buss 47"}),
    ({"search": "BUYT"}, {"xe buýt"}),
    ({"search": "buss 47"}, {"buss 47"}),
    ({"search": "%"}, {"bus", "park", "xe buýt", "buss 47"}),
    ({"search": "' OR 1=1 --"}, set()),
    ({"since": "2026-03-15", "until": "2026-03-15"}, {"bus"}),
    ({"until": "2026-03-14"}, set()),
    ({"sensitivity": "S0"}, {"bus", "park", "xe buýt", "buss 47"}),
    ({"sensitivity": "S1"}, set()),
])  # fmt: skip
def test_filter(filled: Database, values: dict[str, str], texts: set[str]) -> None:
    chosen = RecordFilter.read(values)
    with filled.session() as session:
        records = session.scalars(chosen.put_on(ordinary_records(), UTC)).all()
    assert {record.text for record in records} == texts
    assert all(isinstance(record, FeedbackRecord) for record in records)


@pytest.mark.parametrize("name, value", [
    ("status", "lost"), ("theme", "cheese"), ("sentiment", "happy"), ("language", "xx"), ("sensitivity", "S9"),
    ("type", "shout"), ("channel", "pigeon"), ("coded", "maybe"), ("quality", "good"), ("quality", "%"),
    ("quality", "speeder late"), ("since", "yesterday"), ("until", "2026-02-30"),
])  # fmt: skip
def test_a_value_that_does_not_exist_is_named(name: str, value: str) -> None:
    with pytest.raises(FilterError) as refused:
        RecordFilter.read({name: value})
    assert (refused.value.name, refused.value.value) == (name, value)


def test_a_filter_survives_its_address() -> None:
    values = {"theme": "homelessness", "since": "2026-01-01", "search": "tak över huvudet"}
    assert RecordFilter.read(values).values() == values
