"""Copies of one text are folded together"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["feedback_record.id"],
            name=op.f("fk_text_band_record_id_feedback_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("band", "record_id", name=op.f("pk_text_band")),
    )
    op.create_index(op.f("ix_text_band_record_id"), "text_band", ["record_id"])
    with op.batch_alter_table("feedback_record") as table:
        table.add_column(sa.Column("copy_of", sa.Integer(), nullable=True))
        table.add_column(sa.Column("copies", sa.Integer(), nullable=False, server_default="0"))
        table.create_foreign_key(
            op.f("fk_feedback_record_copy_of_feedback_record"), "feedback_record", ["copy_of"], ["id"]
        )
        table.create_index(op.f("ix_feedback_record_copy_of"), ["copy_of"])
        table.create_index(
            "ix_feedback_record_copies",
            ["copies"],
            sqlite_where=sa.text("copies > 0"),
            postgresql_where=sa.text("copies > 0"),
        )


def downgrade() -> None:
    with op.batch_alter_table("feedback_record") as table:
        table.drop_index("ix_feedback_record_copies")
        table.drop_index(op.f("ix_feedback_record_copy_of"))
        table.drop_constraint(op.f("fk_feedback_record_copy_of_feedback_record"), type_="foreignkey")
        table.drop_column("copies")
        table.drop_column("copy_of")
    op.drop_table("text_band")
