"""Runs the migrations, on the engine given by the program or, from Alembic's own command, on the settings' database.

All steps are one transaction: who starts at the same time waits, then finds nothing left to do; a step that fails
leaves the database as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, Engine

from survey.database import Database
from survey.models import Base
from survey.settings import read_settings

PATIENCE = 60_000  # milliseconds that SQLite waits for another process at work here
LOCK = 7_495_236  # any number that is always the same


def engine() -> Engine:
    return context.config.attributes.get("engine") or Database(read_settings().database_url).change_engine


@contextmanager
def tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew and dropping the old one, which with links in force would take along
    every row that hangs on it. They are put in force again afterwards, and looked through before anything is kept."""
    if connection.dialect.name != "sqlite":
        yield
        return
    plain = connection.connection.driver_connection
    assert plain is not None
    plain.execute(f"PRAGMA busy_timeout={PATIENCE}")
    plain.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()  # of a step that failed; inside a transaction the next line would do nothing
        plain.execute("PRAGMA foreign_keys=ON")


def wait_for_others(connection: Connection) -> None:
    """SQLite's transaction begins with the lock for writing; PostgreSQL is asked for one of ours."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def check_links(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise RuntimeError(
            f"the new schema would leave rows of {broken[0]} without what they belong to; nothing changed"
        )


with engine().connect() as connection, tables_may_be_rebuilt(connection):
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        wait_for_others(connection)
        context.run_migrations()
        check_links(connection)
    connection.commit()
