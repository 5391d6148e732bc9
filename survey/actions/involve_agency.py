"""Which agencies answer a record together: one leads, the others support."""

from survey.actions.change_record import ChangeRefused, note
from survey.actions.edit_record import Edit, editing
from survey.actions.set_sensitivity import keep_in_sight
from survey.database import Database
from survey.models import Agency, Involvement
from survey.models.agency import LEAD, SUPPORT


def involve_agency(
    database: Database, user_id: int, record_id: int, revision: int, agency_id: int, part: str | None
) -> None:
    """Give the agency the part `lead` or `support`, or take it out with None. A former lead stays as a support.

    ChangeRefused: unknown, not_allowed, stale, needs_lead when the lead would leave, wrong_step for no change.
    """
    with editing(database, user_id, record_id, revision) as edit:
        parts = {involvement.agency_id: involvement for involvement in edit.record.involvements}
        before = parts[agency_id].part if agency_id in parts else None
        check(edit, agency_id, before, part)
        if part == LEAD:
            step_back(edit)
        set_part(edit, parts.get(agency_id), agency_id, part)
        keep_in_sight(edit)


def check(edit: Edit, agency_id: int, before: str | None, part: str | None) -> None:
    if part not in (LEAD, SUPPORT, None) or edit.session.get(Agency, agency_id) is None or before == part:
        raise ChangeRefused("wrong_step")
    if before == LEAD:
        raise ChangeRefused("needs_lead")


def step_back(edit: Edit) -> None:
    """The lead of now becomes a support; stored at once, for there is never more than one lead."""
    for involvement in edit.record.involvements:
        if involvement.part == LEAD:
            involvement.part = SUPPORT
            log(edit, involvement.agency_id, LEAD, SUPPORT)
    edit.session.flush()


def set_part(edit: Edit, found: Involvement | None, agency_id: int, part: str | None) -> None:
    log(edit, agency_id, found.part if found else None, part)
    if found is None:
        edit.record.involvements.append(Involvement(agency_id=agency_id, part=part or SUPPORT))
    elif part is None:
        edit.record.involvements.remove(found)
    else:
        found.part = part


def log(edit: Edit, agency_id: int, before: str | None, after: str | None) -> None:
    """Event `agency`: `lead:7` says agency 7 leads."""
    was, becomes = (f"{part}:{agency_id}" if part else None for part in (before, after))
    note(edit.session, edit.record, "agency", was, becomes, edit.actor)
