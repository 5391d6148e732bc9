"""How long a record has waited, and how long is left to answer it, in words."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from survey.actions.set_status import ENDED
from survey.language import gettext as _
from survey.language import ngettext
from survey.models import FeedbackRecord

OWED_AN_ANSWER = ("question", "request", "suggestion", "concern", "complaint", "rumour")
SOON = 2  # days


@dataclass(frozen=True)
class Due:
    """`step` is late, soon or later; `words` say it without colour; `at` is the deadline."""

    step: str
    words: str
    at: datetime


def due(record: FeedbackRecord, answered: bool, now: datetime, zone: tzinfo) -> Due | None:
    """When the answer is due; None when none is owed, or it has been given."""
    owed = record.type in OWED_AN_ANSWER and record.status not in ENDED and not answered
    if record.answer_by is None or not owed:
        return None
    days = (record.answer_by.astimezone(zone).date() - now.astimezone(zone).date()).days
    if record.answer_by < now:
        return Due("late", overdue(-days), record.answer_by)
    return Due("soon" if days <= SOON else "later", due_in(days), record.answer_by)


def due_in(days: int) -> str:
    if days == 0:
        return _("Answer due today")
    return ngettext("Answer due in %(num)s day", "Answer due in %(num)s days", days)


def overdue(days: int) -> str:
    if days == 0:
        return _("Answer overdue since today")
    return ngettext("Answer overdue by %(num)s day", "Answer overdue by %(num)s days", days)


def age(record: FeedbackRecord, now: datetime, zone: tzinfo) -> str:
    days = (now.astimezone(zone).date() - record.received_at.astimezone(zone).date()).days
    if days <= 0:
        return _("Received today")
    return ngettext("Received %(num)s day ago", "Received %(num)s days ago", days)
