"""Code anew what was coded by another version than the one in use, newest first; meanwhile the old codes stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from survey.actions.coding_in_use import coding_in_use
from survey.actions.run_analysis import COMMIT, analyse_claimed, claim
from survey.database import Database
from survey.models import FeedbackRecord
from survey.models.feedback import CODED, DONE


@dataclass(frozen=True)
class Progress:
    """How many of the records that are analysed have been coded by the version in use."""

    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done


def recode_records(database: Database) -> Iterator[int]:
    """Code anew whatever another version has coded; yields how many were taken after each batch.

    It walks from the newest record to the oldest, and from the newest again when the version in use changes meanwhile.
    """
    version, walked = "", None
    while behind := version_behind(database):
        if behind != version:
            version, walked = behind, None
        taken = claim(database, still_to_code(version, walked), COMMIT, waiting=False, newest=True)
        if not taken:
            return
        analyse_claimed(database, taken)
        walked = min(taken)
        yield len(taken)


def version_behind(database: Database) -> str | None:
    """The version in use if some records are coded by another; None when all are up to date. Two looks in an index."""
    with database.session() as session:
        version = coding_in_use(session).version
        coded = select(FeedbackRecord.id).where(FeedbackRecord.analysis_state == DONE, CODED).limit(1)
        behind = any(session.scalar(coded.where(other)) for other in others(version))
    return version if behind else None


def still_to_code(version: str, walked: int | None) -> list[ColumnElement[bool]]:
    record = FeedbackRecord
    coded = [func.coalesce(record.analysis_state, "") == DONE, record.analysis_failure.is_(None)]
    return [*coded, record.analysis_version != version, *([record.id < walked] if walked is not None else [])]


def progress(session: Session) -> Progress:
    """How far it has come; counted in an index."""
    count = select(func.count()).select_from(FeedbackRecord).where(FeedbackRecord.analysis_state == DONE, CODED)
    behind = sum(session.scalar(count.where(other)) or 0 for other in others(coding_in_use(session).version))
    return Progress((total := session.scalar(count) or 0) - behind, total)


def others(version: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Another version, as two ranges that an index finds; an inequality it would not."""
    return FeedbackRecord.analysis_version < version, FeedbackRecord.analysis_version > version
