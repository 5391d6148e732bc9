"""`lyhord survey …`: bring surveys in, open and close them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import select

from survey.actions.expire_texts import expire_texts
from survey.actions.export_survey import export_survey
from survey.actions.import_survey import import_survey
from survey.actions.publish_survey import close_survey, publish_survey
from survey.actions.save_form import expire_saved_forms
from survey.commands.database import open_database
from survey.database import Database
from survey.models import Survey, utc_now
from survey.settings import read_settings
from survey.survey_problem import SurveyProblem
from survey.xlsform import WRITERS


class Refused(click.ClickException):
    """Every problem on a line of its own."""

    exit_code = 2

    def __init__(self, problem: SurveyProblem) -> None:
        super().__init__("\n".join(problem.problems))


@contextmanager
def opened() -> Iterator[Database]:
    """The database, for one command; what a survey lacks is told."""
    try:
        yield open_database()
    except SurveyProblem as problem:
        raise Refused(problem) from problem


@click.group("survey")
def survey() -> None:
    """Surveys: import, export, publish, close, list, and delete old texts."""


@survey.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", default="", help="The survey's address; by default its form_id.")
def import_(file: Path, slug: str) -> None:
    """Read an XLSForm (.md, .csv, .xlsx) from FILE.

    A survey that exists gets a new version; the same form again changes nothing.
    """
    with opened() as database:
        made = import_survey(database, file, slug)
    if made:
        for advice in made.advice:
            click.echo(advice, err=True)
        click.echo(f"{made.slug}: version {made.number} {'saved' if made.is_new else 'was there already'}.")


@survey.command("export")
@click.argument("slug")
@click.option("--version", "number", type=click.IntRange(1), help="The version's number; by default the newest.")
@click.option("--to", "file", default="", metavar="FILE", help=".xlsx, .md or .csv; - shows it as Markdown.")
def export(slug: str, number: int | None, file: str) -> None:
    """Write survey SLUG as an XLSForm, by default to SLUG.xlsx; importing it gives the same survey."""
    path = Path(file or f"{slug}.xlsx")
    ending = ".md" if file == "-" else path.suffix.lower()
    if ending not in WRITERS:
        raise click.UsageError(f"{path} must end in {', '.join(WRITERS)}.")
    with opened() as database:
        made = export_survey(database, slug, ending, number)
    if file == "-":
        click.echo(made, nl=False)
        return
    try:
        path.write_bytes(made)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error
    click.echo(f"Written to {path}.")


@survey.command("publish")
@click.argument("slug")
@click.option("--languages", default="", metavar="CODES", help="Only in these, such as en,vi; by default in all.")
def publish(slug: str, languages: str) -> None:
    """Open the newest version of survey SLUG to residents.

    Every text must be there in every language that is offered.
    """
    with opened() as database:
        chosen = languages.replace(",", " ").split()
        number = publish_survey(database, slug, read_settings(), chosen)
    click.echo(f"{slug}: version {number} is open.")


@survey.command("close")
@click.argument("slug")
def close(slug: str) -> None:
    """Take no more answers to survey SLUG."""
    with opened() as database:
        close_survey(database, slug)
    click.echo(f"{slug} is closed.")


@survey.command("list")
def list_() -> None:
    """The surveys, their state and newest version."""
    with opened() as database, database.session() as session:
        for found in session.scalars(select(Survey).order_by(Survey.slug)):
            languages = " ".join(found.latest.content["languages"])
            click.echo(f"{found.slug}\t{found.state}\tversion {found.latest.number}\t{languages}")


@survey.command("expire")
def expire() -> None:
    """Delete what people wrote longer ago than retention_months; codes and counts stay."""
    with opened() as database:
        count = expire_texts(database, read_settings().retention_months, utc_now())
        expire_saved_forms(database, utc_now())
    click.echo(f"{count} texts deleted.")


COMMANDS = [survey]
