"""Reply to the resident, who reads it with the reference code."""

from survey.access import EDITORS, level_of
from survey.actions.change_record import ChangeRefused, note
from survey.actions.edit_record import Edit, editing, written
from survey.database import Database
from survey.models import Reply
from survey.models.agency import LEAD

ANSWER, INTERIM = "answer", "interim"


def reply_to_resident(
    database: Database, user_id: int, record_id: int, revision: int, text: str, language: str, interim: bool = False
) -> None:
    """Send a reply in `language`. An interim one tells how it goes; the first that is not answers the record.

    ChangeRefused: unknown, not_allowed, stale, empty, or no_contact when nobody can read it.
    """
    text = written(text, "empty")
    with editing(database, user_id, record_id, revision) as edit:
        if not edit.record.contactable:
            raise ChangeRefused("no_contact")
        edit.record.replies.append(
            Reply(user_id=user_id, agency_id=agency_of(edit), language=language, text=text, interim=interim)
        )
        note(edit.session, edit.record, "reply", None, INTERIM if interim else ANSWER, edit.actor)


def agency_of(edit: Edit) -> int:
    """The agency in whose name the person writes: the lead if they are of it, else one that supports."""
    own = edit.user.agencies_as(*EDITORS[level_of(edit.record)])
    involved = sorted(edit.record.involvements, key=lambda part: (part.part != LEAD, part.agency_id))
    return next(part.agency_id for part in involved if part.agency_id in own)
