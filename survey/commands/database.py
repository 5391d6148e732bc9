"""`lyhord database`: bring the schema up to date."""

import click
from sqlalchemy import select

from survey.actions.upgrade_database import upgrade_database
from survey.database import Database
from survey.models import FeedbackRecord
from survey.settings import read_settings


def open_database() -> Database:
    """The database of the settings for as long as the command runs; one that cannot be used yet ends it at once."""
    database = Database(read_settings().database_url)
    click.get_current_context().call_on_close(database.close)
    with database.session() as session:
        session.execute(select(FeedbackRecord.id).limit(1))
    return database


@click.group()
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Apply the migrations that have not been applied yet."""
    upgrade_database(Database(read_settings().database_url))
    click.echo("The database is up to date.")


COMMANDS = [database]
