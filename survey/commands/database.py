"""`lyhord database`: bring the schema up to date."""

import click
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from survey.actions.upgrade_database import upgrade_database
from survey.commands.settings import settings_or_stop
from survey.database import Database
from survey.models import FeedbackRecord


def open_database() -> Database:
    """The database of the settings, or a clear message and exit code 2 when it cannot be used yet."""
    database = Database(settings_or_stop().database_url)
    click.get_current_context().call_on_close(database.close)
    try:
        with database.session() as session:
            session.execute(select(FeedbackRecord.id).limit(1))
    except DatabaseError as error:
        raise click.UsageError(
            f"The database {database.url!r} cannot be used. Run `lyhord database upgrade`, or check the settings."
        ) from error
    return database


@click.group()
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Apply the migrations that have not been applied yet."""
    upgrade_database(Database(settings_or_stop().database_url))
    click.echo("The database is up to date.")


COMMANDS = [database]
