"""Find what comes up among the newest records of a period, against the one before, and which texts were copied."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from analysis.topics import Comment, Topic, emerging_topics
from survey.models import FeedbackRecord
from survey.record_filter import ONCE, RecordFilter

MOST_READ = 2000  # records of each period: so many can be read while somebody waits
MOST_CAMPAIGNS = 10
FEWEST_COPIES = 2
DAYS = 30

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class Periods:
    """A stretch of days, first and last both counted, and the stretch of the same length right before it."""

    since: date
    until: date

    @property
    def before(self) -> tuple[date, date]:
        return self.since - (self.until - self.since) - timedelta(1), self.since - timedelta(1)


@dataclass(frozen=True)
class Read:
    """The topics of one language, from `now` comments of this period and `before` of the one before."""

    language: str
    topics: list[Topic]
    now: int
    before: int


def periods_of(chosen: RecordFilter, today: date) -> Periods:
    """The days asked for; without them the last thirty."""
    until = date.fromisoformat(chosen.until) if chosen.until else today
    since = date.fromisoformat(chosen.since) if chosen.since else until - timedelta(DAYS - 1)
    return Periods(min(since, until), until)


def within(chosen: RecordFilter, since: date, until: date) -> RecordFilter:
    return chosen.but(since=since.isoformat(), until=until.isoformat())


def find_topics(
    session: Session, visible: ColumnElement[bool], chosen: RecordFilter, periods: Periods, zone: tzinfo
) -> list[Read]:
    """Language by language, the one with most comments first. A text that came as copies is read once."""
    once = chosen.but(copies=ONCE)
    now = read(session, [visible, *within(once, periods.since, periods.until).conditions(zone)])
    before = read(session, [visible, *within(once, *periods.before).conditions(zone)])
    found = [compare(code, said, before.get(code, [])) for code, said in now.items()]
    return sorted(found, key=lambda one: (-one.now, one.language))


def compare(language: str, now: list[Comment], before: list[Comment]) -> Read:
    return Read(language, emerging_topics(now, before, language), len(now), len(before))


def read(session: Session, conditions: Conditions) -> dict[str, list[Comment]]:
    """The newest redacted texts by language."""
    record = FeedbackRecord
    newest = select(record.language, record.id, record.redacted).where(*conditions, record.redacted != "")
    found: dict[str, list[Comment]] = {}
    for code, record_id, text in session.execute(
        newest.order_by(record.received_at.desc(), record.id.desc()).limit(MOST_READ)
    ):
        found.setdefault(code or "und", []).append(Comment(record_id, text or ""))
    return found


def find_campaigns(session: Session, conditions: Conditions) -> list[FeedbackRecord]:
    """The first records of the texts that were copied most, the most copied first."""
    record = FeedbackRecord
    query = select(record).where(*conditions, record.copies >= FEWEST_COPIES)
    return list(session.scalars(query.order_by(record.copies.desc(), record.id).limit(MOST_CAMPAIGNS)))


def texts(session: Session, reads: list[Read], visible: ColumnElement[bool], each: int = 2) -> dict[int, str]:
    """The redacted words of the first comments of each topic, by record."""
    ids = [record_id for one in reads for topic in one.topics for record_id in topic.comments[:each]]
    query = select(FeedbackRecord.id, FeedbackRecord.redacted).where(FeedbackRecord.id.in_(ids), visible)
    return {record_id: text or "" for record_id, text in session.execute(query)}
