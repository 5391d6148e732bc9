"""How a response was given: channel, times, flags"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FLAGGED = sa.text("flags <> ''")


def upgrade() -> None:
    op.add_column("survey", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("response", sa.Column("started_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("response", sa.Column("seconds", sa.Integer(), nullable=True))
    op.add_column("response", sa.Column("flags", sa.String(length=120), nullable=False, server_default=""))
    op.execute("UPDATE response SET flags = 'conflict' WHERE conflict_of IS NOT NULL")
    op.create_index(
        "ix_response_flagged",
        "response",
        ["survey_version_id", "received_at", "flags"],
        sqlite_where=FLAGGED,
        postgresql_where=FLAGGED,
    )


def downgrade() -> None:
    op.drop_index("ix_response_flagged", table_name="response")
    for column in ("flags", "seconds", "started_at"):
        op.drop_column("response", column)
    op.drop_column("survey", "closed_at")
