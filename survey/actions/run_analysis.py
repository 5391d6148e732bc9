"""Analyse what waits: claim, analyse, store, one record at a time, so that one that cannot be analysed stops no other.

Claims end by themselves, so the records of a worker that died are found again. Nothing but the state on the record
says what is left to do.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from analysis import Analysis, analyse
from survey.actions.change_record import Actor, change
from survey.database import Database
from survey.models import Assessment, Coding, FeedbackRecord, HistoryEvent, SearchWord, utc_now
from survey.models.coding import MACHINE
from survey.models.feedback import CLAIMED, DONE, FAILED, LEVELS, PENDING
from survey.search_words import search_words

CLAIM = timedelta(minutes=5)
ATTEMPTS = 3
MARKED_LEVEL = "S3"


def analyse_waiting(database: Database, batch: int = 200) -> Iterator[int]:
    """Analyse everything that waits; yields how many were taken after each batch."""
    while taken := claim_waiting(database, batch):
        analyse_claimed(database, taken)
        yield len(taken)


def analyse_records(database: Database, record_ids: Iterable[int]) -> int:
    """Analyse these records, those among them that wait; how many were taken."""
    taken = claim(database, [FeedbackRecord.id.in_(list(record_ids))], limit=None)
    analyse_claimed(database, taken)
    return len(taken)


def analyse_again(database: Database, batch: int = 200) -> Iterator[int]:
    """Analyse every record anew, a batch at a time so that the others stay in view; yields as `analyse_waiting`.

    What people have reviewed keeps its codes.
    """
    last = 0
    while taken := claim(database, [FeedbackRecord.id > last], batch, waiting=False):
        analyse_claimed(database, taken)
        last = taken[-1]
        yield len(taken)


def claim_waiting(database: Database, limit: int) -> list[int]:
    return claim(database, [], limit)


def claim(
    database: Database, conditions: list[ColumnElement[bool]], limit: int | None, waiting: bool = True
) -> list[int]:
    """Take records for this worker alone and commit that; PostgreSQL skips the rows another is taking.

    `waiting` False takes analysed and failed ones too; never one that another worker has claimed, and never one
    whose text has been deleted: its codes are all that is left.
    """
    now = utc_now()
    free = or_(
        FeedbackRecord.analysis_state.in_([PENDING] if waiting else [PENDING, DONE, FAILED]),
        and_(FeedbackRecord.analysis_state == CLAIMED, FeedbackRecord.claimed_until < now),
    )
    wanted = select(FeedbackRecord.id).where(free, FeedbackRecord.text != "", *conditions)
    query = wanted.order_by(FeedbackRecord.id).limit(limit)
    with database.change() as session:
        taken = list(session.scalars(query.with_for_update(skip_locked=True)))
        set_claim(session, taken, now, fresh=not waiting)
    return taken


def set_claim(session: Session, record_ids: list[int], now: datetime, fresh: bool) -> None:
    attempts = 1 if fresh else FeedbackRecord.analysis_attempts + 1
    session.execute(
        update(FeedbackRecord)
        .where(FeedbackRecord.id.in_(record_ids))
        .values(analysis_state=CLAIMED, claimed_until=now + CLAIM, analysis_attempts=attempts)
    )


def analyse_claimed(database: Database, record_ids: list[int]) -> None:
    for record_id in record_ids:
        try:
            with database.change() as session:
                record = session.get_one(FeedbackRecord, record_id)
                store(session, record, analyse(record.text, hint=record.language_hint))
        except Exception as error:  # whatever a text does to the analysis, the other records go on
            set_aside(database, record_id, type(error).__name__)


def set_aside(database: Database, record_id: int, reason: str) -> None:
    """Try again later, or give up after three attempts. The reason is the error's kind: its text may quote somebody."""
    with database.change() as session:
        record = session.get_one(FeedbackRecord, record_id)
        record.analysis_state = FAILED if record.analysis_attempts >= ATTEMPTS else PENDING
        record.analysis_failure, record.claimed_until = reason, None


def store(session: Session, record: FeedbackRecord, found: Analysis) -> None:
    """Put what the machine found on the record, unless a person has already said otherwise."""
    machine = Actor()
    store_assessment(session, record, found)
    store_codings(session, record, found)
    store_sensitivity(session, record, found, machine)
    if record.reviewed_at is None:
        for field in ("language", "sentiment", "type"):
            change(session, record, field, getattr(found, field), machine)
        record.sentiment_score = found.sentiment_score
    record.redacted = found.redacted
    store_search_words(session, record)
    record.analysis_state, record.claimed_until, record.analysis_failure = DONE, None, None
    record.analysis_version = found.analysis_version


def store_assessment(session: Session, record: FeedbackRecord, found: Analysis) -> None:
    session.execute(
        delete(Assessment).where(
            Assessment.record_id == record.id, Assessment.coder == MACHINE, Assessment.version == found.analysis_version
        )
    )
    columns = ("language", "language_confidence", "sentiment", "sentiment_score", "sentiment_confidence", "type",
               "type_confidence", "sensitivity")  # fmt: skip
    session.add(
        Assessment(
            record_id=record.id,
            coder=MACHINE,
            version=found.analysis_version,
            sensitivity_types=list(found.sensitivity_types),
            **{name: getattr(found, name) for name in columns},
        )
    )


def store_codings(session: Session, record: FeedbackRecord, found: Analysis) -> None:
    """The newest machine codes take force, if no person's have; older versions' rows stay for comparison."""
    session.execute(
        delete(Coding).where(
            Coding.record_id == record.id, Coding.coder == MACHINE, Coding.version == found.analysis_version
        )
    )
    in_force = record.reviewed_at is None
    if in_force:
        session.execute(update(Coding).where(Coding.record_id == record.id).values(in_force=False))
    session.add_all(
        Coding(
            record_id=record.id,
            theme=theme,
            coder=MACHINE,
            version=found.analysis_version,
            rank=rank,
            sentiment=found.theme_sentiments.get(theme, found.sentiment),
            confidence=score,
            evidence=[[start, end] for start, end, *_words in found.evidence.get(theme, ())],
            in_force=in_force,
        )
        for rank, (theme, score) in enumerate(zip(found.themes, found.theme_scores, strict=True), 1)
    )


def store_sensitivity(session: Session, record: FeedbackRecord, found: Analysis, actor: Actor) -> None:
    """The machine and the resident's tick only ever raise the level; only a named person lowers it."""
    if set_by_person(session, record):
        return
    levels = [found.sensitivity, record.sensitivity or "S0", MARKED_LEVEL if record.marked_sensitive else "S0"]
    marks = ["marked_by_resident"] if record.marked_sensitive else []
    record.sensitivity_types = list(dict.fromkeys([*record.sensitivity_types, *marks, *found.sensitivity_types]))
    change(session, record, "sensitivity", max(levels, key=LEVELS.index), actor)


def set_by_person(session: Session, record: FeedbackRecord) -> bool:
    event = HistoryEvent
    by_person = exists().where(event.record_id == record.id, event.kind == "sensitivity", event.user_id.is_not(None))
    return bool(session.scalar(select(by_person)))


def store_search_words(session: Session, record: FeedbackRecord) -> None:
    """Only words that leave the redacted text are searched: nobody finds a person by their number."""
    session.execute(delete(SearchWord).where(SearchWord.record_id == record.id))
    session.add_all(SearchWord(word=word, record_id=record.id) for word in search_words(record.redacted or ""))
