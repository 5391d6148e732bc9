"""`lyhord database`: bring the schema up to date."""

import click

from survey.actions.upgrade_database import upgrade_database
from survey.commands.settings import settings_or_stop
from survey.database import Database


@click.group()
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Apply the migrations that have not been applied yet."""
    upgrade_database(Database(settings_or_stop().database_url))
    click.echo("The database is up to date.")


COMMANDS = [database]
