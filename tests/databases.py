"""Databases for tests: each test gets a fresh, migrated one, on SQLite and again on PostgreSQL.

The migrations run once for each kind; a test's own database is a copy of the result.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.machine import postgresql

KINDS = (pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgresql))
MIGRATED = "migrated"
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "50"}
numbers = count(1)

#: changes when a table, a column or a constraint does
SHAPE = """
    SELECT sum(xmin::text::bigint), count(*) FROM (
        SELECT xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION ALL
        SELECT xmin FROM pg_constraint WHERE connamespace = 'public'::regnamespace) AS parts"""
OTHERS_LEAVE = """
    SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
#: no row in any table, and numbers from 1 again
EMPTIED = """
    DO $$ DECLARE part record; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR part IN SELECT oid::regclass AS name, relkind FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname <> 'alembic_version'
        LOOP
            IF part.relkind = 'S' THEN PERFORM setval(part.name, 1, false);
            ELSE EXECUTE format('DELETE FROM %s', part.name);
            END IF;
        END LOOP;
    END $$"""


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty, migrated database of the test's own; the test runs once for each kind of database."""
    yield request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'lyhord.sqlite')}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "lyhord.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgresql_url(spares: "Spares") -> Iterator[str]:
    name = spares.take()
    yield f"{spares.server}/{name}"
    spares.give_back(name)


@pytest.fixture(scope="session")
def spares(postgresql_server: str) -> "Spares":
    command(postgresql_server, f"CREATE DATABASE {MIGRATED}")
    migrate(f"{postgresql_server}/{MIGRATED}")
    return Spares(postgresql_server)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address, without a database, of a PostgreSQL server that lives as long as the test run."""
    with running_postgresql() as address:
        yield address


def migrate(url: str) -> None:
    from survey.actions.upgrade_database import upgrade_database
    from survey.database import Database

    database = Database(url)
    upgrade_database(database)
    database.close()


class Spares:
    """Migrated databases on one server. One that a test has used is emptied for the next, far quicker than a new one;
    where a test has changed the tables themselves, a new one it is."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.shape = self.ask(MIGRATED, SHAPE)
        self.names: list[str] = []

    def take(self) -> str:
        if self.names:
            return self.names.pop()
        name = f"test_{next(numbers)}"
        command(self.server, f"CREATE DATABASE {name} TEMPLATE {MIGRATED}")
        return name

    def give_back(self, name: str) -> None:
        self.ask(name, OTHERS_LEAVE)
        if self.ask(name, SHAPE) == self.shape:
            self.ask(name, EMPTIED)
            self.names.append(name)
        else:
            command(self.server, f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, name: str, question: str) -> Any:
        with psycopg.connect(f"{self.server}/{name}") as connection:
            answer = connection.execute(question)  # type: ignore[arg-type]
            return answer.fetchone() if answer.description else None


def command(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


@contextmanager
def running_postgresql() -> Iterator[str]:
    """A new server on a free port of this machine, reached by nobody else, gone with its data at the end."""
    programs = postgresql()
    assert programs, "PostgreSQL's programs are missing: run the tests with make test"
    with tempfile.TemporaryDirectory(prefix="lyhord-") as folder, free_port() as port:
        identity = someone_else(folder)
        data = Path(folder) / "data"
        options = " ".join(f"-c {name}={value}" for name, value in HASTE.items())
        where = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"

        def run(*words: str | Path) -> None:
            subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, **identity)

        run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run(programs / "pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log", "-o", f"{options} {where}", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def someone_else(folder: str) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: who runs it then, as arguments for subprocess; `folder` becomes theirs."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def free_port() -> Iterator[int]:
    """A port nobody listens on; kept from other takers of free ports by the socket until the block ends."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
