"""`lyhord database`: bring the schema up to date."""

import click
from sqlalchemy import select

from survey import own_themes
from survey.actions.coding_in_use import coding_in_use
from survey.actions.upgrade_database import upgrade_database
from survey.database import Database
from survey.models import FeedbackRecord
from survey.settings import read_settings


def open_database() -> Database:
    """The database of the settings for as long as the command runs; one that cannot be used yet ends it at once."""
    database = Database(read_settings().database_url)
    context = click.get_current_context()
    context.call_on_close(database.close)
    with database.session() as session:
        session.execute(select(FeedbackRecord.id).limit(1))
        own = coding_in_use(session).own
    own_themes.find_with(lambda: own)
    context.call_on_close(lambda: own_themes.find_with(dict))
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
