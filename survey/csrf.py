"""The guard of every form that somebody signed in sends. Rooms exempt what is sent without a session."""

from flask import Flask
from flask_wtf import CSRFProtect

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    csrf.init_app(app)
