"""Open a record to read it; who opens a restricted one is written down."""

from survey.access import READERS, visible_records
from survey.database import Database
from survey.models import AccessEvent, FeedbackRecord, User


def open_record(database: Database, user_id: int, record_id: int) -> bool:
    """Whether this person may see the record, whatever its level. Opening a restricted one is logged, apart from it."""
    with database.session() as session:
        user = session.get_one(User, user_id)
        record = session.scalar(visible_records(user, READERS).where(FeedbackRecord.id == record_id))
    if record is None:
        return False
    if record.is_restricted:
        with database.change() as session:
            session.add(AccessEvent(record_id=record.id, user_id=user_id, level=record.sensitivity))
    return True
