"""The one door through which a record changes: the change and its history event are one commit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.models import FeedbackRecord, HistoryEvent, utc_now


class ChangeRefused(Exception):
    """The change was not made. `reason` is a code: stale, not_allowed, unknown, empty, needs_reason, needs_outcome,
    needs_lead, no_contact, wrong_step."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Actor:
    """Who makes a change; without a user it is the machine or the resident."""

    user_id: int | None = None
    at: datetime | None = None


def change(session: Session, record: FeedbackRecord, field: str, value: object, actor: Actor) -> bool:
    """Set `field` of `record` and write who changed it, when, from what, to what. False when it was so already."""
    before = getattr(record, field)
    if before == value:
        return False
    setattr(record, field, value)
    note(session, record, field, before, value, actor)
    return True


def note(session: Session, record: FeedbackRecord, kind: str, before: object, after: object, actor: Actor) -> None:
    """A history event for what is not a column of the record: a reply, a note, themes, an agency's part."""
    session.add(
        HistoryEvent(
            record_id=record.id, kind=kind, before=as_text(before), after=as_text(after),
            user_id=actor.user_id, at=actor.at or utc_now(),
        )
    )  # fmt: skip


def as_text(value: object) -> str | None:
    if value is None:
        return None
    joined = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return joined[:300]


def fetch(session: Session, record_id: int) -> FeedbackRecord:
    """The record to change, locked until the commit. ChangeRefused when there is none."""
    record = session.get(FeedbackRecord, record_id, with_for_update=True)
    if record is None:
        raise ChangeRefused("unknown")
    return record
