"""Random samples of records that people code to check the machine"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BY_PEOPLE = sa.text("coder <> 'machine'")


def upgrade() -> None:
    op.create_table(
        "audit_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_out", sa.String(length=12), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.CheckConstraint("shared_out in ('proportional', 'equal')", name=op.f("ck_audit_sample_shared_out")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_audit_sample_user_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_audit_sample_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_sample")),
        sa.UniqueConstraint("user_id", "seed", name=op.f("uq_audit_sample_user_id_seed")),
    )
    op.create_index(op.f("ix_audit_sample_agency_id"), "audit_sample", ["agency_id"])
    op.create_table(
        "audit_record",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("coders", sa.Integer(), nullable=False),
        sa.CheckConstraint("coders in (1, 2)", name=op.f("ck_audit_record_coders")),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["audit_sample.id"], name=op.f("fk_audit_record_sample_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["feedback_record.id"], name=op.f("fk_audit_record_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sample_id", "record_id", name=op.f("pk_audit_record")),
        sa.UniqueConstraint("record_id", name=op.f("uq_audit_record_record_id")),
    )
    with op.batch_alter_table("assessment", schema=None) as table:
        table.add_column(sa.Column("blind", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_assessment_people", "assessment", ["blind", "id"], sqlite_where=BY_PEOPLE, postgresql_where=BY_PEOPLE
    )


def downgrade() -> None:
    op.drop_index("ix_assessment_people", table_name="assessment")
    with op.batch_alter_table("assessment", schema=None) as table:
        table.drop_column("blind")
    op.drop_table("audit_record")
    op.drop_table("audit_sample")
