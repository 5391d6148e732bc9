"""Review a record: confirm the machine's codes or give better ones. A person's codes count from then on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from analysis.theme import load_residual_codes, load_themes
from survey.actions.acknowledge_response import due
from survey.actions.change_record import ChangeRefused, change, note
from survey.actions.edit_record import Edit, editing
from survey.database import Database
from survey.models import Assessment, Coding, HistoryEvent, utc_now
from survey.models.coding import person
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
        known = (
            set(codes) <= {*load_themes(), *load_residual_codes()}
            and feelings <= set(SENTIMENTS)
            and self.type in TYPES
        )
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
        store_codings(edit, review)
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


def store_assessment(edit: Edit, review: Review) -> None:
    """A person's version is the revision they read, so that each review of theirs is kept."""
    edit.session.add(
        Assessment(
            record_id=edit.record.id,
            coder=person(edit.user.id),
            version=str(edit.record.revision),
            language=review.language,
            sentiment=review.sentiment,
            type=review.type,
            sensitivity=edit.record.sensitivity,
            sensitivity_types=list(edit.record.sensitivity_types),
        )
    )


def store_codings(edit: Edit, review: Review) -> None:
    """The event names the themes before and after, even when they are the same: they have been confirmed."""
    before = edit.record.codings_in_force
    evidence = {coding.theme: coding.evidence for coding in before}
    note(edit.session, edit.record, "themes", named((c.theme, c.sentiment) for c in before), named(review.themes),
         edit.actor)  # fmt: skip
    for coding in before:
        coding.in_force = False
    edit.record.codings.extend(
        Coding(
            theme=theme,
            coder=person(edit.user.id),
            version=str(edit.record.revision),
            rank=rank,
            sentiment=sentiment,
            evidence=evidence.get(theme, []),
        )
        for rank, (theme, sentiment) in enumerate(review.themes, 1)
    )


def named(themes) -> list[str]:  # type: ignore[no-untyped-def]
    return [f"{theme}:{sentiment}" for theme, sentiment in themes]
