"""Bring in comments that came another way than the form: one feedback record each, once however often it is tried."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey.actions.manage_agencies import default_agency
from survey.actions.read_comments import BrokenRow, Comment
from survey.database import Database
from survey.models import FeedbackRecord, HistoryEvent, Involvement, Survey
from survey.models.agency import LEAD

BATCH = 300


@dataclass(frozen=True)
class Origin:
    """Where the comments come from. With the comment's id, `source` says whether one is known already."""

    source: str
    channel: str
    agency: str
    now: datetime
    survey: str = ""


@dataclass
class Outcome:
    """What became of the rows: how many were new or known, which had another text than before, which were broken."""

    added: int = 0
    known: int = 0
    changed: list[Comment] = field(default_factory=list)
    broken: list[BrokenRow] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.changed and not self.broken


class ImportRefused(Exception):
    """Nothing was stored: all was asked for, and `outcome` tells which rows cannot be."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("rows are broken or changed")
        self.outcome = outcome


class UnknownSurvey(Exception):
    """There is no such survey; `slugs` are those there are."""

    def __init__(self, slugs: list[str]) -> None:
        super().__init__("unknown survey")
        self.slugs = slugs


def import_feedback(
    database: Database, rows: Iterable[Comment | BrokenRow], origin: Origin, strict: bool = False
) -> Outcome:
    """Store what is new, a few hundred at a time; with `strict` all in one change, or nothing and ImportRefused.

    A known comment whose text differs is reported and stays as it was.
    """
    outcome = Outcome()
    survey = survey_id(database, origin.survey)
    batches = batches_of(readable(rows, outcome))
    if not strict:
        for batch in batches:
            add_batch(database, batch, origin, survey, outcome)
        return outcome
    with database.change() as session:
        for batch in batches:
            add(session, batch, origin, survey, outcome)
        if not outcome.is_whole:
            raise ImportRefused(outcome)
    return outcome


def survey_id(database: Database, slug: str) -> int | None:
    if not slug:
        return None
    with database.session() as session:
        surveys = {found: number for found, number in session.execute(select(Survey.slug, Survey.id))}
    if slug not in surveys:
        raise UnknownSurvey(sorted(surveys))
    return surveys[slug]


def readable(rows: Iterable[Comment | BrokenRow], outcome: Outcome) -> Iterator[Comment]:
    for row in rows:
        if isinstance(row, BrokenRow):
            outcome.broken.append(row)
        else:
            yield row


def batches_of(comments: Iterator[Comment]) -> Iterator[list[Comment]]:
    while batch := list(islice(comments, BATCH)):
        yield batch


def add_batch(database: Database, batch: list[Comment], origin: Origin, survey: int | None, outcome: Outcome) -> None:
    """One commit. Another import of the same source at the same time meets a unique index: then look again."""
    so_far = Outcome(outcome.added, outcome.known, list(outcome.changed), outcome.broken)
    try:
        with database.change() as session:
            add(session, batch, origin, survey, outcome)
    except IntegrityError:
        outcome.added, outcome.known, outcome.changed = so_far.added, so_far.known, so_far.changed
        with database.change() as session:
            add(session, batch, origin, survey, outcome)


def add(session: Session, batch: list[Comment], origin: Origin, survey: int | None, outcome: Outcome) -> None:
    texts, new = known_texts(session, batch, origin.source), []
    for comment in batch:
        if comment.id not in texts:
            texts[comment.id] = comment.text
            new.append(comment)
        elif texts[comment.id] in (comment.text, ""):  # empty: its time was over, and the text was deleted
            outcome.known += 1
        else:
            outcome.changed.append(comment)
    outcome.added += len(new)
    if new:
        store(session, new, origin, survey)


def known_texts(session: Session, batch: list[Comment], source: str) -> dict[str | None, str]:
    record = FeedbackRecord
    query = select(record.external_id, record.text).where(
        record.source == source, record.external_id.in_([comment.id for comment in batch])
    )
    return {external_id: text for external_id, text in session.execute(query)}


def store(session: Session, comments: list[Comment], origin: Origin, survey: int | None) -> None:
    """The records, their lead agency and their first event. Nobody can be answered, so there is no deadline."""
    rows = [row_of(comment, origin, survey) for comment in comments]
    stored = session.execute(insert(FeedbackRecord).returning(FeedbackRecord.id, FeedbackRecord.received_at), rows)
    made = stored.all()
    agency = default_agency(session, origin.agency).id
    session.execute(insert(Involvement), [{"record_id": id_, "agency_id": agency, "part": LEAD} for id_, _at in made])
    received = [{"record_id": id_, "at": at, "kind": "received", "after": origin.channel} for id_, at in made]
    session.execute(insert(HistoryEvent), received)


def row_of(comment: Comment, origin: Origin, survey: int | None) -> dict[str, object]:
    return {
        "source": origin.source,
        "external_id": comment.id,
        "survey_id": survey,
        "text": comment.text,
        "channel": origin.channel,
        "language_hint": comment.language,
        "received_at": comment.received_at or origin.now,
        "contactable": False,
    }
