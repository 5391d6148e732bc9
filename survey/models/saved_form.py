"""A form that somebody wants to finish on another device."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base


class SavedForm(Base):
    """What was typed, encrypted with a key made of the code; of the code only a keyed hash is stored. `key_hash` is
    made of the form key, as a response's is: the form goes from here when it is sent."""

    __tablename__ = "saved_form"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)
