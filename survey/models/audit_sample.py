"""Random samples of records that people code without seeing the machine's codes."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now

PROPORTIONAL, EQUAL = "proportional", "equal"


class AuditSample(Base):
    """One draw: when, by whom, from which agency's records received when (`until` is not included), how it was shared
    out among languages. With its seed and the same records it can be drawn again.

    `sizes` are by language: {"sv": {"available": 700, "asked": 30, "got": 30}}.
    """

    __tablename__ = "audit_sample"
    __table_args__ = (
        UniqueConstraint("user_id", "seed"),
        CheckConstraint("shared_out in ('proportional', 'equal')", name="shared_out"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    drawn_at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    shared_out: Mapped[str] = mapped_column(String(12))
    seed: Mapped[int]
    sizes: Mapped[dict[str, Any]]


class AuditRecord(Base):
    """A record of a sample, and how many people are to code it; no record is in two samples."""

    __tablename__ = "audit_record"
    __table_args__ = (UniqueConstraint("record_id"), CheckConstraint("coders in (1, 2)", name="coders"))

    sample_id: Mapped[int] = mapped_column(ForeignKey("audit_sample.id", ondelete="CASCADE"), primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("feedback_record.id", ondelete="CASCADE"), primary_key=True)
    coders: Mapped[int]
