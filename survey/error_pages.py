"""Pages for what cannot be shown: kind words, in the person's language, and never a stack trace."""

from types import TracebackType

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey.language import lazy_gettext as _

WORDS = {
    400: (
        _("We could not read that"),
        _("Something in the address or the form was not as expected. Go back and try again."),
    ),
    403: (_("This page is not for your account"), _("Ask an administrator if you should be able to open it.")),
    404: (_("There is no such page"), _("Check the address, or start again from the first page.")),
    405: (_("That cannot be done here"), _("Go back and use the buttons on the page.")),
    413: (
        _("That was too much to send at once"),
        _(
            "Nothing is lost: go back in your browser, and what you wrote is still there. Choose a smaller picture or "
            "shorten the longest text, and send again."
        ),
    ),
    429: (_("Too many tries"), _("Wait a few minutes and try again.")),
    500: (
        _("Sorry, something went wrong"),
        _("Nothing you sent before has been lost. Please try again in a little while."),
    ),
}
PLAIN = (
    "<!doctype html><html lang=en dir=ltr><title>Lyhörd</title><h1>Lyhörd</h1><p>Please try again in a little while."
)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(Exception, show_failure)


def page(code: int, title: object, advice: object) -> tuple[str, int]:
    return render_template("error.html", title=str(title), advice=str(advice)), code


def show(error: HTTPException):  # type: ignore[no-untyped-def]
    if error.code is None or error.code < 400:
        return error.get_response()
    body, code = page(error.code, *WORDS.get(error.code, WORDS[500 if error.code >= 500 else 400]))
    response = error.get_response()
    response.data, response.content_type = body, "text/html; charset=utf-8"
    return response, code


def show_expired(_error: CSRFError) -> tuple[str, int]:
    return page(400, _("The page had been open too long"), _("Go back, load the page again, and send once more."))


def show_failure(error: Exception) -> tuple[str, int]:
    """The log gets the kind of error and where it happened, never the values: they may hold somebody's words."""
    current_app.logger.error(
        "%s at %s %s", type(error).__name__, request.method, request.endpoint, exc_info=quiet(error)
    )
    try:
        return page(500, *WORDS[500])
    except Exception:  # the database or the catalogue may be what failed
        return PLAIN, 500


def quiet(error: Exception) -> tuple[type[Exception], Exception, TracebackType | None]:
    """The same traceback, without the error's text."""
    return type(error), Exception("details withheld"), error.__traceback__
