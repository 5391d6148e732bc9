"""`lyhord export`: what the analyst's page exports, from the command line, for every agency."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from errno import EPIPE
from pathlib import Path
from typing import IO, Any, cast

import click
from sqlalchemy import select
from tqdm import tqdm

from analysis.export import Export, Row, load_exports
from survey import language
from survey.access import has_level
from survey.actions.export_records import COLUMNS, Selection, export_records
from survey.commands.database import open_database
from survey.database import Database
from survey.models import Survey
from survey.models.feedback import ORDINARY_LEVELS
from survey.record_filter import ALLOWED, FilterError, RecordFilter
from survey.settings import read_settings

FILTERS = {
    "survey": "Only records of this survey, by its slug.",
    "since": "Only records received on this day (2026-03-31) or later.",
    "until": "Only records received on this day or earlier.",
    "language": "Only records in this language, by its code.",
    "theme": "Only records with this theme, by its code; none: without a theme.",
    "sentiment": "Only this feeling: about the theme if one is given, else about the record.",
    "type": "Only this type of feedback.",
    "status": "Only this status.",
    "channel": "Only records that came this way.",
    "coded": "confirmed: reviewed by a person; suggested: by the machine alone.",
    "quality": "none: nothing to beware of in how it was answered; any: something; or one flag, as speeder.",
    "sensitivity": "S0 or S1. Restricted records are never exported.",
    "search": "Only records with words that begin so.",
}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "ending", default="", metavar="ENDING", help="csv or jsonl; by default the file's ending.")
@click.option("--labels", default="en", metavar="LANGUAGE", help="The language of the columns with labels.")
def export(file: str, ending: str, labels: str, **given: str) -> None:
    """Write the ordinary records (S0 and S1, redacted) to FILE, or to standard output when FILE is -."""
    settings = read_settings()
    written_as = export_for(file, ending)
    if labels not in language.screen_languages():
        raise click.UsageError(f"--labels cannot be {labels!r}. Choose: {', '.join(language.screen_languages())}.")
    database = open_database()
    chosen = read_filter(database, given)
    selection = Selection(has_level(ORDINARY_LEVELS), chosen, settings.calendar.zone)
    rows = Counted(tqdm(export_records(database, selection, labels), unit=" records", disable=None))
    write(file, written_as, rows)
    click.echo(f"Records written to {file}: {rows.number}.", err=True)


for name, meaning in FILTERS.items():
    export = click.option(f"--{name}", default="", help=meaning)(export)


class Counted:
    """Rows that are counted while they pass; a progress bar that nobody watches does not count."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.number = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.number += 1
            yield row


def export_for(file: str, ending: str) -> Export:
    found = ending or ("csv" if file == "-" else Path(file).suffix.lstrip(".").lower())
    if found not in load_exports():
        known = " or ".join(f".{one}" for one in load_exports())
        raise click.UsageError(f"{file} must end in {known}, or name the format with --format.")
    return load_exports()[found]


def read_filter(database: Database, given: dict[str, str]) -> RecordFilter:
    try:
        chosen = RecordFilter.read(given)
    except FilterError as error:
        raise click.UsageError(f"--{error.name} cannot be {error.value!r}. {advice(error.name)}") from None
    if chosen.sensitivity and chosen.sensitivity not in ORDINARY_LEVELS:
        raise click.UsageError(f"--sensitivity cannot be {chosen.sensitivity!r}. Choose: S0, S1.")
    with database.session() as session:
        slugs = sorted(session.scalars(select(Survey.slug)))
    if chosen.survey and chosen.survey not in slugs:
        raise click.UsageError(f"There is no survey {chosen.survey!r}. There are: {', '.join(slugs) or 'none'}.")
    return chosen


def advice(name: str) -> str:
    allowed: Callable[[], Iterable[str]] | None = cast(Any, ALLOWED).get(name)
    return f"Choose: {', '.join(sorted(allowed()))}." if allowed else "Write a day as 2026-03-31."


def write(file: str, written_as: Export, rows: Iterable[Row]) -> None:
    """To standard output, to a device or a pipe, or to a file that takes its name when it is whole."""
    pieces = written_as.write(COLUMNS, rows)
    path = Path(file)
    try:
        if file == "-":
            write_pieces(sys.stdout.buffer, pieces)
        elif path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                write_pieces(device, pieces)
        else:
            write_whole(path, pieces)
    except OSError as error:
        if error.errno == EPIPE:
            raise
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error


def write_pieces(to: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        to.write(piece.encode())
    to.flush()


def write_whole(path: Path, pieces: Iterator[str]) -> None:
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as part:
            write_pieces(part, pieces)
        os.replace(made, path)
    except BaseException:
        os.unlink(made)
        raise


COMMANDS = [export]
