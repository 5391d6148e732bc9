"""`lyhord theme …`: the organisation's own themes, to and from a file."""

from pathlib import Path
from typing import IO

import click
from sqlalchemy import select

from survey import labels
from survey.actions.check_theme import ThemeProblem
from survey.actions.theme_file import import_themes, write_themes
from survey.commands.database import open_database
from survey.models import LocalTheme


class Refused(click.ClickException):
    """Every problem on a line of its own."""

    exit_code = 2


@click.group()
def theme() -> None:
    """Themes of your own: list, import, export."""


@theme.command("list")
def list_() -> None:
    """The themes of your own, with code, name and category."""
    with open_database().session() as session:
        for found in session.scalars(select(LocalTheme).order_by(LocalTheme.code)):
            state = "\tretired" if found.retired_at else ""
            click.echo(f"{found.code}\t{labels.theme(found.code)}\t{found.category}{state}")


@theme.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True))
def export(file: IO[str]) -> None:
    """Write the themes that are in use to FILE (TOML), or to standard output when FILE is -."""
    with open_database().session() as session:
        used = session.scalars(
            select(LocalTheme).where(LocalTheme.retired_at.is_(None)).order_by(LocalTheme.code)
        ).all()
    file.write(write_themes(used))
    click.echo(f"{len(used)} themes written.", err=True)


@theme.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Add the themes in FILE (TOML), and change those whose code is there: all of them or none.

    Comments are then coded anew by the running server, or by `lyhord analyse`.
    """
    try:
        done = import_themes(open_database(), file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not text in UTF-8.") from None
    except ThemeProblem as problem:
        raise Refused(str(problem)) from None
    click.echo(f"{done.added} added, {done.changed} changed, {done.same} were there already.")


COMMANDS = [theme]
