"""Age and deadline in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from survey.models import FeedbackRecord
from survey.staff.due import age, due

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # half past eleven in the evening there


@pytest.mark.parametrize(
    ("left", "step", "words"),
    [
        (timedelta(days=3), "later", "Answer due in 3 days"),
        (timedelta(hours=25), "soon", "Answer due in 2 days"),
        (timedelta(hours=1), "soon", "Answer due in 1 day"),
        (timedelta(minutes=20), "soon", "Answer due today"),
        (timedelta(minutes=-20), "late", "Answer overdue since today"),
        (timedelta(days=-1), "late", "Answer overdue by 1 day"),
        (timedelta(days=-40), "late", "Answer overdue by 40 days"),
    ],
)
def test_deadlines(left: timedelta, step: str, words: str) -> None:
    record = FeedbackRecord(type="complaint", status="received", answer_by=NOW + left)
    found = due(record, False, NOW, ZONE)
    assert found and (found.step, found.words) == (step, words)


@pytest.mark.parametrize(
    ("columns", "answered"),
    [
        ({"type": "complaint", "status": "received", "answer_by": None}, False),
        ({"type": "complaint", "status": "received", "answer_by": NOW}, True),
        ({"type": "complaint", "status": "closed", "answer_by": NOW}, False),
        ({"type": "praise", "status": "received", "answer_by": NOW}, False),
        ({"type": None, "status": "received", "answer_by": NOW}, False),
    ],
)
def test_no_answer_is_owed(columns: dict[str, object], answered: bool) -> None:
    assert due(FeedbackRecord(**columns), answered, NOW, ZONE) is None


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=1), "Received today"),
        (timedelta(days=1), "Received 1 day ago"),
        (timedelta(days=9), "Received 9 days ago"),
        (timedelta(hours=-2), "Received today"),
    ],
)
def test_age(ago: timedelta, words: str) -> None:
    assert age(FeedbackRecord(received_at=NOW - ago), NOW, ZONE) == words
