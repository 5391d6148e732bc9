"""Set how sensitive a record is. Anybody who handles it may raise the level; lowering it is for its focal point."""

from sqlalchemy import exists, select

from survey.access import READERS, UNKNOWN, level_of
from survey.actions.change_record import ChangeRefused, change, note
from survey.actions.edit_record import Edit, editing, written
from survey.database import Database
from survey.models import Agency, Involvement, Membership, User
from survey.models.agency import SUPPORT
from survey.models.feedback import DONE, FAILED, LEVELS


def set_sensitivity(
    database: Database, user_id: int, record_id: int, revision: int, level: str, reason: str = ""
) -> None:
    """Set `level` (S0 to S4). Lowering it, or clearing a record that was never analysed, needs a written reason.

    Who may change a restricted record is its focal point already. ChangeRefused: unknown, not_allowed, stale,
    wrong_step for no level or the same one, needs_reason.
    """
    with editing(database, user_id, record_id, revision) as edit:
        now = level_of(edit.record)
        if level not in LEVELS or level == now:
            raise ChangeRefused("wrong_step")
        if now == UNKNOWN or LEVELS.index(level) < LEVELS.index(now):
            edit.add_note(written(reason, "needs_reason"))
            note(edit.session, edit.record, "note", None, None, edit.actor)
        store(edit, level)


def store(edit: Edit, level: str) -> None:
    """A level by a person also ends the wait of a record that could not be analysed."""
    if not change(edit.session, edit.record, "sensitivity", level, edit.actor):
        note(edit.session, edit.record, "sensitivity", level, level, edit.actor)
    if edit.record.analysis_state == FAILED:
        edit.record.analysis_state = DONE
    keep_in_sight(edit)


def keep_in_sight(edit: Edit) -> None:
    """When no involved agency has anybody who may read the record, the default agency joins: none waits unseen."""
    involved = [part.agency_id for part in edit.record.involvements]
    readers = exists().where(
        Membership.user_id == User.id,
        User.is_open,
        Membership.agency_id.in_(involved),
        Membership.role.in_(READERS[level_of(edit.record)]),
    )
    default = edit.session.scalar(select(Agency.id).where(Agency.is_default))
    if default and default not in involved and not edit.session.scalar(select(readers)):
        edit.record.involvements.append(Involvement(agency_id=default, part=SUPPORT))
        note(edit.session, edit.record, "agency", None, f"{SUPPORT}:{default}", edit.actor)
