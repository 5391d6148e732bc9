"""`lyhord run` and `lyhord demo`: from nothing to a running server, keeping what is there."""

from dataclasses import replace
from pathlib import Path
from threading import Thread

import click

from survey.actions.expire_texts import expire_texts
from survey.actions.fill_demonstration import fill_demonstration
from survey.actions.import_survey import import_survey
from survey.actions.manage_accounts import make_first_administrator
from survey.actions.publish_survey import publish_survey
from survey.actions.run_analysis import analyse_waiting
from survey.actions.upgrade_database import upgrade_database
from survey.clock import utc_now
from survey.database import Database
from survey.secret_key import secret_key
from survey.settings import Settings, read_settings

BUILT_IN = Path(__file__).parent.parent / "builtin" / "community.md"
ADMINISTRATOR = "admin@example.org"


@click.command()
def run() -> None:
    """Set up what is missing, then serve the forms and the staff's pages."""
    settings = read_settings()
    database = Database(settings.database_url)
    prepare(database, settings)
    expire_texts(database, settings.retention_months, utc_now())
    Thread(target=catch_up, args=[database], daemon=True).start()
    serve(settings)


@click.command()
def demo() -> None:
    """The same with a database of its own, full of invented answers."""
    settings = read_settings()
    settings = replace(settings, instance=str(Path(settings.instance) / "demo"), database="")
    database = Database(settings.database_url)
    prepare(database, settings)
    click.echo("Filling the demonstration with invented answers …")
    click.echo(f"It holds {fill_demonstration(database, settings, secret_key(settings))} responses.")
    database.close()
    serve(settings)


def prepare(database: Database, settings: Settings) -> None:
    """The newest schema, an agency, an administrator and the built-in survey; touches nothing that exists."""
    upgrade_database(database)
    database.learn_sizes()
    if password := make_first_administrator(database, ADMINISTRATOR):
        click.echo(f"\nThe first administrator: {ADMINISTRATOR}\nPassword, shown only now:  {password}\n")
    if import_survey(database, BUILT_IN, only_new=True):
        publish_survey(database, "community", settings)


def catch_up(database: Database) -> None:
    """Analyse what a server that stopped has left, while this one already answers."""
    for _taken in analyse_waiting(database):
        pass


def serve(settings: Settings) -> None:
    """Serve with waitress until stopped."""
    from waitress import serve as listen

    from survey.app import create_app

    app = create_app(settings)
    address = f"http://{settings.host if settings.host != '0.0.0.0' else '127.0.0.1'}:{settings.port}"
    click.echo(f"The form:           {address}/s/community")
    click.echo(f"The queue:          {address}/staff/")
    click.echo(f"The analyst's page: {address}/analyst/")
    click.echo("Stop with Ctrl-C.")
    try:
        listen(app, host=settings.host, port=settings.port, threads=8, ident="")
    except (OSError, ValueError) as error:  # waitress says ValueError to a host that it cannot find
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(
            f"Cannot listen on {settings.host}:{settings.port}: {reason}. Choose another with PORT=8010 HOST=127.0.0.1."
        ) from error


COMMANDS = [run, demo]
