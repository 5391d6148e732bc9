"""Acknowledgements that were due: "on_time", "late" or "open" -> records.

The receipt, a status set to acknowledged and any reply acknowledge; the first of them counts.
"""

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope, tally
from survey.models import FeedbackRecord, HistoryEvent

ACKNOWLEDGES = or_(
    HistoryEvent.kind.in_(("acknowledged", "reply")),
    and_(HistoryEvent.kind == "status", HistoryEvent.after == "acknowledged"),
)


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    outcome = FeedbackRecord.outcome
    reachable = and_(FeedbackRecord.contactable, or_(outcome.is_(None), outcome != "no_contact_possible"))
    return tally_deadlines(session, scope, FeedbackRecord.acknowledge_by, ACKNOWLEDGES, reachable)


def tally_deadlines(
    session: Session,
    scope: Scope,
    deadline: InstrumentedAttribute[object],
    event: ColumnElement[bool],
    *conditions: ColumnElement[bool],
) -> Histogram:
    """How the deadlines that fell in the scope were met by an `event`; those that lie ahead are left out."""
    happened = exists().where(HistoryEvent.record_id == FeedbackRecord.id, event)
    outcome = case(
        (happened.where(HistoryEvent.at <= deadline), "on_time"),
        (happened.where(HistoryEvent.at < scope.as_of), "late"),
        else_="open",
    )
    due = and_(deadline >= scope.since, deadline < scope.seen_until)
    rows = select(outcome.label("outcome")).where(due, scope.records(), *conditions).subquery()
    return tally(session, select(rows.c.outcome, func.count()).group_by(rows.c.outcome))
