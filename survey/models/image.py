"""A picture that was sent with a form."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base


class Image(Base):
    """A JPEG without metadata (survey.clean_image). In the database, so that a backup of it is whole and a response's
    pictures go when it goes."""

    __tablename__ = "image"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
