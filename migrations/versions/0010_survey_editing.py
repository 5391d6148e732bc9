"""Surveys written in the browser"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = (
    ("revision", sa.Integer(), "1"),
    ("changed_at", sa.DateTime(timezone=True), None),
    ("changed_by", sa.Integer(), None),
    ("published_by", sa.Integer(), None),
)


def upgrade() -> None:
    for name, kind, default in ADDED:
        op.add_column("survey_version", sa.Column(name, kind, nullable=default is None, server_default=default))


def downgrade() -> None:
    for name, _kind, _default in reversed(ADDED):
        op.drop_column("survey_version", name)
