"""Replies sent in the scope: "same" or "other" than the language the comment is written in -> replies."""

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope, tally
from survey.models import FeedbackRecord, Reply

NOT_KNOWN = ("und", "other")


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    record = FeedbackRecord
    same = case((Reply.language == record.language, "same"), else_="other")
    sent = (Reply.sent_at >= scope.since, Reply.sent_at < scope.seen_until)
    rows = (
        select(same.label("same"))
        .join(record, record.id == Reply.record_id)
        .where(*sent, record.language.not_in(NOT_KNOWN), scope.records())
        .subquery()
    )
    return tally(session, select(rows.c.same, func.count()).group_by(rows.c.same))
