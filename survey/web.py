"""What a view needs from the application around it: its database, its settings, its session for reading."""

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from survey.database import Database
from survey.settings import Settings


def database() -> Database:
    return cast(Database, current_app.extensions["database"])


def settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def session() -> Session:
    """The request's session, for reading only; changes go through actions, which open their own."""
    if "session" not in g:
        g.session = database().make_session()
    return cast(Session, g.session)


def fresh_session() -> Session:
    """The same session, after an action: it sees what has been committed since it began to read."""
    session().rollback()
    return session()


def close_session(_error: BaseException | None = None) -> None:
    if opened := g.pop("session", None):
        opened.close()


def init_app(app: Flask, settings: Settings, database: Database) -> None:
    app.extensions["settings"] = settings
    app.extensions["database"] = database
    app.teardown_appcontext(close_session)
