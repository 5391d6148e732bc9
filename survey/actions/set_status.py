"""Say where the agencies are with a record, and what came of it."""

from survey.actions.change_record import ChangeRefused, change, note
from survey.actions.edit_record import Edit, editing, written
from survey.database import Database
from survey.models.feedback import OUTCOMES

RECEIVED, ACKNOWLEDGED, RESOLVED, CLOSED, REOPENED = "received", "acknowledged", "resolved", "closed", "reopened"
WORKING = ("assigned", "in_progress", "waiting_for_person", "referred")
ENDED = (RESOLVED, CLOSED)
WITH_REASON = "not_adopted_with_reason"


def next_statuses(status: str) -> tuple[str, ...]:
    """The statuses that may follow `status`: what has ended is only closed or reopened."""
    if status == CLOSED:
        return (REOPENED,)
    if status == RESOLVED:
        return (CLOSED, REOPENED)
    first = (ACKNOWLEDGED,) if status == RECEIVED else ()
    return (*first, *(working for working in WORKING if working != status), *ENDED)


def set_status(
    database: Database, user_id: int, record_id: int, revision: int, status: str, outcome: str = "", reason: str = ""
) -> None:
    """Move the record on. `reason` is kept as an internal note.

    ChangeRefused: unknown, not_allowed, stale, wrong_step, needs_outcome for an end without one, needs_reason for a
    "no" that no reply explains.
    """
    with editing(database, user_id, record_id, revision) as edit:
        if status not in next_statuses(edit.record.status):
            raise ChangeRefused("wrong_step")
        set_outcome(edit, status, outcome, reason)
        change(edit.session, edit.record, "status", status, edit.actor)
        if reason.strip():
            edit.add_note(written(reason, "empty"))
            note(edit.session, edit.record, "note", None, None, edit.actor)


def set_outcome(edit: Edit, status: str, outcome: str, reason: str) -> None:
    wanted = (outcome or edit.record.outcome) if status in ENDED else None
    if status in ENDED and wanted not in OUTCOMES:
        raise ChangeRefused("needs_outcome")
    answered = any(not reply.interim for reply in edit.record.replies)
    if wanted == WITH_REASON and not answered and not reason.strip():
        raise ChangeRefused("needs_reason")
    change(edit.session, edit.record, "outcome", wanted, edit.actor)
