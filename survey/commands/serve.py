"""`lyhord run` and `lyhord demo`: from nothing to a running server, keeping what is there."""

import logging
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import click

from survey.actions.expire_texts import expire_texts
from survey.actions.fill_demonstration import fill_demonstration
from survey.actions.import_survey import import_survey
from survey.actions.manage_accounts import make_first_administrator
from survey.actions.publish_survey import publish_survey
from survey.actions.recode_records import recode_records
from survey.actions.run_analysis import analyse_waiting
from survey.actions.save_form import expire_saved_forms
from survey.actions.upgrade_database import upgrade_database
from survey.clock import utc_now
from survey.database import Database
from survey.secret_key import secret_key
from survey.settings import Settings, read_settings

BUILT_IN = Path(__file__).parent.parent / "builtin" / "community.md"
ADMINISTRATOR = "admin@example.org"
LOOK_AGAIN = 5.0  # seconds
BREATH = 0.05  # seconds between batches, for those who are served meanwhile
log = logging.getLogger(__name__)


@click.command()
def run() -> None:
    """Set up what is missing, then serve the forms and the staff's pages."""
    settings = read_settings()
    database = Database(settings.database_url)
    prepare(database, settings)
    expire_texts(database, settings.retention_months, utc_now())
    serve(settings, database)


@click.command()
def demo() -> None:
    """The same with a database of its own, full of invented answers."""
    settings = read_settings()
    settings = replace(settings, instance=str(Path(settings.instance) / "demo"), database="")
    database = Database(settings.database_url)
    prepare(database, settings)
    click.echo("Filling the demonstration with invented answers …")
    click.echo(f"It holds {fill_demonstration(database, settings, secret_key(settings))} responses.")
    serve(settings, database)


def prepare(database: Database, settings: Settings) -> None:
    """The newest schema, an agency, an administrator and the built-in survey; touches nothing that exists."""
    upgrade_database(database)
    database.learn_sizes()
    if password := make_first_administrator(database, ADMINISTRATOR):
        click.echo(f"\nThe first administrator: {ADMINISTRATOR}\nPassword, shown only now:  {password}\n")
    if import_survey(database, BUILT_IN, only_new=True):
        publish_survey(database, "community", settings)


def keep_up(database: Database) -> None:
    """Code in the background for as long as the server runs; what hinders it once, is tried again."""
    while True:
        try:
            catch_up(database)
            expire_saved_forms(database, utc_now())
        except Exception as error:
            log.error("coding in the background failed: %s", type(error).__name__)
        sleep(LOOK_AGAIN)


def catch_up(database: Database) -> None:
    """Analyse what a server that stopped has left, and code anew what other themes have coded, while this server
    already answers."""
    for work in (analyse_waiting, recode_records):
        for _taken in work(database):
            sleep(BREATH)


def serve(settings: Settings, database: Database) -> None:
    """Serve with waitress until stopped, and code in the background."""
    from waitress import serve as listen

    from survey.app import create_app

    app = create_app(settings)
    Thread(target=keep_up, args=[database], daemon=True).start()
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
