"""What people's codes have taught the analysis, version by version, and which version was put in force when."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now


class LearnedModel(Base):
    """One lesson: its weights (analysis.learned_file) and the figures by which it was judged (analysis.learn_report).

    Never changed but for `in_force` and `retired_at`, and never deleted. At most one is in force; without one the
    built-in rules code alone. `examples` is how many reviewed records it was learned from and judged by.
    """

    __tablename__ = "learned_model"
    __table_args__ = (
        Index(
            "uq_learned_model_in_force",
            "in_force",
            unique=True,
            sqlite_where=text("in_force = 1"),
            postgresql_where=text("in_force"),
        ),
    )

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    weights: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    report: Mapped[dict[str, Any]]
    examples: Mapped[int]
    in_force: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None]


class ModelChoice(Base):
    """Who put which version in force, when, in place of which; no version is the built-in rules. Never changed."""

    __tablename__ = "model_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    before: Mapped[int | None] = mapped_column(ForeignKey("learned_model.version"))
    after: Mapped[int | None] = mapped_column(ForeignKey("learned_model.version"))
