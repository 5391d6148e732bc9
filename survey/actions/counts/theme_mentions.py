"""Mentions of themes in records received in the scope: (theme, feeling about it) -> mentions.

Residual codes are no themes.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from analysis.theme import load_residual_codes
from survey.actions.collect_counts import Scope, tally
from survey.models import Coding, FeedbackRecord


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    received = FeedbackRecord.received_at
    query = (
        select(Coding.theme, Coding.sentiment, func.count())
        .join(FeedbackRecord, FeedbackRecord.id == Coding.record_id)
        .where(
            Coding.theme.not_in(load_residual_codes()),
            Coding.in_force,
            received >= scope.since,
            received < scope.seen_until,
            scope.records(),
        )
        .group_by(Coding.theme, Coding.sentiment)
    )
    return tally(session, query)
