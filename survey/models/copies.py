"""What finds copies of a text again: a few numbers made of each first one (analysis.copies)."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base


class TextBand(Base):
    """A number that copies of the record's text are likely to share. Only records that copy no other have any."""

    __tablename__ = "text_band"

    band: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("feedback_record.id", ondelete="CASCADE"), primary_key=True, index=True
    )
