"""A survey and its versions. A published version never changes; answers stay with theirs."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base, utc_now
from survey.models.survey_event import SurveyEvent

DRAFT, OPEN, CLOSED = "draft", "open", "closed"


class Survey(Base):
    """What residents are asked, under one address. `open_version` is the one they fill in now.

    `closed_at` is when it was closed last; None while it is open.
    """

    __tablename__ = "survey"
    __table_args__ = (CheckConstraint("state in ('draft', 'open', 'closed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(8), default=DRAFT)
    by_invitation: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    closed_at: Mapped[datetime | None]
    versions: Mapped[list["SurveyVersion"]] = relationship(back_populates="survey", order_by="SurveyVersion.number")
    events: Mapped[list[SurveyEvent]] = relationship(order_by=SurveyEvent.id, cascade="all", passive_deletes=True)

    def note(self, kind: str, user_id: int | None, version: int = 0) -> None:
        """Put down who did what, by default with the newest version."""
        self.events.append(SurveyEvent(kind=kind, version=version or self.latest.number, user_id=user_id))

    @property
    def latest(self) -> "SurveyVersion":
        return self.versions[-1]

    @property
    def open_version(self) -> "SurveyVersion | None":
        published = [version for version in self.versions if version.published_at]
        return published[-1] if published and self.state == OPEN else None


class SurveyVersion(Base):
    """One wording of a survey; `content` is what survey.form_content describes. `revision` counts the changes of a
    draft; `changed_by` and `published_by` are the ids of people (no links in the database: SQLite could add them only
    by making anew a table that every response hangs on)."""

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    changed_at: Mapped[datetime | None]
    changed_by: Mapped[int | None]
    survey: Mapped[Survey] = relationship(back_populates="versions")
