"""One feedback record for each open answer of a response; one for its pictures when nothing was written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.actions.change_record import Actor, note
from survey.form_content import FormContent
from survey.models import Agency, FeedbackRecord, Involvement, Response, SurveyVersion
from survey.models.agency import LEAD
from survey.models.feedback import DONE, MARKED, MARKED_LEVEL
from survey.question_types import question_type
from survey.settings import Settings

ACKNOWLEDGE_WITHIN = 5  # working days


@dataclass(frozen=True)
class TypedIn:
    """Who of the staff typed in what somebody else had answered, and when that had come."""

    user_id: int
    received_at: datetime


def make_records(
    session: Session, response: Response, content: FormContent, settings: Settings, typed_in: TypedIn | None
) -> None:
    """The response's records, with the agency that receives what nobody has routed yet. Pictures are seen with the
    words they came with; without any, the first one's question has a record, so that somebody looks at them."""
    version = session.get_one(SurveyVersion, response.survey_version_id)
    agency = session.scalar(select(Agency.id).where(Agency.is_default))
    values = {answer.question: answer.value for answer in response.answers}
    written = [name for name in open_questions(content) if name in values]
    pictures = [name for name in picture_questions(content) if name in values]
    records = [make_record(response, name, values[name], settings) for name in written]
    for record in records or [make_wordless(response, name, settings) for name in pictures[:1]]:
        record.survey_id = version.survey_id
        record.involvements = [Involvement(agency_id=agency, part=LEAD)] if agency else []
        session.add(record)
        session.flush()
        note(session, record, "received", None, record.channel, Actor(at=record.received_at))
        if typed_in:
            note(session, record, "entered", None, record.channel, Actor(typed_in.user_id))


def open_questions(content: FormContent) -> list[str]:
    return [question.name for question in content.questions() if question_type(question.type).is_open]


def picture_questions(content: FormContent) -> list[str]:
    return [question.name for question in content.questions() if question_type(question.type).takes_files]


def make_record(response: Response, question: str, text: str, settings: Settings) -> FeedbackRecord:
    return FeedbackRecord(
        response_id=response.id,
        question=question,
        text=text,
        channel=response.channel,
        language_hint=response.language,
        area=response.area,
        received_at=response.received_at,
        marked_sensitive=response.marked_sensitive,
        contactable=True,
        acknowledge_by=settings.calendar.due(response.received_at, ACKNOWLEDGE_WITHIN),
    )


def make_wordless(response: Response, question: str, settings: Settings) -> FeedbackRecord:
    """What came without words has nothing to analyse: no theme, no feeling, and the level that the resident gave it."""
    record = make_record(response, question, "", settings)
    record.analysis_state, record.language, record.sentiment, record.type = DONE, "und", "not_scored", "observation"
    record.sensitivity = MARKED_LEVEL if response.marked_sensitive else "S0"
    record.sensitivity_types = [MARKED] if response.marked_sensitive else []
    return record
