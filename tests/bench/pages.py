"""The form and its sending, against the least that Flask and SQLite do: a kept page with a value put in; a commit."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_urlsafe

from flask import Flask, Response
from flask.testing import FlaskClient

from survey.actions.import_survey import import_survey
from survey.actions.manage_accounts import make_first_administrator
from survey.actions.publish_survey import publish_survey
from survey.actions.upgrade_database import upgrade_database
from survey.app import create_app
from survey.commands.serve import BUILT_IN
from survey.database import Database
from survey.settings import Settings
from tests.bench._timing import compare

ANSWERS = {"R11": "7", "K01": "unsure", **{f"R{n:02}": "4" for n in range(1, 11)}, "D1": "30_44", "D4": "en"}


@contextmanager
def site() -> Iterator[FlaskClient]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=folder, form_limit="1000000 per minute", all_forms_limit="1000000 per minute")
        database = Database(settings.database_url)
        upgrade_database(database)
        make_first_administrator(database, "bench@example.org")
        import_survey(database, BUILT_IN)
        publish_survey(database, "community", settings)
        yield create_app(settings).test_client()
        database.close()


def bare_page(html: str) -> FlaskClient:
    """A Flask view that puts one random value in a page that is already there."""
    app = Flask("bare")
    start, end = html[: len(html) // 2], html[len(html) // 2 :]
    app.add_url_rule("/", view_func=lambda: Response(start + token_urlsafe(24) + end, mimetype="text/html"))
    return app.test_client()


def bare_commit(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)"
    )
    return connection


def main() -> None:
    keys = count()
    with site() as client, tempfile.TemporaryDirectory() as folder:
        page = client.get("/s/community")
        assert page.status_code == 200
        bare, connection = bare_page(page.text), bare_commit(Path(folder))

        def send() -> int:
            answer = client.post("/s/community", data={**ANSWERS, "form_key": f"bench{next(keys):025}"})
            assert answer.status_code == 303, answer.status_code
            return 1

        def commit() -> int:
            connection.execute("INSERT INTO t (a) VALUES (?)", (str(ANSWERS),))
            return 1

        compare(
            "form page",
            lambda: len([client.get("/s/community")]),
            "bare Flask view",
            lambda: len([bare.get("/")]),
            wanted=0.40,
        )
        compare("sending a form", send, "bare SQLite commit", commit, wanted=0.02)


if __name__ == "__main__":
    main()
