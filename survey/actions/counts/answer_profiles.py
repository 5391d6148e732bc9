"""Answers to several agreement questions, a person at a time: (valid answers, their sum) -> responses."""

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope, tally
from survey.models import Answer, Response

VALID = ("1", "2", "3", "4", "5")


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    """Two steps in the database: a row a response, then how many responses share a row."""
    persons = (
        select(func.count().label("valid"), func.sum(cast(Answer.value, Integer)).label("points"))
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.question.in_(need.questions), Answer.value.in_(VALID), scope.responses())
        .group_by(Answer.response_id)
        .subquery()
    )
    query = select(persons.c.valid, persons.c.points, func.count()).group_by(persons.c.valid, persons.c.points)
    return tally(session, query)
