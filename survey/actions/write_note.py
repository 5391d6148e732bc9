"""Write an internal note: for staff only, never shown to the resident."""

from survey.actions.change_record import note
from survey.actions.edit_record import editing, written
from survey.database import Database


def write_note(database: Database, user_id: int, record_id: int, text: str) -> None:
    """Add a note; notes never collide, so no revision is asked for. ChangeRefused: unknown, not_allowed, empty."""
    text = written(text, "empty")
    with editing(database, user_id, record_id) as edit:
        edit.add_note(text)
        note(edit.session, edit.record, "note", None, None, edit.actor)
