"""What people wrote is deleted when the time promised has passed; codes and counts stay."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from survey.actions.expire_texts import expire_texts, months_before
from survey.actions.run_analysis import analyse_again
from survey.database import Database
from survey.models import Answer, Coding, FeedbackRecord, Note, Reply, SearchWord
from tests.builders import add_record, add_response, add_survey

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLD, RECENT = datetime(2024, 11, 20, 11, tzinfo=UTC), datetime(2024, 11, 20, 13, tzinfo=UTC)
CONTENT = {
    "languages": ["en"],
    "title": {"en": "Survey"},
    "items": [
        {"type": "long_text", "name": "O1", "label": {"en": "Well?"}},
        {"type": "scale", "name": "R11", "label": {"en": "Trust?"}, "choices": []},
    ],
}


def add(database: Database, received_at: datetime) -> int:
    survey = add_survey(database, f"survey-{received_at:%H}", CONTENT)
    response = add_response(database, survey, {"O1": "My words", "R11": "7"}, received_at=received_at)
    record = add_record(
        database,
        "My words",
        themes={"transport": "negative"},
        response_id=response,
        question="O1",
        received_at=received_at,
    )
    with database.change() as session:
        session.add(Reply(record_id=record, language="en", text="You wrote: my words"))
        session.add(Note(record_id=record, text="They wrote my words"))
        session.scalars(select(Coding).where(Coding.record_id == record)).one().evidence = [[3, 8]]
    return record


@pytest.fixture
def expired(database: Database) -> tuple[int, int]:
    """The old record and the recent one, after the old texts were deleted."""
    old, recent = add(database, OLD), add(database, RECENT)
    assert expire_texts(database, 24, NOW) == 2
    return old, recent


@pytest.mark.usefixtures("expired")
def test_no_words_of_the_old_one_are_left(database: Database) -> None:
    with database.session() as session:
        assert list(session.scalars(select(FeedbackRecord.text).order_by(FeedbackRecord.id))) == ["", "My words"]
        assert list(session.scalars(select(FeedbackRecord.redacted).order_by(FeedbackRecord.id))) == ["", "My words"]
        assert list(session.scalars(select(Reply.text).order_by(Reply.id))) == ["", "You wrote: my words"]
        assert list(session.scalars(select(Note.text).order_by(Note.id))) == ["", "They wrote my words"]
        assert list(session.scalars(select(Coding.evidence).order_by(Coding.record_id))) == [[], [[3, 8]]]
        assert session.scalar(select(func.count()).select_from(SearchWord)) == 2  # of the recent one


@pytest.mark.usefixtures("expired")
def test_codes_and_counts_stay(database: Database) -> None:
    with database.session() as session:
        values = sorted(tuple(row) for row in session.execute(select(Answer.question, Answer.value)))
        assert values == [("O1", "My words"), ("R11", "7"), ("R11", "7")]
        assert list(session.scalars(select(Coding.theme))) == ["transport", "transport"]
        assert list(session.scalars(select(FeedbackRecord.sentiment))) == ["negative", "negative"]


def test_again_deletes_nothing_more(database: Database, expired: tuple[int, int]) -> None:
    assert expire_texts(database, 24, NOW) == 0


def test_analysing_everything_again_leaves_the_codes_of_what_is_gone(
    database: Database, expired: tuple[int, int]
) -> None:
    assert sum(analyse_again(database)) == 1
    with database.session() as session:
        old = session.get_one(FeedbackRecord, expired[0])
        assert [(coding.theme, coding.in_force) for coding in old.codings] == [("transport", True)]


@pytest.mark.parametrize(
    ("moment", "months", "earlier"),
    [
        ((2026, 11, 20), 24, (2024, 11, 20)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 1, 15), 0, (2026, 1, 15)),
    ],
)
def test_months_before(moment: tuple[int, int, int], months: int, earlier: tuple[int, int, int]) -> None:
    assert months_before(datetime(*moment, tzinfo=UTC), months) == datetime(*earlier, tzinfo=UTC)


def test_places_and_what_is_calculated_from_words_go_too(database: Database) -> None:
    items = [
        {"type": "long_text", "name": "O1", "label": {"en": "Well?"}},
        {"type": "place", "name": "where", "label": {"en": "Where?"}},
        {"type": "calculation", "name": "both", "logic": {"calculation": "concat(${O1}, '!')"}},
        {"type": "calculation", "name": "again", "logic": {"calculation": "${both}"}},
        {"type": "calculation", "name": "when", "logic": {"calculation": "today()"}},
    ]
    survey = add_survey(database, content={**CONTENT, "items": items})
    answers = {"O1": "I am Anna", "where": "Anna's house", "both": "I am Anna!", "again": "I am Anna!", "when": "x"}
    add_response(database, survey, answers, received_at=OLD)
    expire_texts(database, 24, NOW)
    with database.session() as session:
        assert list(session.scalars(select(Answer.question))) == ["when"]
