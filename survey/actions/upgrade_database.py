"""Bring the database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from survey.database import Database

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


def upgrade_database(database: Database, revision: str = "head") -> None:
    """Apply the migrations not applied yet, in one transaction a step."""
    database.make_folder()
    command.upgrade(alembic_config(database), revision)


def alembic_config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.change_engine
    return config
