"""What happened to a record, and who has read a restricted one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now


class HistoryEvent(Base):
    """Who changed what, when, from what, to what. Indicators are computed from these rows; none is ever changed.

    `kind` is a column of the record (status, outcome, type, sentiment, sensitivity …) or `themes`, `reply`, `note`,
    `agency`. `user_id` is empty when the machine or the resident did it. Never holds free text.
    """

    __tablename__ = "history_event"
    __table_args__ = (Index("ix_history_event_kind_at", "kind", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("feedback_record.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[str] = mapped_column(String(24))
    before: Mapped[str | None] = mapped_column(String(300))
    after: Mapped[str | None] = mapped_column(String(300))


class AccessEvent(Base):
    """Who opened a restricted record, and when; kept apart from the record, so it has no link that could cascade."""

    __tablename__ = "access_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    level: Mapped[str | None] = mapped_column(String(2))
    at: Mapped[datetime] = mapped_column(default=utc_now)
