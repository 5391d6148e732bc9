"""Codes given to a record, by the machine or by a person, each with the version that gave them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now

MACHINE = "machine"
BLIND = "blind"  # the version of what a person has coded without seeing anybody's codes
#: the opinions of people; written out, so that their index is found
BY_PEOPLE = text("coder <> 'machine'")


def person(user_id: int) -> str:
    """The coder's name of a person: `user:7`."""
    return f"user:{user_id}"


class Assessment(Base):
    """What one coder said of a whole record at one version; kept for measuring agreement, never the one in force.

    `blind` ones are by a person who was shown nobody else's codes, neither the machine's nor a colleague's.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("record_id", "coder", "version"),
        Index("ix_assessment_people", "blind", "id", sqlite_where=BY_PEOPLE, postgresql_where=BY_PEOPLE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("feedback_record.id", ondelete="CASCADE"))
    coder: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    language: Mapped[str | None] = mapped_column(String(8))
    language_confidence: Mapped[float | None]
    sentiment: Mapped[str | None] = mapped_column(String(12))
    sentiment_score: Mapped[float | None]
    sentiment_confidence: Mapped[float | None]
    type: Mapped[str | None] = mapped_column(String(16))
    type_confidence: Mapped[float | None]
    sensitivity: Mapped[str | None] = mapped_column(String(2))
    sensitivity_types: Mapped[list[Any]] = mapped_column(default=list)
    blind: Mapped[bool] = mapped_column(default=False, server_default=false())


class Coding(Base):
    """One theme of one record by one coder at one version, rank 1 first, with the feeling about that theme.

    `in_force` marks the rows that count now: a person's once somebody has reviewed, else the machine's newest.
    `evidence` is a list of [start, end] in characters of the record's text.
    """

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("record_id", "theme", "coder", "version"),
        Index("ix_coding_in_force", "in_force", "theme", "record_id", "sentiment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("feedback_record.id", ondelete="CASCADE"))
    theme: Mapped[str] = mapped_column(String(64))
    coder: Mapped[str] = mapped_column(String(32))
    version: Mapped[str] = mapped_column(String(32))
    rank: Mapped[int]
    sentiment: Mapped[str] = mapped_column(String(12))
    confidence: Mapped[float | None]
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    in_force: Mapped[bool] = mapped_column(default=True)
    coded_at: Mapped[datetime] = mapped_column(default=utc_now)
