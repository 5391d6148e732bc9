"""`lyhord feedback …`: comments that came another way than the form."""

from collections.abc import Iterator
from pathlib import Path

import click
from tqdm import tqdm

from survey.actions.import_feedback import ImportRefused, Origin, Outcome, UnknownSurvey, import_feedback
from survey.actions.read_comments import BrokenRow, Columns, Comment, read_comments
from survey.commands.database import open_database
from survey.models import utc_now
from survey.models.feedback import CHANNELS
from survey.settings import read_settings
from survey.table_file import Table, TableProblem, open_table

LONGEST_SOURCE = 200
NAMED_ROWS = 100


@click.group()
def feedback() -> None:
    """Feedback records: bring in comments from paper, phone, meetings and other systems."""


@feedback.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--text", required=True, metavar="COLUMN", help="The column with the comments.")
@click.option("--language", default="", metavar="COLUMN", help="The column with language codes: en, vi, sv …")
@click.option("--date", default="", metavar="COLUMN", help="The column with the days received, as 2026-03-31.")
@click.option("--id", "id_", default="", metavar="COLUMN", help="The column with ids. Without it the text is the id.")
@click.option("--channel", required=True, type=click.Choice(CHANNELS), help="How the comments came.")
@click.option("--source", default="", metavar="NAME", help="Where ids are unique; by default the file's name.")
@click.option("--survey", default="", metavar="SLUG", help="The survey the comments belong to, if any.")
@click.option("--strict", is_flag=True, help="All or nothing: one broken or changed row and nothing is stored.")
def import_(
    file: Path, text: str, language: str, date: str, id_: str, channel: str, source: str, survey: str, strict: bool
) -> None:
    """Import comments from FILE (.csv or .tsv, UTF-8, with a header).

    The same comment, by source and id, is stored once however often it is imported. Analyse the new ones with
    `lyhord analyse`.
    """
    settings = read_settings()
    origin = Origin(source_name(source, file), channel, settings.organisation or "Municipality", utc_now(), survey)
    try:
        table = open_table(file)
        rows = read_comments(table, Columns(text, language, date, id_), settings.calendar.zone, origin.now)
        database = open_database()
        outcome = import_feedback(database, with_progress(rows, table), origin, strict)
    except TableProblem as problem:
        raise click.UsageError(str(problem)) from problem
    except UnknownSurvey as problem:
        raise click.UsageError(
            f"There is no survey {survey!r}. There are: {', '.join(problem.slugs) or 'none'}."
        ) from problem
    except ImportRefused as problem:
        name_rows(problem.outcome)
        raise click.UsageError("Nothing was stored, because of --strict. Mend these rows and try again.") from problem
    database.learn_sizes()
    name_rows(outcome)
    click.echo(
        f"{outcome.added} added, {outcome.known} known already, {len(outcome.changed)} changed (not stored), "
        f"{len(outcome.broken)} broken (not stored)."
    )


def source_name(source: str, file: Path) -> str:
    name = source.strip() or file.name
    if len(name) > LONGEST_SOURCE or "\0" in name:
        raise click.UsageError(f"--source must have at most {LONGEST_SOURCE} characters.")
    return name


def with_progress(rows: Iterator[Comment | BrokenRow], table: Table) -> Iterator[Comment | BrokenRow]:
    """The rows, with a bar while they pass if somebody watches."""
    yield from tqdm(rows, total=table.length, unit=" rows", disable=None)


def name_rows(outcome: Outcome) -> None:
    """Which rows were left out and why, on standard error."""
    lines = [(row.row, row.reason) for row in outcome.broken]
    lines += [(comment.row, f"another text than before under the id {comment.id!r}") for comment in outcome.changed]
    for number, reason in sorted(lines)[:NAMED_ROWS]:
        click.echo(f"Row {number}: {reason}.", err=True)
    if len(lines) > NAMED_ROWS:
        click.echo(f"… and {len(lines) - NAMED_ROWS} more rows.", err=True)


COMMANDS = [feedback]
