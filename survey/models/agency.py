"""Agencies, and which of them are involved in a record."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base

LEAD, SUPPORT = "lead", "support"


class Agency(Base):
    """A municipality's department or a partner. `is_default` is the one that receives what nobody has routed yet."""

    __tablename__ = "agency"
    __table_args__ = (
        Index(
            "uq_agency_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default = 1"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    is_default: Mapped[bool] = mapped_column(default=False)


class Involvement(Base):
    """An agency's part in a record: one lead, any number of supports."""

    __tablename__ = "involvement"
    __table_args__ = (
        CheckConstraint("part in ('lead', 'support')", name="part"),
        Index(
            "uq_involvement_lead",
            "record_id",
            unique=True,
            sqlite_where=text("part = 'lead'"),
            postgresql_where=text("part = 'lead'"),
        ),
        Index("ix_involvement_agency_id_record_id", "agency_id", "record_id"),
    )

    record_id: Mapped[int] = mapped_column(ForeignKey("feedback_record.id", ondelete="CASCADE"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(8))
