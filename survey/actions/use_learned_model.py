"""Which learned model codes: put a version in force, or go back to the built-in rules. Every choice is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.database import Database
from survey.models import LearnedModel, ModelChoice, User, utc_now
from survey.models.user import ADMINISTRATOR, ANALYST


class ModelRefused(Exception):
    """There is no such version (`unknown`), its weights cannot be read (`damaged`), or this person may not choose
    (`not_allowed`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ModelRow:
    """One version as people read of it; `report` holds the figures (analysis.learn_report), `made_by` a name."""

    version: int
    made_at: datetime
    made_by: str | None
    examples: int
    in_force: bool
    retired_at: datetime | None
    report: dict[str, Any]


def learned_models(session: Session) -> list[ModelRow]:
    """Every version with its figures, the newest first."""
    model = LearnedModel
    query = select(
        model.version, model.made_at, User.name, model.examples, model.in_force, model.retired_at, model.report
    ).join(User, User.id == model.made_by, isouter=True)
    return [ModelRow(*row) for row in session.execute(query.order_by(model.version.desc()))]


def use_learned_model(database: Database, version: int | None, user_id: int | None = None) -> bool:
    """Put this version in force, or without one the built-in rules; False when it was so already.

    What people have not reviewed is coded anew in the background. ModelRefused. Without a person it is whoever runs
    the program.
    """
    with database.change() as session:
        teacher(session, user_id)
        return choose(session, user_id, version)


def may_teach(user: User) -> bool:
    """What is learned codes everybody's records: the default agency's administrators and analysts look after it."""
    return any(own.role in (ADMINISTRATOR, ANALYST) and own.agency.is_default for own in user.memberships)


def teacher(session: Session, user_id: int | None) -> None:
    """ModelRefused when this person may not choose what codes."""
    if user_id is not None:
        user = session.get(User, user_id)
        if user is None or not user.is_open or not may_teach(user):
            raise ModelRefused("not_allowed")


def in_force(session: Session) -> LearnedModel | None:
    return session.scalar(select(LearnedModel).where(LearnedModel.in_force))


def choose(session: Session, user_id: int | None, version: int | None) -> bool:
    """Put the version in force and write who chose it; False, and nothing is changed, when it was so already."""
    take_turns(session)
    before = in_force(session)
    before_version = before.version if before else None
    if before_version == version:
        return False
    after = None if version is None else readable(session, version)
    if before:
        before.in_force, before.retired_at = False, utc_now()
        session.flush()
    if after:
        after.in_force, after.retired_at = True, None
    session.add(ModelChoice(user_id=user_id, before=before_version, after=version))
    session.flush()
    return True


def readable(session: Session, version: int) -> LearnedModel:
    """The version, if its weights can be used. ModelRefused: unknown, damaged."""
    from analysis.learned_file import LearnedFileError, from_bytes  # loads NumPy: not for those who only read the list

    found = session.get(LearnedModel, version)
    if found is None:
        raise ModelRefused("unknown")
    try:
        from_bytes(found.weights)
    except LearnedFileError as error:
        raise ModelRefused("damaged") from error
    return found


def take_turns(session: Session) -> None:
    """Two who choose at once on PostgreSQL wait for each other; SQLite lets one change at a time anyhow."""
    session.execute(select(LearnedModel.version).order_by(LearnedModel.version).with_for_update()).all()
