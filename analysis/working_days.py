"""Working days: the clock by which an agency promises to answer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days count: `weekdays` as ISO numbers (Monday 1), minus `holidays`, seen in `zone`."""

    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    holidays: frozenset[date] = frozenset()
    zone: tzinfo = UTC

    def is_working(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def days_between(self, start: datetime, end: datetime) -> int:
        """Working days after the day of `start` up to and including the day of `end`; 0 when `end` is not later."""
        first, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        weeks, rest = divmod(max((last - first).days, 0), 7)
        odd_days = (first + timedelta(i) for i in range(1, rest + 1))
        days = weeks * len(self.weekdays) + sum(day.isoweekday() in self.weekdays for day in odd_days)
        return days - sum(first < day <= last and day.isoweekday() in self.weekdays for day in self.holidays)

    def due(self, start: datetime, days: int) -> datetime:
        """The last moment, in UTC, of the working day that lies `days` working days after `start`."""
        day = start.astimezone(self.zone).date()
        while days > 0:
            day += timedelta(1)
            days -= self.is_working(day)
        return datetime.combine(day, time.max, self.zone).astimezone(UTC)
