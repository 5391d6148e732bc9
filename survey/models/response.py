"""One sent form and its answers. A response knows no person and no device."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base, utc_now
from survey.models.survey import SurveyVersion


class Response(Base):
    """`key_hash` is made of the form key: one key, one response. The same key with other answers is kept as a
    conflict beside the first (`conflict_of`); both share the reference code, of which only a hash is stored.

    `started_at` and `seconds` are by the server's clock; None when not known, as for a form finished without a network.
    `flags` are codes of survey.answer_quality with spaces between: what whoever counts should know of this response.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("key_hash", "content_hash"),
        Index(
            "uq_response_first_of_key",
            "key_hash",
            unique=True,
            sqlite_where=text("conflict_of IS NULL"),
            postgresql_where=text("conflict_of IS NULL"),
        ),
        Index(
            "ix_response_source",
            "source",
            sqlite_where=text("source IS NOT NULL"),
            postgresql_where=text("source IS NOT NULL"),
        ),
        Index("ix_response_survey_version_id_received_at", "survey_version_id", "received_at"),
        Index(
            "ix_response_flagged",
            "survey_version_id",
            "received_at",
            "flags",
            sqlite_where=text("flags <> ''"),
            postgresql_where=text("flags <> ''"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    key_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    reference_hash: Mapped[str] = mapped_column(String(64), index=True)
    conflict_of: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    language: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(8), default="web")
    source: Mapped[str | None] = mapped_column(String(6))  # the short address it came by
    area: Mapped[str | None] = mapped_column(String(64))
    marked_sensitive: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    seconds: Mapped[int | None]
    flags: Mapped[str] = mapped_column(String(120), default="", server_default="")
    version: Mapped[SurveyVersion] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="response", cascade="all, delete-orphan")


class Answer(Base):
    """One stored answer: a code, several codes with spaces between, or a text; never a translated label."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_question_value", "question", "response_id"),)

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    response: Mapped[Response] = relationship(back_populates="answers")
