"""The database: one engine, short sessions. Knows no Flask, so that commands and workers use it too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker


class Database:
    """The engine for `url` (SQLite or PostgreSQL) and the sessions made from it.

    Its errors keep to themselves what was to be stored or sought: somebody's words end in no log.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.url.get_backend_name() == "postgresql":
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.engine = create_engine(self.url, pool_pre_ping=not self.is_sqlite, hide_parameters=True)
        if self.is_sqlite:
            event.listen(self.engine, "connect", prepare_sqlite)
            event.listen(self.engine, "begin", begin_sqlite)
        self.make_session = sessionmaker(self.engine, expire_on_commit=False)
        self.change_engine = self.engine.execution_options(begin="IMMEDIATE")
        self.make_change = sessionmaker(self.change_engine, expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def make_folder(self) -> None:
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for reading; what is not committed is rolled back."""
        with self.make_session() as session:
            yield session

    @contextmanager
    def change(self) -> Iterator[Session]:
        """A session for one change: committed when the block ends well, rolled back when it raises."""
        with self.make_change.begin() as session:
            yield session

    def learn_sizes(self) -> None:
        """Sample the tables (milliseconds), so that queries start from the index that leaves the fewest rows.

        Worth doing after many rows have come: without it SQLite guesses, and at 200,000 records guesses minutes wrong.
        """
        with self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA analysis_limit=400")
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        self.engine.dispose()


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer (WAL), a commit survives a power cut (FULL), links are kept whole."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Any) -> None:
    """A change takes the write lock at once (IMMEDIATE): one that reads first could not wait for it later."""
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', '')}")
