"""What people did with a survey: who made, published, opened and closed it, and when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now

MADE, PUBLISHED, OPENED, SHUT, DELETED = "made", "published", "opened", "closed", "deleted"


class SurveyEvent(Base):
    """`version` is the number of the version that was made or published, of the draft that was deleted, of the newest
    when the survey was opened again or closed. `user_id` is empty for the command line, which knows no person."""

    __tablename__ = "survey_event"
    __table_args__ = (CheckConstraint("kind in ('made', 'published', 'opened', 'closed', 'deleted')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
