"""Invitation codes and short addresses"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FROM_AN_ADDRESS = sa.text("source IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "short_address",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_short_address_survey_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_short_address")),
    )
    op.create_index(op.f("ix_short_address_survey_id"), "short_address", ["survey_id"])
    op.create_table(
        "invitation_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("stratum", sa.String(length=80), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("issued > 0", name=op.f("ck_invitation_sample_issued")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_invitation_sample_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_sample")),
    )
    op.create_index(op.f("ix_invitation_sample_survey_id"), "invitation_sample", ["survey_id"])
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["invitation_sample.id"], name=op.f("fk_invitation_sample_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_sample_id"), "invitation", ["sample_id"])
    op.add_column("survey", sa.Column("by_invitation", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("response", sa.Column("source", sa.String(length=6), nullable=True))
    op.create_index(
        op.f("ix_response_source"), "response", ["source"],
        sqlite_where=FROM_AN_ADDRESS, postgresql_where=FROM_AN_ADDRESS,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index(op.f("ix_response_source"), table_name="response")
    op.drop_column("response", "source")
    op.drop_column("survey", "by_invitation")
    op.drop_table("invitation")
    op.drop_table("invitation_sample")
    op.drop_table("short_address")
