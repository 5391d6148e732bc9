"""The clock by which agencies promise to answer."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from analysis.working_days import WorkingCalendar

STOCKHOLM = WorkingCalendar(
    holidays=frozenset({date(2026, 12, 24), date(2026, 12, 25)}), zone=ZoneInfo("Europe/Stockholm")
)
HANOI = WorkingCalendar(frozenset({1, 2, 3, 4, 5, 6}), zone=ZoneInfo("Asia/Ho_Chi_Minh"))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("calendar, start, end, days", [
    (STOCKHOLM, "2026-11-20T09:00", "2026-11-20T15:00", 0),  # the same Friday
    (STOCKHOLM, "2026-11-20T09:00", "2026-11-22T15:00", 0),  # over a weekend
    (STOCKHOLM, "2026-11-20T09:00", "2026-11-23T08:00", 1),
    (STOCKHOLM, "2026-11-20T09:00", "2026-12-04T08:00", 10),
    (STOCKHOLM, "2026-11-20T23:30", "2026-11-23T08:00", 1),  # already Saturday in Stockholm
    (STOCKHOLM, "2026-12-22T09:00", "2026-12-29T09:00", 3),  # without the two holidays
    (STOCKHOLM, "2026-11-23T09:00", "2026-11-20T09:00", 0),  # backwards
    (HANOI, "2026-11-20T09:00", "2026-11-23T08:00", 2),  # Saturday is a working day
    (STOCKHOLM, "2025-11-20T09:00", "2026-11-20T09:00", 261),
])  # fmt: skip
def test_days_between(calendar: WorkingCalendar, start: str, end: str, days: int) -> None:
    assert calendar.days_between(moment(start), moment(end)) == days


@pytest.mark.parametrize("calendar, start, days, last", [
    (STOCKHOLM, "2026-11-20T09:00", 1, "2026-11-23"),
    (STOCKHOLM, "2026-11-20T09:00", 10, "2026-12-04"),
    (STOCKHOLM, "2026-12-23T09:00", 1, "2026-12-28"),
    (HANOI, "2026-11-20T20:00", 1, "2026-11-23"),  # it is Saturday in Hanoi, Sunday is free
])  # fmt: skip
def test_due_is_the_end_of_the_last_day(calendar: WorkingCalendar, start: str, days: int, last: str) -> None:
    due = calendar.due(moment(start), days)
    assert due.astimezone(calendar.zone).date() == date.fromisoformat(last)
    assert calendar.days_between(moment(start), due) == days
