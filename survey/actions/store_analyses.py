"""Put what the machine found on records: its opinion, its codes, the level, the words to search by."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from analysis import Analysis
from survey.actions.change_record import Actor, change
from survey.actions.fold_copies import fold_copies
from survey.models import Assessment, Coding, FeedbackRecord, HistoryEvent, SearchWord, utc_now
from survey.models.coding import MACHINE
from survey.models.feedback import DONE, LEVELS, MARKED, MARKED_LEVEL
from survey.search_words import search_words

OPINION = (
    "language",
    "language_confidence",
    "sentiment",
    "sentiment_score",
    "sentiment_confidence",
    "type",
    "type_confidence",
    "sensitivity",
)

Rows = list[dict[str, Any]]


def store_analyses(session: Session, found: dict[int, Analysis]) -> None:
    """Store the analysis of each record (by id). What a person has said of a record stays in force.

    The newest machine codes replace those of the same version and, where nobody has coded the record, those of the
    same release with other themes; older releases' rows stay for comparison.
    """
    if not found:
        return
    query = select(FeedbackRecord).where(FeedbackRecord.id.in_(found), FeedbackRecord.text != "")
    records = list(session.scalars(query.order_by(FeedbackRecord.id).with_for_update()))
    forget(session, records, {analysis.analysis_version for analysis in found.values()})
    judged = judged_by_person(session, found)
    for record in records:
        update_record(session, record, found[record.id], record.id in judged)
    session.flush()
    finish(session, [finished(record, found[record.id]) for record in records])
    insert_all(session, Assessment, [opinion(record, found[record.id]) for record in records])
    insert_all(session, Coding, [row for record in records for row in codings(record, found[record.id])])
    insert_all(session, SearchWord, [row for record in records for row in words(record, found[record.id])])
    fold_copies(session, records)


def forget(session: Session, records: list[FeedbackRecord], versions: set[str]) -> None:
    """Make room: the same version's rows go, older machine codes lose force where no person has reviewed."""
    ids = [record.id for record in records]
    people = coded_by_people(session, ids)
    for table in (Assessment, Coding):
        related = and_(table.record_id.not_in(people), or_(*(is_of_release(table.version, name) for name in versions)))
        session.execute(
            delete(table).where(
                table.record_id.in_(ids), table.coder == MACHINE, or_(table.version.in_(versions), related)
            )
        )
    open_ids = [record.id for record in records if record.reviewed_at is None]
    session.execute(update(Coding).where(Coding.record_id.in_(open_ids)).values(in_force=False))
    session.execute(delete(SearchWord).where(SearchWord.record_id.in_(ids)))


def coded_by_people(session: Session, ids: list[int]) -> set[int]:
    """The records of which a person has said something that the machine's codes can be compared with."""
    return {
        record_id
        for table in (Assessment, Coding)
        for record_id in session.scalars(
            select(table.record_id).where(table.record_id.in_(ids), table.coder != MACHINE)
        )
    }


def is_of_release(column: Any, version: str) -> ColumnElement[bool]:
    """The same release of the analysis: `2026.1`, `2026.1+t3` and `2026.1+t4` are."""
    release = version.partition("+")[0]
    return or_(column == release, column.startswith(f"{release}+", autoescape=True))


def judged_by_person(session: Session, ids: dict[int, Analysis]) -> set[int]:
    """The records whose level of sensitivity a named person has set."""
    event = HistoryEvent
    query = select(event.record_id).where(
        event.record_id.in_(ids), event.kind == "sensitivity", event.user_id.is_not(None)
    )
    return set(session.scalars(query))


def update_record(session: Session, record: FeedbackRecord, found: Analysis, judged: bool) -> None:
    machine = Actor()
    if not judged:
        raise_level(session, record, found, machine)
    if record.reviewed_at is None:
        for field in ("language", "sentiment", "type"):
            change(session, record, field, getattr(found, field), machine)


def finished(record: FeedbackRecord, found: Analysis) -> dict[str, Any]:
    return {
        "record_id": record.id,
        "redacted": found.redacted,
        "analysis_version": found.analysis_version,
        "sentiment_score": found.sentiment_score if record.reviewed_at is None else record.sentiment_score,
    }


def finish(session: Session, rows: Rows) -> None:
    """Written past the record's revision: who has its page open has nothing to read anew because of that."""
    table = cast(Table, FeedbackRecord.__table__)
    done = {"analysis_state": DONE, "analysis_attempts": 0, "analysis_failure": None, "claimed_until": None}
    if rows:
        session.execute(update(table).where(table.c.id == bindparam("record_id")).values(done), rows)


def raise_level(session: Session, record: FeedbackRecord, found: Analysis, actor: Actor) -> None:
    """The machine and the resident's tick only ever raise the level; only a named person lowers it."""
    levels = [found.sensitivity, record.sensitivity or "S0", MARKED_LEVEL if record.marked_sensitive else "S0"]
    marks = [MARKED] if record.marked_sensitive else []
    record.sensitivity_types = list(dict.fromkeys([*record.sensitivity_types, *marks, *found.sensitivity_types]))
    change(session, record, "sensitivity", max(levels, key=LEVELS.index), actor)


def opinion(record: FeedbackRecord, found: Analysis) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in OPINION}
    key = {"record_id": record.id, "coder": MACHINE, "version": found.analysis_version, "made_at": utc_now()}
    return {**key, **values, "sensitivity_types": list(found.sensitivity_types)}


def codings(record: FeedbackRecord, found: Analysis) -> Iterator[dict[str, Any]]:
    for rank, (theme, score) in enumerate(zip(found.themes, found.theme_scores, strict=True), 1):
        yield {
            "record_id": record.id,
            "theme": theme,
            "coder": MACHINE,
            "version": found.analysis_version,
            "rank": rank,
            "sentiment": found.theme_sentiments.get(theme, found.sentiment),
            "confidence": score,
            "evidence": [[start, end] for start, end, *_words in found.evidence.get(theme, ())],
            "in_force": record.reviewed_at is None,
            "coded_at": utc_now(),
        }


def words(record: FeedbackRecord, found: Analysis) -> Iterator[dict[str, Any]]:
    """Only words that are left in the redacted text are searched: nobody finds a person by their number."""
    return ({"word": word, "record_id": record.id} for word in search_words(found.redacted))


def insert_all(session: Session, table: type[Any], rows: Rows) -> None:
    if rows:
        session.execute(insert(table), rows)
