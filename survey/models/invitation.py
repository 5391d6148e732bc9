"""Invitations for a sample: who was asked can be counted, who answered cannot be found."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base


class InvitationSample(Base):
    """`issued` invitations for one sample of a survey: "500 households", stratum "north"."""

    __tablename__ = "invitation_sample"
    __table_args__ = (CheckConstraint("issued > 0", name="issued"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    label: Mapped[str] = mapped_column(String(80))
    stratum: Mapped[str] = mapped_column(String(80))
    issued: Mapped[int]
    made_on: Mapped[date]


class Invitation(Base):
    """One that has not been used yet. Using it deletes the row: nothing tells when, in which order or beside which
    answers it was used, only that fewer are left. The code is known by a keyed hash."""

    __tablename__ = "invitation"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("invitation_sample.id"), index=True)
