"""Runs the migrations, on the engine given by the program or, from Alembic's own command, on the settings' database."""

from alembic import context
from sqlalchemy import Engine

from survey.database import Database
from survey.models import Base
from survey.settings import read_settings


def engine() -> Engine:
    return context.config.attributes.get("engine") or Database(read_settings().database_url).engine


with engine().connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
