"""Rows for an export: exactly the records that a filter shows, in batches, so that memory does not grow with them.

Only what leaves the redaction is exported, never the original.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy import Row as Found
from sqlalchemy.orm import Session

from analysis.export import Cell, Column
from survey import labels, language
from survey.actions.coding_in_use import coding_in_use
from survey.answer_quality import read_flags
from survey.database import Database
from survey.models import Coding, FeedbackRecord, Response, ShortAddress, Survey
from survey.own_themes import knowing
from survey.record_filter import CONFIRMED, LANGUAGES, SUGGESTED, RecordFilter

Words = dict[str, dict[str, str]]
SPAN = 1000  # records looked at in one transaction, whether they are selected or not

COLUMNS = (
    Column("id"),
    Column("received_at"),
    Column("survey"),
    Column("question"),
    Column("channel"),
    Column("channel_label", is_label=True),
    Column("source"),  # the code of the short address that somebody came by; of imported comments, the source's name
    Column("source_tag"),  # where that short address was given out, as staff named it: "library poster"
    Column("area"),
    Column("language"),
    Column("language_label", is_label=True),
    Column("text"),
    Column("sentiment"),
    Column("sentiment_label", is_label=True),
    Column("sentiment_score"),
    Column("themes"),
    Column("theme_labels", is_label=True),
    Column("theme_sentiments"),
    Column("type"),
    Column("type_label", is_label=True),
    Column("sensitivity"),
    Column("status"),
    Column("status_label", is_label=True),
    Column("outcome"),
    Column("outcome_label", is_label=True),
    Column("coded"),
    Column("analysis_version"),
    Column("seconds"),
    Column("flags"),
)
LABELS = {
    "channel_label": labels.CHANNEL,
    "sentiment_label": labels.SENTIMENT,
    "type_label": labels.TYPE,
    "status_label": labels.STATUS,
    "outcome_label": labels.OUTCOME,
}
STORED = (
    FeedbackRecord.id, FeedbackRecord.received_at, Survey.slug, FeedbackRecord.question, FeedbackRecord.channel,
    func.coalesce(Response.source, FeedbackRecord.source).label("source"), ShortAddress.tag,
    FeedbackRecord.area, FeedbackRecord.language, FeedbackRecord.redacted, FeedbackRecord.sentiment,
    FeedbackRecord.sentiment_score, FeedbackRecord.type, FeedbackRecord.sensitivity, FeedbackRecord.status,
    FeedbackRecord.outcome, FeedbackRecord.reviewed_at, FeedbackRecord.analysis_version,
    Response.seconds, Response.flags,
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Which records: `allowed` is access.visible_to a person, or for the operator has_level of the ordinary levels."""

    allowed: ColumnElement[bool]
    filter: RecordFilter
    zone: tzinfo

    def between(self, after: int, last: int) -> Select[*tuple[Any, ...]]:
        """The selected among the records with an id above `after` and up to `last`, in that order.

        Within CASE no part of the filter offers an index: a database that took one would sort the whole selection
        anew for each batch.
        """
        wanted = and_(self.allowed, *self.filter.conditions(self.zone))
        query = select(*STORED).outerjoin(Survey, Survey.id == FeedbackRecord.survey_id)
        query = query.outerjoin(Response, Response.id == FeedbackRecord.response_id)
        query = query.outerjoin(ShortAddress, ShortAddress.code == Response.source)
        within = query.where(FeedbackRecord.id > after, FeedbackRecord.id <= last, case((wanted, 1), else_=0) == 1)
        return within.order_by(FeedbackRecord.id)


def export_records(database: Database, selection: Selection, spoken: str) -> Iterator[list[Cell]]:
    """Rows of COLUMNS, the oldest id first, with labels in the language `spoken`; a short transaction a batch."""
    with database.session() as session, knowing(coding_in_use(session).own):
        words, after = words_in(spoken), 0
    while True:
        with database.session() as session:
            last = end_of_span(session, after)
            if last is None:
                return
            found = session.execute(selection.between(after, last)).all()
            themes = themes_of(session, after, last)
        yield from (row_of(row, themes.get(row.id, []), words) for row in found)
        after = last


def end_of_span(session: Session, after: int) -> int | None:
    """The id of the last of the next SPAN records; None when there are no more."""
    ids = select(FeedbackRecord.id).where(FeedbackRecord.id > after).order_by(FeedbackRecord.id).limit(SPAN)
    last: int | None = session.scalar(select(func.max(ids.subquery().c.id)))
    return last


def words_in(spoken: str) -> Words:
    """Every label by its column and code, looked up once; the language of the moment stays as it was."""
    before = language.current()
    language.speak(spoken)
    try:
        words = {name: {code: str(word) for code, word in wording.items()} for name, wording in LABELS.items()}
        words["theme_labels"] = {code: labels.theme(code) for code in labels.theme_codes()}
        words["language_label"] = {code: language.name(code) for code in LANGUAGES}
    finally:
        language.speak(before)
    return words


def themes_of(session: Session, after: int, last: int) -> dict[int, list[tuple[str, str]]]:
    """The themes in force of these records and the feelings about them, the main theme first."""
    columns = (Coding.record_id, Coding.theme, Coding.sentiment, Coding.in_force)
    query = select(*columns).where(Coding.record_id > after, Coding.record_id <= last).order_by(Coding.rank)
    found: dict[int, list[tuple[str, str]]] = {}
    for record_id, theme, sentiment, in_force in session.execute(query):
        if in_force:  # not asked of the database, which might start from all codings in force
            found.setdefault(record_id, []).append((theme, sentiment))
    return found


def row_of(
    record: Found[*tuple[Any, ...]], themes: list[tuple[str, str]], words: dict[str, dict[str, str]]
) -> list[Cell]:
    """The cells in the order of COLUMNS."""
    (id_, received_at, survey, question, channel, source, tag, area, code, text, sentiment, score, type_, sensitivity,
     status, outcome, reviewed_at, version, seconds, flags) = record  # fmt: skip
    codes = [theme for theme, _feeling in themes]
    return [
        id_, received_at.isoformat(timespec="seconds"), survey, question,
        channel, words["channel_label"].get(channel), source, tag, area,
        code, words["language_label"].get(code), text or "",
        sentiment, words["sentiment_label"].get(sentiment), score,
        codes, [words["theme_labels"].get(theme, theme) for theme in codes], [feeling for _theme, feeling in themes],
        type_, words["type_label"].get(type_), sensitivity, status, words["status_label"].get(status),
        outcome, words["outcome_label"].get(outcome), CONFIRMED if reviewed_at else SUGGESTED, version,
        seconds, list(read_flags(flags or "")),
    ]  # fmt: skip
