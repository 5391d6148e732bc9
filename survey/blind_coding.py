"""Coding without seeing anybody's codes: which records of audit samples wait for whom, and how far samples are.

The one place that decides it: the record's page and the queue hide codes as it is said here, and the action takes them.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from survey.access import EDITORS, has_level, involves, visible_to
from survey.models import Assessment, AuditRecord, AuditSample, FeedbackRecord, User
from survey.models.coding import person
from survey.models.feedback import ORDINARY_LEVELS
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER

#: history events that tell what somebody or the machine has coded
TELLING = ("themes", "sentiment", "type", "language", "sensitivity")


def awaits(user: User) -> ColumnElement[bool]:
    """The condition that a record waits for this person's codes, and hides all others' from them until then: it is in
    a sample that still wants coders, ordinary, theirs to change, and they have not coded it."""
    drawn = select(AuditRecord.record_id).where(
        AuditRecord.record_id == FeedbackRecord.id, AuditRecord.coders > coders()
    )
    wanted = drawn.correlate(FeedbackRecord).exists()
    editor = involves(user.agencies_as(*EDITORS["S0"]))
    return and_(has_level(ORDINARY_LEVELS), FeedbackRecord.text != "", wanted, ~coded_by(user), editor)


def coded_by(user: User) -> ColumnElement[bool]:
    return exists().where(Assessment.record_id == FeedbackRecord.id, Assessment.coder == person(user.id))


def coders() -> ColumnElement[int]:
    """How many people have coded a record without seeing others' codes."""
    query = select(func.count(Assessment.coder.distinct()))
    query = query.where(Assessment.record_id == FeedbackRecord.id, Assessment.blind)
    return query.correlate(FeedbackRecord).scalar_subquery()


def is_blind(session: Session, user: User, record_id: int) -> bool:
    """Whether this person is to code the record before they see its codes."""
    return bool(awaiting(session, user, [record_id]))


def awaiting(session: Session, user: User, record_ids: Sequence[int]) -> set[int]:
    """Those of the records that wait for this person's codes."""
    return set(session.scalars(select(FeedbackRecord.id).where(FeedbackRecord.id.in_(record_ids), awaits(user))))


def sample_of(session: Session, record_id: int) -> int | None:
    """The sample that the record is in."""
    return session.scalar(select(AuditRecord.sample_id).where(AuditRecord.record_id == record_id))


def next_record(session: Session, user: User, sample_id: int, language: str | None = None) -> int | None:
    """The next record of the sample that waits for this person, one in `language` first; None when all are coded."""
    query = select(FeedbackRecord.id).join(AuditRecord, AuditRecord.record_id == FeedbackRecord.id)
    other = case((FeedbackRecord.language == language, 0), else_=1)
    return session.scalar(
        query.where(AuditRecord.sample_id == sample_id, awaits(user)).order_by(other, FeedbackRecord.id).limit(1)
    )


def visible_samples(user: User) -> Select[AuditSample]:
    """The samples of this person's agencies, the newest first."""
    agencies = user.agencies_as(ADMINISTRATOR, REVIEWER, ANALYST)
    return select(AuditSample).where(AuditSample.agency_id.in_(agencies)).order_by(AuditSample.id.desc())


def progress(session: Session, user: User, sample_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each sample how many of its records enough people have coded, and how many there are; of those that this
    person may see, for what has become restricted, or whose text has been deleted, waits no more."""
    is_done = coders() >= AuditRecord.coders
    done = func.sum(cast(is_done, Integer))
    query = select(AuditRecord.sample_id, done, func.count())
    query = query.join(FeedbackRecord, FeedbackRecord.id == AuditRecord.record_id)
    waits = or_(FeedbackRecord.text != "", is_done)
    query = query.where(AuditRecord.sample_id.in_(sample_ids), visible_to(user), waits).group_by(AuditRecord.sample_id)
    return {sample_id: (coded, records) for sample_id, coded, records in session.execute(query)}
