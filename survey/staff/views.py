"""Ready-made views of the queue: each a condition, put on top of the filter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists

from survey.actions.set_status import ENDED
from survey.language import lazy_gettext as _
from survey.models import FeedbackRecord, Involvement, Reply, User
from survey.models.agency import LEAD
from survey.models.feedback import STATUSES
from survey.staff.due import OWED_AN_ANSWER, SOON

OPEN = tuple(status for status in STATUSES if status not in ENDED)  # named one by one, an index finds them


@dataclass(frozen=True)
class View:
    """`label` is its name; `condition(user, now)` is what its records have in common."""

    label: Any
    condition: Callable[[User, datetime], ColumnElement[bool]]


def open_records(_user: User, _now: datetime) -> ColumnElement[bool]:
    return FeedbackRecord.status.in_(OPEN)


def to_review(_user: User, _now: datetime) -> ColumnElement[bool]:
    return FeedbackRecord.reviewed_at.is_(None)


def unanswered(_user: User, _now: datetime) -> ColumnElement[bool]:
    answered = exists().where(Reply.record_id == FeedbackRecord.id, ~Reply.interim)
    return and_(FeedbackRecord.status.in_(OPEN), FeedbackRecord.type.in_(OWED_AN_ANSWER), ~answered)


def due_soon(user: User, now: datetime) -> ColumnElement[bool]:
    soon = FeedbackRecord.answer_by < now + timedelta(SOON)
    return and_(FeedbackRecord.answer_by >= now, soon, unanswered(user, now))


def overdue(user: User, now: datetime) -> ColumnElement[bool]:
    return and_(FeedbackRecord.answer_by < now, unanswered(user, now))


def led_by_us(user: User, now: datetime) -> ColumnElement[bool]:
    own = [membership.agency_id for membership in user.memberships]
    part = Involvement
    leads = exists().where(part.record_id == FeedbackRecord.id, part.part == LEAD, part.agency_id.in_(own))
    return and_(FeedbackRecord.status.in_(OPEN), leads)


VIEWS = {
    "": View(_("All"), lambda user, now: FeedbackRecord.id.is_not(None)),
    "open": View(_("Open"), open_records),
    "review": View(_("Needs review"), to_review),
    "unanswered": View(_("Unanswered"), unanswered),
    "soon": View(_("Due soon"), due_soon),
    "overdue": View(_("Overdue"), overdue),
    "ours": View(_("Led by us"), led_by_us),
}
