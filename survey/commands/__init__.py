"""The `lyhord` command line: one file a group of commands. Bad input ends with a clear message and exit code 2."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click
from flask.cli import FlaskGroup


def make_app(*_args: Any) -> Any:
    from survey.app import create_app

    return create_app()


@click.group(cls=FlaskGroup, create_app=make_app, add_default_commands=False, add_version_option=False)
def lyhord() -> None:
    """Lyhörd: hear residents in their own language, answer together, show what came of it."""


for _finder, name, _ispkg in iter_modules(__path__):
    for command in import_module(f"{__name__}.{name}").COMMANDS:
        lyhord.add_command(command)


def main() -> None:
    lyhord(prog_name="lyhord")
