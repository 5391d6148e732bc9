"""Forms to be finished on another device"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_form",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("survey_version_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_version_id"], ["survey_version.id"], name=op.f("fk_saved_form_survey_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_saved_form")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_saved_form_key_hash")),
    )
    op.create_index(op.f("ix_saved_form_expires_at"), "saved_form", ["expires_at"])


def downgrade() -> None:
    op.drop_table("saved_form")
