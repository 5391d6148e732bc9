"""Review a record: confirm the machine's codes or give better ones. A person's codes count from then on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from survey import labels
from survey.actions.acknowledge_response import due
from survey.actions.change_record import ChangeRefused, change, note
from survey.actions.edit_record import Edit, editing
from survey.database import Database
from survey.models import Assessment, Coding, HistoryEvent, utc_now
from survey.models.coding import BLIND, person
from survey.models.feedback import SENTIMENTS, TYPES
from survey.settings import Settings

MOST_THEMES = 3


@dataclass(frozen=True)
class Review:
    """A person's codes. `themes` are pairs of theme and feeling about it, the main theme first, at most three."""

    themes: tuple[tuple[str, str], ...]
    sentiment: str
    type: str
    language: str

    def is_sound(self) -> bool:
        codes = [theme for theme, _sentiment in self.themes]
        feelings = {self.sentiment, *(sentiment for _theme, sentiment in self.themes)}
        known = set(codes) <= labels.theme_codes() and feelings <= set(SENTIMENTS) and self.type in TYPES
        return known and len(codes) == len(set(codes)) <= MOST_THEMES and bool(self.language)


def review_record(
    database: Database, user_id: int, record_id: int, revision: int, review: Review, settings: Settings
) -> None:
    """Put the person's codes in force; the machine's and earlier people's stay, out of force, for comparison.

    What turns out to need an answer gets its day, counted from the acknowledgement as for any other.

    ChangeRefused: unknown, not_allowed, stale, wrong_step for codes that do not exist.
    """
    if not review.is_sound():
        raise ChangeRefused("wrong_step")
    with editing(database, user_id, record_id, revision) as edit:
        store_assessment(edit, review)
        put_in_force(edit, review, settings)


def put_in_force(edit: Edit, review: Review, settings: Settings, blind: bool = False) -> None:
    store_codings(edit, review, blind)
    if review.sentiment != edit.record.sentiment:
        edit.record.sentiment_score = None
    for field in ("language", "sentiment", "type"):
        change(edit.session, edit.record, field, getattr(review, field), edit.actor)
    edit.record.reviewed_at = utc_now()
    edit.record.answer_by = edit.record.answer_by or due(edit.record, acknowledged_at(edit), settings)


def acknowledged_at(edit: Edit) -> datetime | None:
    event = HistoryEvent
    query = select(func.min(event.at, type_=event.at.type))
    return edit.session.scalar(query.where(event.record_id == edit.record.id, event.kind == "acknowledged"))


def version(edit: Edit, blind: bool) -> str:
    """A person's version is the revision they read, so that each review of theirs is kept; blind they code once."""
    return BLIND if blind else str(edit.record.revision)


def store_assessment(edit: Edit, review: Review, sensitivity: str | None = None, blind: bool = False) -> None:
    """`sensitivity` is the level they say it has; without, the record's."""
    edit.session.add(
        Assessment(
            record_id=edit.record.id,
            coder=person(edit.user.id),
            version=version(edit, blind),
            language=review.language,
            sentiment=review.sentiment,
            type=review.type,
            sensitivity=sensitivity or edit.record.sensitivity,
            sensitivity_types=list(edit.record.sensitivity_types),
            blind=blind,
        )
    )


def store_codings(edit: Edit, review: Review, blind: bool) -> None:
    """The event names the themes before and after, even when they are the same: they have been confirmed."""
    before = edit.record.codings_in_force
    note(edit.session, edit.record, "themes", named((c.theme, c.sentiment) for c in before), named(review.themes),
         edit.actor)  # fmt: skip
    for coding in before:
        coding.in_force = False
    add_codings(edit, review, {coding.theme: coding.evidence for coding in before}, blind)


def add_codings(edit: Edit, review: Review, evidence: dict[str, list[Any]], blind: bool, in_force: bool = True) -> None:
    edit.record.codings.extend(
        Coding(
            theme=theme,
            coder=person(edit.user.id),
            version=version(edit, blind),
            rank=rank,
            sentiment=sentiment,
            evidence=evidence.get(theme, []),
            in_force=in_force,
        )
        for rank, (theme, sentiment) in enumerate(review.themes, 1)
    )


def named(themes) -> list[str]:  # type: ignore[no-untyped-def]
    return [f"{theme}:{sentiment}" for theme, sentiment in themes]
