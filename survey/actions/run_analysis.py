"""Analyse what waits: claim, analyse, keep; a record that cannot be analysed is set aside and stops no other.

Claims end by themselves, so the records of a worker that died are found again. Nothing but the state on the record
says what is left to do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from analysis import Analysis, analyse_many
from survey.actions.coding_in_use import CodingInUse, coding_in_use
from survey.actions.store_analyses import store_analyses
from survey.database import Database
from survey.models import FeedbackRecord, utc_now
from survey.models.feedback import CLAIMED, DONE, FAILED, PENDING

CLAIM = timedelta(minutes=5)
ATTEMPTS = 3
COMMIT = 50  # records

Texts = Sequence[Row[int, str, str | None]]  # a record's id, its text, the language of its form


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
    """Analyse every record anew; yields as `analyse_waiting`. What people have reviewed keeps its codes."""
    last = 0
    while taken := claim(database, [FeedbackRecord.id > last], batch, waiting=False):
        analyse_claimed(database, taken)
        last = taken[-1]
        yield len(taken)


def claim_waiting(database: Database, limit: int) -> list[int]:
    return claim(database, [], limit)


def claim(
    database: Database,
    conditions: list[ColumnElement[bool]],
    limit: int | None,
    waiting: bool = True,
    newest: bool = False,
) -> list[int]:
    """Take records for this worker alone and commit that, the oldest first or the newest. With a limit, PostgreSQL
    skips the rows that somebody has locked, for others wait too; without, these are meant, and it waits its turn.

    `waiting` False takes analysed and failed ones too, which stay in view meanwhile; never one that another worker
    has claimed, and never one whose text has been deleted: its codes are all that is left.
    """
    now, record = utc_now(), FeedbackRecord
    free = is_waiting(now) if waiting else is_free(now)
    wanted = select(record.id).where(free, record.text != "", *conditions)
    query = wanted.order_by(record.id.desc() if newest else record.id).limit(limit)
    with database.change() as session:
        taken = list(session.scalars(query.with_for_update(skip_locked=limit is not None)))
        set_claim(session, taken, now)
    return taken


def is_waiting(now: datetime) -> ColumnElement[bool]:
    record = FeedbackRecord
    left = and_(record.analysis_state == CLAIMED, record.claimed_until < now)
    return or_(record.analysis_state == PENDING, left)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Almost every record is: they are tested one by one along their ids (coalesce keeps the database from gathering
    them all by the index of what waits, to sort them)."""
    record = FeedbackRecord
    state, unclaimed = func.coalesce(record.analysis_state, ""), record.claimed_until.is_(None)
    return or_(state.in_([PENDING, FAILED]), and_(state == DONE, unclaimed), record.claimed_until < now)


def set_claim(session: Session, record_ids: list[int], now: datetime) -> None:
    """What has been analysed stays so: until it has been analysed anew, its codes stand. What had been given up has
    all its attempts again."""
    record = FeedbackRecord
    state = case((record.analysis_state == DONE, DONE), else_=CLAIMED)
    given_up = and_(record.analysis_state.in_([DONE, FAILED]), record.analysis_failure.is_not(None))
    attempts = case((given_up, 1), else_=record.analysis_attempts + 1)
    session.execute(
        update(record)
        .where(record.id.in_(record_ids))
        .values(analysis_state=state, claimed_until=now + CLAIM, analysis_attempts=attempts)
    )


def analyse_claimed(database: Database, record_ids: list[int]) -> None:
    """Analyse outside any transaction, then keep what was found, some records a commit."""
    for start in range(0, len(record_ids), COMMIT):
        with database.session() as session:
            in_use, texts = coding_in_use(session), read_texts(session, record_ids[start : start + COMMIT])
        try:
            found = code(texts, in_use)
        except Exception:  # whatever a text does to the analysis, the other records go on
            found = code_one_by_one(database, texts, in_use)
        keep(database, found)


def code(texts: Texts, in_use: CodingInUse) -> dict[int, Analysis]:
    """The codes by what is in use now, under its version, by record."""
    ids, said, hints = zip(*texts, strict=True) if texts else ((), (), ())
    coded = analyse_many(said, hints, themes=in_use.themes, learned=in_use.learned)
    return {record_id: replace(one, analysis_version=in_use.version) for record_id, one in zip(ids, coded, strict=True)}


def code_one_by_one(database: Database, texts: Texts, in_use: CodingInUse) -> dict[int, Analysis]:
    """Those that can be coded; the others are set aside."""
    found: dict[int, Analysis] = {}
    for row in texts:
        try:
            found |= code([row], in_use)
        except Exception as error:
            set_aside(database, row[0], type(error).__name__)
    return found


def read_texts(session: Session, record_ids: list[int]) -> Texts:
    columns = select(FeedbackRecord.id, FeedbackRecord.text, FeedbackRecord.language_hint)
    return session.execute(columns.where(FeedbackRecord.id.in_(record_ids)).order_by(FeedbackRecord.id)).all()


def keep(database: Database, found: dict[int, Analysis]) -> None:
    """All in one commit; when that fails, one by one, so that only the record at fault is set aside."""
    try:
        with database.change() as session:
            store_analyses(session, found)
    except Exception as error:
        if len(found) == 1:
            set_aside(database, next(iter(found)), type(error).__name__)
        else:
            for record_id, analysis in found.items():
                keep(database, {record_id: analysis})


def set_aside(database: Database, record_id: int, reason: str) -> None:
    """Try again later, or give up after three attempts. The reason is the error's kind: its text may quote somebody.

    What was analysed before keeps its codes. Another worker may have finished it since the claim ended; that stands.
    """
    with database.change() as session:
        record = session.get_one(FeedbackRecord, record_id, with_for_update=True)
        if record.claimed_until is None:
            return
        last = record.analysis_attempts >= ATTEMPTS
        if record.analysis_state == CLAIMED:
            record.analysis_state = FAILED if last else PENDING
            record.analysis_failure, record.claimed_until = reason, None
        elif last:  # a claim that was not the last one ends by itself, and then it is tried again
            record.analysis_failure, record.claimed_until = reason, None
