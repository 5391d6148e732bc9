"""Put what the machine found on records: its opinion, its codes, the level, the words to search by."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from analysis import Analysis
from survey.actions.change_record import Actor, change
from survey.models import Assessment, Coding, FeedbackRecord, HistoryEvent, SearchWord, utc_now
from survey.models.coding import MACHINE
from survey.models.feedback import DONE, LEVELS
from survey.search_words import search_words

MARKED_LEVEL = "S3"
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

    The newest machine codes replace those of the same version; older versions' rows stay for comparison.
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
    insert_all(session, Assessment, [opinion(record, found[record.id]) for record in records])
    insert_all(session, Coding, [row for record in records for row in codings(record, found[record.id])])
    insert_all(session, SearchWord, [row for record in records for row in words(record)])


def forget(session: Session, records: list[FeedbackRecord], versions: set[str]) -> None:
    """Make room: the same version's rows go, older machine codes lose force where no person has reviewed."""
    ids = [record.id for record in records]
    for table in (Assessment, Coding):
        session.execute(
            delete(table).where(table.record_id.in_(ids), table.coder == MACHINE, table.version.in_(versions))
        )
    open_ids = [record.id for record in records if record.reviewed_at is None]
    session.execute(update(Coding).where(Coding.record_id.in_(open_ids)).values(in_force=False))
    session.execute(delete(SearchWord).where(SearchWord.record_id.in_(ids)))


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
        record.sentiment_score = found.sentiment_score
    record.redacted, record.analysis_version = found.redacted, found.analysis_version
    record.analysis_state, record.claimed_until = DONE, None
    record.analysis_failure, record.analysis_attempts = None, 0


def raise_level(session: Session, record: FeedbackRecord, found: Analysis, actor: Actor) -> None:
    """The machine and the resident's tick only ever raise the level; only a named person lowers it."""
    levels = [found.sensitivity, record.sensitivity or "S0", MARKED_LEVEL if record.marked_sensitive else "S0"]
    marks = ["marked_by_resident"] if record.marked_sensitive else []
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


def words(record: FeedbackRecord) -> Iterator[dict[str, Any]]:
    """Only words that are left in the redacted text are searched: nobody finds a person by their number."""
    return ({"word": word, "record_id": record.id} for word in search_words(record.redacted or ""))


def insert_all(session: Session, table: type[Any], rows: Rows) -> None:
    if rows:
        session.execute(insert(table), rows)
