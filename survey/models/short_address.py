"""Short addresses of surveys: what stands on a poster, and where the poster hangs."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now


class ShortAddress(Base):
    """`code` leads to the survey's form; `tag` says where the address was given out ("library poster"), never to whom.

    Kept for good: what is printed stays true, and no code is given out twice.
    """

    __tablename__ = "short_address"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    tag: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
