"""Full answers that were due: "on_time", "late" or "open" -> records. An interim reply is not an answer."""

from sqlalchemy import and_
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope
from survey.actions.counts.acknowledgements import tally_deadlines
from survey.models import FeedbackRecord, HistoryEvent

NEED_A_REPLY = ("question", "request", "suggestion", "concern", "complaint")
ANSWERED = and_(HistoryEvent.kind == "reply", HistoryEvent.after == "answer")


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    return tally_deadlines(session, scope, FeedbackRecord.answer_by, ANSWERED, FeedbackRecord.type.in_(NEED_A_REPLY))
