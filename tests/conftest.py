"""What every test may ask for: a database of its own, the application on it, and (in tests/phones.py) a phone.

The product is imported where it is used, so that the tests of a part that works run while another part does not.
"""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import FileSystemBytecodeCache

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from survey.database import Database
    from survey.settings import Settings

pytest_plugins = ("tests.databases", "tests.phones")

for name in [name for name in os.environ if name.startswith("LYHORD_")]:
    del os.environ[name]  # the settings of whoever runs the tests stay out of them

signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends the tests early ends their servers too


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a promise not kept: the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = 1


@pytest.fixture(autouse=True, scope="session")
def stay_on_this_machine() -> Iterator[None]:
    """The product needs no service from outside; a test in which it asks for one fails."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost"), f"asks {address}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True)
def speak_english() -> None:
    """The language one test has chosen does not stay for the next."""
    from survey import language

    language.speak(language.SOURCE)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> "Settings":
    """Settings with an instance folder and a database of the test's own, and limits no test runs into by chance."""
    from survey.settings import Settings

    return Settings(
        instance=str(tmp_path / "instance"),
        database=database_url,
        secret_key="a key for tests only",
        sign_in_limit="1000 per minute",
        status_limit="1000 per minute",
        reuse_seconds=0,
        form_limit="100000 per minute",
        all_forms_limit="100000 per minute",
    )


@pytest.fixture
def database(settings: "Settings") -> Iterator["Database"]:
    """The migrated database of `settings`, empty; the one that `app` uses too, seen from outside."""
    from survey.database import Database

    opened = Database(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test has an application of its own; its templates are compiled once for all."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: "Settings", compiled_templates: FileSystemBytecodeCache) -> Iterator["Flask"]:
    from survey.app import create_app

    made = create_app(settings)
    made.testing = True
    made.jinja_env.bytecode_cache = compiled_templates
    yield made
    made.extensions["database"].close()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    return app.test_client()
