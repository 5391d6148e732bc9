"""The receipt acknowledges, once, and sets the day of the answer by what was written."""

import pytest
from sqlalchemy import select

from survey.actions.acknowledge_response import acknowledge_response
from survey.database import Database
from survey.models import FeedbackRecord, HistoryEvent
from survey.settings import Settings
from tests.builders import add_record, add_response, add_survey


def add_received(database: Database, *types: str | None, status: str = "received") -> None:
    survey = add_survey(database)
    response = add_response(database, survey, reference_hash="code")
    for number, kind in enumerate(types):
        add_record(database, response_id=response, question=f"O{number}", type=kind, status=status)


def events(database: Database) -> list[tuple[str, str | None, str | None]]:
    with database.session() as session:
        found = session.scalars(select(HistoryEvent).order_by(HistoryEvent.id))
        return [(event.kind, event.before, event.after) for event in found]


def test_status_event_and_only_once(database: Database, settings: Settings) -> None:
    add_received(database, "question")
    for _ in range(2):
        acknowledge_response(database, "code", settings)
    assert events(database) == [("status", "received", "acknowledged"), ("acknowledged", None, None)]


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("question", 10),
        ("request", 10),
        ("suggestion", 10),
        ("concern", 10),
        ("complaint", 10),
        (None, 10),
        ("rumour", 5),
        ("praise", None),
        ("observation", None),
    ],
)
def test_day_of_the_answer(database: Database, settings: Settings, kind: str | None, days: int | None) -> None:
    add_received(database, kind)
    acknowledge_response(database, "code", settings)
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        at = session.scalars(select(HistoryEvent.at)).first()
    assert at
    assert record.answer_by == (settings.calendar.due(at, days) if days else None)


@pytest.mark.parametrize("status", ["assigned", "closed"])
def test_what_staff_have_begun_with_stays(database: Database, settings: Settings, status: str) -> None:
    add_received(database, "question", status=status)
    acknowledge_response(database, "code", settings)
    assert events(database) == []


def test_another_code_changes_nothing(database: Database, settings: Settings) -> None:
    add_received(database, "question")
    acknowledge_response(database, "other", settings)
    assert events(database) == []
