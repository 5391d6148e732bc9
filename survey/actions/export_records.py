"""Rows for an export: exactly the records that a filter shows, in batches, so that memory does not grow with them.

Only what leaves the redaction is exported, never the original.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import Row as Found
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from analysis.export import Cell, Column
from analysis.theme import load_themes
from survey import labels, language
from survey.database import Database
from survey.models import Coding, FeedbackRecord, Survey
from survey.record_filter import CONFIRMED, LANGUAGES, SUGGESTED, RecordFilter

BATCH = 500

COLUMNS = (
    Column("id"),
    Column("received_at"),
    Column("survey"),
    Column("question"),
    Column("channel"),
    Column("channel_label", is_label=True),
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
)
LABELS = {
    "channel_label": labels.CHANNEL,
    "sentiment_label": labels.SENTIMENT,
    "type_label": labels.TYPE,
    "status_label": labels.STATUS,
    "outcome_label": labels.OUTCOME,
}
ONE_LABEL = (*LABELS, "language_label")
STORED = ("id", "received_at", "question", "channel", "area", "language", "redacted", "sentiment", "sentiment_score",
          "type", "sensitivity", "status", "outcome", "reviewed_at", "analysis_version")  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Which records: `allowed` is access.visible_records of a person, or access.ordinary_records for the operator."""

    allowed: Select[tuple[FeedbackRecord]]
    filter: RecordFilter
    zone: tzinfo

    def after(self, last: int) -> Select[Any]:
        """The next batch of rows, by id."""
        columns = [getattr(FeedbackRecord, name) for name in STORED]
        query = self.allowed.with_only_columns(*columns, Survey.slug, maintain_column_froms=True)
        query = query.outerjoin(Survey, Survey.id == FeedbackRecord.survey_id)
        narrowed = self.filter.put_on(query, self.zone).where(FeedbackRecord.id > last)
        return narrowed.order_by(FeedbackRecord.id).limit(BATCH)


def export_records(database: Database, selection: Selection, spoken: str) -> Iterator[list[Cell]]:
    """Rows of COLUMNS, the oldest id first, with labels in the language `spoken`; a short transaction a batch."""
    words, last = words_in(spoken), 0
    while True:
        with database.session() as session:
            found = session.execute(selection.after(last)).all()
            themes = themes_of(session, [row.id for row in found])
        yield from (row_of(row, themes.get(row.id, []), words) for row in found)
        if len(found) < BATCH:
            return
        last = found[-1].id


def words_in(spoken: str) -> dict[str, dict[str, str]]:
    """Every label by its column and code, looked up once; the language of the moment stays as it was."""
    before = language.current()
    language.speak(spoken)
    try:
        words = {name: {code: str(word) for code, word in wording.items()} for name, wording in LABELS.items()}
        words["theme_labels"] = {code: labels.theme(code) for code in load_themes()}
        words["language_label"] = {code: language.name(code) for code in LANGUAGES}
    finally:
        language.speak(before)
    return words


def themes_of(session: Session, record_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The themes in force of each record and the feelings about them, the main theme first."""
    query = select(Coding.record_id, Coding.theme, Coding.sentiment).where(
        Coding.record_id.in_(record_ids), Coding.in_force
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for record_id, theme, sentiment in session.execute(query.order_by(Coding.record_id, Coding.rank)):
        found.setdefault(record_id, []).append((theme, sentiment))
    return found


def row_of(record: Found[Any], themes: list[tuple[str, str]], words: dict[str, dict[str, str]]) -> list[Cell]:
    cells: dict[str, Cell] = {
        **{name: getattr(record, name) for name in STORED},
        **{name: words[name].get(getattr(record, name.removesuffix("_label")) or "") for name in ONE_LABEL},
        "received_at": record.received_at.isoformat(timespec="seconds"),
        "survey": record.slug,
        "text": record.redacted or "",
        "themes": [theme for theme, _sentiment in themes],
        "theme_labels": [words["theme_labels"].get(theme, theme) for theme, _sentiment in themes],
        "theme_sentiments": [sentiment for _theme, sentiment in themes],
        "coded": CONFIRMED if record.reviewed_at else SUGGESTED,
    }
    return [cells[column.key] for column in COLUMNS]
