"""The `lyhord` command line: one file a group of commands. Bad input ends with a clear message and exit code 2."""

from errno import EPIPE
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click
from flask.cli import FlaskGroup
from sqlalchemy.exc import DatabaseError

from survey.settings import SettingsError


class ClearGroup(FlaskGroup):
    """Says in one line what stands in the way of any command, where it would else end in a stack trace."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for word in args:
            if not word.isascii() and word != word.encode("utf-8", "replace").decode():
                raise click.UsageError(f"{word.encode('utf-8', 'replace').decode()} is not text in UTF-8.", ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatabaseError as error:  # only its first line: what follows may quote a row
            reason = str(error.orig).partition("\n")[0]
            raise click.UsageError(
                f"The database cannot be used: {reason}. Is its address right? Then run: lyhord database upgrade"
            ) from error
        except SettingsError as error:
            raise click.UsageError(str(error)) from error
        except ModuleNotFoundError as error:
            if error.name != "psycopg":
                raise
            raise click.UsageError('PostgreSQL needs one more package: pip install "psycopg[binary]"') from error
        except OSError as error:
            if error.errno == EPIPE or not error.strerror:
                raise
            raise click.UsageError(f"{error.filename or 'The output'} cannot be used: {error.strerror}.") from error


def make_app(*_args: Any) -> Any:
    from survey.app import create_app

    return create_app()


@click.group(cls=ClearGroup, create_app=make_app, add_default_commands=False, add_version_option=False)
def lyhord() -> None:
    """Lyhörd: hear residents in their own language, answer together, show what came of it."""


for _finder, name, _ispkg in iter_modules(__path__):
    for command in import_module(f"{__name__}.{name}").COMMANDS:
        lyhord.add_command(command)


def main() -> None:
    lyhord(prog_name="lyhord")
