"""Themes that an organisation has added to the coding framework."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base, utc_now


class LocalTheme(Base):
    """A theme of the organisation's own. Its code is never used again: once retired it codes nothing more, and what it
    has coded keeps its label.

    `labels` and `definitions` are by language; `words` are as in a theme file: language -> {"strong": […], "weak": […],
    "not": […]}. `revision` counts every change; `coding_revision` those after which comments are coded otherwise.
    """

    __tablename__ = "local_theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    category: Mapped[str] = mapped_column(String(64))
    labels: Mapped[dict[str, Any]]
    definitions: Mapped[dict[str, Any]]
    words: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    retired_at: Mapped[datetime | None]
    coding_revision: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}
