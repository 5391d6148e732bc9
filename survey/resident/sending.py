"""How a form came back: when it was opened, whether it had to wait, and whether the survey still takes it."""

from datetime import datetime, timedelta

from flask import Response, current_app, make_response, request

from survey.actions.flag_response import Sending
from survey.language import ngettext
from survey.models import utc_now
from survey.resident.open_surveys import FoundVersion
from survey.start_stamp import make_stamp, read_stamp

#: A form finished without a network may come so long after the survey was closed
LATE_DAYS = timedelta(days=14)


def new_stamp() -> str:
    return make_stamp(current_app.config["SECRET_KEY"], utc_now())


def stamp_sent() -> str:
    """The stamp that came back if it is ours: the page that is shown again was opened when the first one was."""
    return request.form.get("form_started", "") if started_at() else ""


def started_at() -> datetime | None:
    return read_stamp(current_app.config["SECRET_KEY"], request.form.get("form_started", ""), utc_now())


def sending(version: FoundVersion) -> Sending:
    return Sending(
        started_at=started_at(),
        waited="form_waited" in request.form,
        in_trap=bool(request.form.get("form_website", "").strip()),
        late=not version.is_open,
    )


def is_taken(version: FoundVersion) -> bool:
    """Whether the survey takes this form: it is open, or this was begun before it closed, or closed not long ago."""
    if version.is_open or version.closed_at is None:
        return version.is_open
    begun = started_at()
    return utc_now() - version.closed_at <= LATE_DAYS or (begun is not None and begun < version.closed_at)


def come_back_later(page: str, seconds: int) -> Response:
    """The page with everything typed, and when it can be sent; a phone's own queue tries again by itself."""
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def when_to_try(seconds: int) -> str:
    return ngettext(
        "Very many answers are coming from the network you use. Nothing is lost: send again in %(num)s minute.",
        "Very many answers are coming from the network you use. Nothing is lost: send again in %(num)s minutes.",
        -(-seconds // 60),
    )
