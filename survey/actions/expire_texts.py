"""Delete what people wrote when it has been kept as long as was promised. Codes, dates and counts stay."""

from calendar import monthrange
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, UpdateBase, delete, or_, select, update
from sqlalchemy.orm import Session

from survey.database import Database
from survey.form_content import FormContent, read_content
from survey.logic.settle import in_order
from survey.logic.tree import names, parse
from survey.models import (
    Answer,
    Coding,
    FeedbackRecord,
    Image,
    Note,
    Reply,
    Response,
    SearchWord,
    SurveyVersion,
    TextBand,
)
from survey.question_type import QuestionType
from survey.question_types import question_type


def expire_texts(database: Database, months: int, now: datetime) -> int:
    """Delete the texts received more than `months` months before `now`, and what was written about them.

    Returns how many records and open answers lost their text.
    """
    before = months_before(now, months)
    return expire_records(database, before) + expire_answers(database, before)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day `months` months earlier, or that month's last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def expire_records(database: Database, before: datetime) -> int:
    old = select(FeedbackRecord.id).where(FeedbackRecord.received_at < before)
    with database.change() as session:
        for found_by in (SearchWord, TextBand):
            session.execute(delete(found_by).where(found_by.record_id.in_(old)))
        session.execute(update(Coding).where(Coding.record_id.in_(old)).values(evidence=[]))
        for words in (Reply, Note):
            session.execute(update(words).where(words.record_id.in_(old)).values(text=""))
        is_full = or_(FeedbackRecord.text != "", FeedbackRecord.redacted.is_(None))  # without words, a picture
        full = update(FeedbackRecord).where(FeedbackRecord.received_at < before, is_full)
        return count_rows(session, full.values(text="", redacted=""))


def expire_answers(database: Database, before: datetime) -> int:
    """Open answers and pictures, survey version by version: which questions are open is written in the version."""
    with database.change() as session:
        versions = session.scalars(select(SurveyVersion)).all()
        emptied = 0
        for version in versions:
            told = kept_for_a_time(read_content(version.content))
            old = select(Response.id).where(Response.survey_version_id == version.id, Response.received_at < before)
            session.execute(delete(Image).where(Image.response_id.in_(old)))
            emptied += count_rows(session, delete(Answer).where(Answer.question.in_(told), Answer.response_id.in_(old)))
        return emptied


def kept_for_a_time(content: FormContent) -> list[str]:
    """The questions that are answered in words, with a place or a picture, and what is calculated from them."""
    questions, found = {question.name: question for question in content.questions()}, list[str]()
    for name in in_order(content):
        formula = questions[name].logic.get("calculation", "")
        if is_told(question_type(questions[name].type)) or (formula and {*names(parse(formula))} & {*found}):
            found.append(name)
    return found


def is_told(kind: QuestionType) -> bool:
    return kind.is_open or kind.is_personal or kind.takes_files


def count_rows(session: Session, change: UpdateBase) -> int:
    return cast(CursorResult[Any], session.execute(change)).rowcount
