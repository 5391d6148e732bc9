"""Who made, published and closed a survey"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

#: What is known of the time before
KNOWN = (
    """INSERT INTO survey_event (survey_id, version, kind, at)
       SELECT survey_id, number, 'made', created_at FROM survey_version ORDER BY id""",
    """INSERT INTO survey_event (survey_id, version, kind, at, user_id)
       SELECT survey_id, number, 'published', published_at, user_account.id FROM survey_version
       LEFT JOIN user_account ON user_account.id = survey_version.published_by
       WHERE published_at IS NOT NULL ORDER BY survey_version.id""",
    """INSERT INTO survey_event (survey_id, version, kind, at)
       SELECT survey.id, max(number), 'closed', closed_at FROM survey
       JOIN survey_version ON survey_version.survey_id = survey.id
       WHERE closed_at IS NOT NULL GROUP BY survey.id, closed_at""",
)


def upgrade() -> None:
    op.create_table(
        "survey_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind in ('made', 'published', 'opened', 'closed', 'deleted')", name=op.f("ck_survey_event_kind")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_event_survey_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_survey_event_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_event")),
    )
    op.create_index(op.f("ix_survey_event_survey_id"), "survey_event", ["survey_id"])
    for statement in KNOWN:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("survey_event")
