"""How long records took: (working days, "resolved" or "open") -> records received in the scope.

A record is resolved since its status last became resolved or closed, unless it has left that again; an open one is
counted with the days it has waited until now.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope
from survey.actions.set_status import ENDED
from survey.models import FeedbackRecord, HistoryEvent

BATCH = 1000


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    ended, left = last_event(scope, into=True), last_event(scope, into=False)
    record = FeedbackRecord
    query = (
        select(record.received_at, ended.c.at, left.c.at)
        .outerjoin(ended, ended.c.record_id == record.id)
        .outerjoin(left, left.c.record_id == record.id)
        .where(record.received_at >= scope.since, record.received_at < scope.seen_until, scope.records())
    )
    found: Histogram = Counter()
    for received, at, again in session.execute(query.execution_options(yield_per=BATCH)):
        found[wait(scope, received, at if at and not (again and again > at) else None)] += 1
    return found


def last_event(scope: Scope, into: bool) -> Subquery:
    """For each record, when its status last went from open to ended (`into`), or back."""
    event = HistoryEvent
    was_ended, is_ended = event.before.in_(ENDED), event.after.in_(ENDED)
    was_open, is_open = or_(event.before.is_(None), event.before.not_in(ENDED)), event.after.not_in(ENDED)
    crossing = and_(was_open, is_ended) if into else and_(was_ended, is_open)
    return (
        select(event.record_id, func.max(event.at, type_=event.at.type).label("at"))
        .where(event.kind == "status", event.at < scope.as_of, crossing)
        .group_by(event.record_id)
        .subquery()
    )


def wait(scope: Scope, received: datetime, resolved: datetime | None) -> tuple[int, str]:
    days = scope.calendar.days_between(received, resolved or scope.as_of)
    return days, "resolved" if resolved else "open"
