"""Learn from the codes that people have confirmed or corrected; what proves better is put in force."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from analysis.learn import MOST, Example, Lesson, TooFewExamples, learn
from analysis.learned_file import to_bytes
from survey.actions.coding_in_use import coding_in_use
from survey.actions.use_learned_model import choose, in_force, take_turns, teacher
from survey.database import Database
from survey.models import AuditRecord, Coding, FeedbackRecord, LearnedModel
from survey.models.coding import MACHINE
from survey.models.feedback import DONE, ORDINARY_LEVELS

__all__ = ["Learning", "TooFewExamples", "learn_from_reviews"]

_TRIES = 5


@dataclass(frozen=True)
class Learning:
    """How it went: the lesson, its version (None when nothing was kept) and whether that is in force now."""

    lesson: Lesson
    version: int | None = None
    in_force: bool = False


def learn_from_reviews(database: Database, user_id: int | None = None, keep: bool = True) -> Learning:
    """Learn, keep the new version with its figures, and put it in force if it proves better than what is in force.

    It takes some seconds up to a few minutes, outside any transaction. If somebody puts another version in force
    meanwhile, that stands. Reviewed records keep people's codes; the others are coded anew in the background.

    TooFewExamples; ModelRefused when this person may not. Without a person it is whoever runs the program.
    """
    with database.session() as session:
        teacher(session, user_id)
        before = in_force(session)
        examples = reviewed(session, before.made_at if before else None)
        in_use = coding_in_use(session)
    lesson = learn(examples, in_use.learned, in_use.themes)
    if not keep:
        return Learning(lesson)
    version, is_used = store(database, user_id, lesson, len(examples), before.version if before else None)
    return Learning(lesson, version, is_used)


def store(
    database: Database, user_id: int | None, lesson: Lesson, examples: int, before: int | None
) -> tuple[int, bool]:
    """The version it was kept under, and whether it is in force. Two that learn at once take one version each."""
    weights = to_bytes(lesson.learned)
    for attempt in range(_TRIES):
        try:
            with database.change() as session:
                version = 1 + (session.scalar(select(func.max(LearnedModel.version))) or 0)
                session.add(
                    LearnedModel(
                        version=version, made_by=user_id, weights=weights, report=lesson.report, examples=examples
                    )
                )
                session.flush()
                return version, lesson.is_better and put_in_force(session, user_id, version, before)
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def put_in_force(session: Session, user_id: int | None, version: int, before: int | None) -> bool:
    """False when somebody has put another version in force since: the new one was not compared with that."""
    take_turns(session)
    now = in_force(session)
    return (now.version if now else None) == before and choose(session, user_id, version)


def reviewed(session: Session, before: datetime | None) -> list[Example]:
    """The newest reviewed records whose text is left, with the codes in force: a person's. Restricted records stay out.

    Those reviewed up to `before` may be known to the model in force; those of audit samples are for judging only.
    """
    record = FeedbackRecord
    audited = exists().where(AuditRecord.record_id == record.id)
    query = (
        select(record.id, record.text, record.sentiment, record.language_hint, record.reviewed_at, audited)
        .where(
            record.reviewed_at.is_not(None), record.text != "", record.analysis_state == DONE,
            record.sensitivity.in_(ORDINARY_LEVELS), record.sentiment.is_not(None),
        )
        .order_by(record.id.desc())
        .limit(MOST)
    )  # fmt: skip
    rows = session.execute(query).all()
    themes = themes_in_force(session, [row.id for row in rows])
    return [
        Example(
            number=record_id,
            text=text,
            themes=themes.get(record_id, ()),
            feeling=sentiment or "",
            hint=hint,
            earlier=bool(before and reviewed_at and reviewed_at <= before),
            held=is_audited,
        )
        for record_id, text, sentiment, hint, reviewed_at, is_audited in rows
    ]


def themes_in_force(session: Session, record_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """People's themes of these records; a record for which they found none is not there."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(record_ids), 500):
        query = select(Coding.record_id, Coding.theme).where(
            Coding.record_id.in_(record_ids[start : start + 500]), Coding.in_force, Coding.coder != MACHINE
        )
        for record_id, theme in session.execute(query.order_by(Coding.record_id, Coding.rank)):
            found[record_id] = (*found.get(record_id, ()), theme)
    return found
