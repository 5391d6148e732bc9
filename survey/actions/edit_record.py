"""A person's change to a record: it is theirs to change, and nobody has changed it since they read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from survey.access import may_edit
from survey.actions.change_record import Actor, ChangeRefused, fetch
from survey.database import Database
from survey.models import FeedbackRecord, Note, User
from survey.plain_text import clean


@dataclass(frozen=True)
class Edit:
    """One change being made: committed when the block ends well."""

    session: Session
    record: FeedbackRecord
    user: User

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id)

    def add_note(self, text: str) -> None:
        self.record.notes.append(Note(user_id=self.user.id, text=text))


@contextmanager
def editing(database: Database, user_id: int, record_id: int, revision: int | None = None) -> Iterator[Edit]:
    """The record, locked for this change. ChangeRefused: unknown, not_allowed, or stale when it is not at `revision`.

    Who may not see the record learns nothing of it, not even that somebody has changed it.
    """
    with database.change() as session:
        record, user = fetch(session, record_id), session.get(User, user_id)
        if user is None or not user.is_open or not may_edit(user, record):
            raise ChangeRefused("not_allowed")
        if revision is not None and record.revision != revision:
            raise ChangeRefused("stale")
        yield Edit(session, record, user)
        session.flush()
        if revision is not None and record.revision == revision:
            flag_modified(record, "status")  # what is saved beside the record makes it a new revision too


def written(text: str, reason: str) -> str:
    """What somebody wrote, safe to keep; ChangeRefused with `reason` when that is nothing."""
    text = clean(text)
    if not text:
        raise ChangeRefused(reason)
    return text
