"""Staff and analysts, and what they may do in which agency."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.agency import Agency
from survey.models.base import Base, utc_now

ADMINISTRATOR, REVIEWER, ANALYST = "administrator", "reviewer", "analyst"
INTEGRITY, PROTECTION = "integrity", "protection"  # focal points: S2, and S3 to S4
ROLES = (ADMINISTRATOR, REVIEWER, ANALYST, INTEGRITY, PROTECTION)


class User(Base):
    """A person with an account. `session_key` changes with the password, which ends every open session."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    session_key: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str | None] = mapped_column(String(8))
    is_open: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    def has_role(self, *roles: str) -> bool:
        return any(membership.role in roles for membership in self.memberships)

    def agencies_as(self, *roles: str) -> list[int]:
        """Identifiers of the agencies in which this person has one of `roles`."""
        return sorted({membership.agency_id for membership in self.memberships if membership.role in roles})


class Membership(Base):
    """One role of one person in one agency."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("role in ('administrator', 'reviewer', 'analyst', 'integrity', 'protection')", name="role"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    user: Mapped[User] = relationship(back_populates="memberships")
    agency: Mapped[Agency] = relationship()
