"""`lyhord settings`: every setting, what it means and what it is now."""

from dataclasses import fields

import click

from survey.settings import Settings, read_settings

SECRET = {"secret_key", "database"}


@click.command()
def settings() -> None:
    """List every setting with its meaning and its value now."""
    now = read_settings()
    for field in fields(Settings):
        value = "(set)" if field.name in SECRET and getattr(now, field.name) else repr(getattr(now, field.name))
        click.echo(f"LYHORD_{field.name.upper()} = {value}\n    {field.metadata['meaning']}")


COMMANDS = [settings]
