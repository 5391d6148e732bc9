"""Answers to one survey question: answer code -> responses."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope, tally
from survey.models import Answer, Response


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    query = (
        select(Answer.value, func.count())
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.question.in_(need.questions), scope.responses())
        .group_by(Answer.value)
    )
    return tally(session, query)
