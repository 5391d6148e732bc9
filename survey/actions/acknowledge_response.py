"""The receipt on the screen is the acknowledgement: it names the code, the agency and the day of the reply."""

from datetime import datetime

from sqlalchemy import select

from survey.actions.change_record import Actor, change, note
from survey.database import Database
from survey.models import FeedbackRecord, Response, utc_now
from survey.settings import Settings

ANSWER_WITHIN = 10  # working days after the acknowledgement
SOONER = {"rumour": 5}
NEED_NO_ANSWER = ("praise", "observation")


def acknowledge_response(database: Database, reference_hash: str, settings: Settings) -> None:
    """Acknowledge what was received under this code, and set the day by which it is answered. Twice changes nothing."""
    query = (
        select(FeedbackRecord)
        .join(Response, FeedbackRecord.response_id == Response.id)
        .where(Response.reference_hash == reference_hash, FeedbackRecord.status == "received")
        .order_by(FeedbackRecord.id)
        .with_for_update(of=FeedbackRecord)
    )
    with database.change() as session:
        actor = Actor(at=utc_now())
        for record in session.scalars(query):
            change(session, record, "status", "acknowledged", actor)
            note(session, record, "acknowledged", None, None, actor)
            record.answer_by = record.answer_by or due(record, actor.at, settings)


def due(record: FeedbackRecord, at: datetime | None, settings: Settings) -> datetime | None:
    """What has not been analysed yet may be a question, so it gets a day too."""
    if at is None or record.type in NEED_NO_ANSWER:
        return None
    return settings.calendar.due(at, SOONER.get(record.type or "", ANSWER_WITHIN))
