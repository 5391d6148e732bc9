"""The front door: app = create_app(). Any WSGI server can serve it, for example `waitress-serve wsgi:app`."""

from survey.app import create_app

app = create_app()
