"""A feedback record: one non-empty open answer, or one imported comment."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.agency import Involvement
from survey.models.base import Base, utc_now
from survey.models.coding import Coding
from survey.models.reply import Note, Reply
from survey.models.response import Response

STATUSES = (
    "received",
    "acknowledged",
    "assigned",
    "in_progress",
    "waiting_for_person",
    "referred",
    "resolved",
    "closed",
    "reopened",
)
OUTCOMES = (
    "information_given",
    "action_taken",
    "action_planned",
    "not_adopted_with_reason",
    "referred_outside_remit",
    "duplicate",
    "withdrawn",
    "no_contact_possible",
)
CHANNELS = ("web", "paper", "phone", "meeting", "other")
SENTIMENTS = ("negative", "neutral", "positive", "mixed", "not_scored")
TYPES = ("question", "request", "suggestion", "observation", "rumour", "praise", "concern", "complaint")
ORDINARY_LEVELS = ("S0", "S1")
LEVELS = (*ORDINARY_LEVELS, "S2", "S3", "S4")
#: what the resident's own tick means: the level, and why
MARKED_LEVEL, MARKED = "S3", "marked_by_resident"
PENDING, CLAIMED, DONE, FAILED = "pending", "claimed", "done", "failed"
#: the records that another version of the analysis would code anew; written out, so that their index is found
CODED = text("text <> '' AND analysis_failure IS NULL")


class FeedbackRecord(Base):
    """What somebody said, in their words, and where the agencies are with it.

    Sentiment, type, sensitivity and language are the ones in force: the machine's until a person has reviewed them.
    `redacted` is the text without personal details, empty when it has been deleted; None until then, and where there
    were no words to begin with. `copy_of` is the first record with (nearly) this text, and `copies` counts on that
    one how many have come since. `analysis_state` tells which records still wait; only `done` ones with level S0 or S1
    are ordinary.
    """

    __tablename__ = "feedback_record"
    __table_args__ = (
        UniqueConstraint("response_id", "question"),
        UniqueConstraint("source", "external_id"),
        CheckConstraint("analysis_state in ('pending', 'claimed', 'done', 'failed')", name="analysis_state"),
        CheckConstraint("sensitivity is null or sensitivity in ('S0', 'S1', 'S2', 'S3', 'S4')", name="sensitivity"),
        Index("ix_feedback_record_waiting", "analysis_state", "claimed_until", "id"),
        Index("ix_feedback_record_received_at_id", "received_at", "id"),
        Index(
            "ix_feedback_record_copies", "copies", sqlite_where=text("copies > 0"), postgresql_where=text("copies > 0")
        ),
        Index("ix_feedback_record_sensitivity", "sensitivity", "received_at", "id"),
        Index("ix_feedback_record_status_received_at", "status", "received_at", "id"),
        Index(
            "ix_feedback_record_coded", "analysis_state", "analysis_version", sqlite_where=CODED, postgresql_where=CODED
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"), index=True)
    question: Mapped[str | None] = mapped_column(String(64))
    source: Mapped[str | None] = mapped_column(String(200))
    external_id: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    redacted: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(8))
    language_hint: Mapped[str | None] = mapped_column(String(8))
    area: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    marked_sensitive: Mapped[bool] = mapped_column(default=False)
    contactable: Mapped[bool] = mapped_column(default=False)

    analysis_state: Mapped[str] = mapped_column(String(8), default=PENDING)
    claimed_until: Mapped[datetime | None]
    analysis_attempts: Mapped[int] = mapped_column(default=0)
    analysis_failure: Mapped[str | None] = mapped_column(String(200))
    analysis_version: Mapped[str | None] = mapped_column(String(32))
    language: Mapped[str | None] = mapped_column(String(8))
    sentiment: Mapped[str | None] = mapped_column(String(12))
    sentiment_score: Mapped[float | None]
    type: Mapped[str | None] = mapped_column(String(16))
    sensitivity: Mapped[str | None] = mapped_column(String(2))
    sensitivity_types: Mapped[list[Any]] = mapped_column(default=list)
    reviewed_at: Mapped[datetime | None]
    copy_of: Mapped[int | None] = mapped_column(ForeignKey("feedback_record.id"), index=True)
    copies: Mapped[int] = mapped_column(default=0, server_default="0")

    status: Mapped[str] = mapped_column(String(24), default="received")
    outcome: Mapped[str | None] = mapped_column(String(24))
    acknowledge_by: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    response: Mapped[Response | None] = relationship()
    codings: Mapped[list[Coding]] = relationship(order_by="Coding.rank", cascade="all, delete-orphan")
    involvements: Mapped[list[Involvement]] = relationship(cascade="all, delete-orphan")
    replies: Mapped[list[Reply]] = relationship(order_by="Reply.sent_at", cascade="all, delete-orphan")
    notes: Mapped[list[Note]] = relationship(order_by="Note.written_at", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def is_restricted(self) -> bool:
        return self.analysis_state != DONE or self.sensitivity not in ORDINARY_LEVELS

    @property
    def is_wordless(self) -> bool:
        """A picture that came without words. Words that were deleted have left their empty place (see `redacted`)."""
        return not self.text and self.redacted is None

    @property
    def codings_in_force(self) -> list[Coding]:
        return [coding for coding in self.codings if coding.in_force]


class SearchWord(Base):
    """A word of the redacted text, folded; lets a search find records by an index on every database."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(String(64), primary_key=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("feedback_record.id", ondelete="CASCADE"), primary_key=True, index=True
    )
