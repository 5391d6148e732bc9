"""Count the flags of responses, a survey at a time: how many to beware of, and how many are in the totals."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from survey.actions.collect_counts import Scope
from survey.answer_quality import NOT_COUNTED, read_flags
from survey.flagged import FLAGGED
from survey.models import Response, Survey, SurveyVersion


@dataclass(frozen=True)
class FlagCounts:
    """Responses to one survey. One response may have several of the `flags`; `counted` are in totals of answers."""

    survey: Survey
    received: int
    counted: int
    flags: Counter[str]


def count_flags(session: Session, scope: Scope) -> list[FlagCounts]:
    """The surveys that received anything in the scope, by slug. Both counts run along an index of received responses;
    what is unflagged is never looked at one by one."""
    of = SurveyVersion.survey_id
    counts = select(of, func.count()).join(Response).where(scope.received()).group_by(of)
    received = {survey: number for survey, number in session.execute(counts)}
    flags: dict[int, Counter[str]] = {survey: Counter() for survey in received}
    left_out: Counter[int] = Counter()
    sets = select(of, Response.flags, func.count()).join(Response).where(FLAGGED, scope.received())
    for survey, stored, number in session.execute(sets.group_by(of, Response.flags)):
        codes = read_flags(stored)
        flags[survey].update(dict.fromkeys(codes, number))
        left_out[survey] += number if set(codes) & set(NOT_COUNTED) else 0
    surveys = select(Survey).where(Survey.id.in_(received)).options(selectinload(Survey.versions)).order_by(Survey.slug)
    return [
        FlagCounts(one, received[one.id], received[one.id] - left_out[one.id], flags[one.id])
        for one in session.scalars(surveys)
    ]
