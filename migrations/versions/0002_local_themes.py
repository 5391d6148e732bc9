"""Themes of an organisation's own, and an index of the version that coded each record"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CODED = sa.text("text <> '' AND analysis_failure IS NULL")


def upgrade() -> None:
    op.create_table(
        "local_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("definitions", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coding_revision", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_local_theme_made_by")),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name=op.f("fk_local_theme_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_theme")),
        sa.UniqueConstraint("code", name=op.f("uq_local_theme_code")),
    )
    op.create_index(
        "ix_feedback_record_coded",
        "feedback_record",
        ["analysis_state", "analysis_version"],
        sqlite_where=CODED,
        postgresql_where=CODED,
    )


def downgrade() -> None:
    op.drop_index("ix_feedback_record_coded", table_name="feedback_record")
    op.drop_table("local_theme")
