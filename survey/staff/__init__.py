"""The staff's room: sign in, the queue, a record and what can be done with it, surveys, accounts."""

from survey.staff import (
    accounts,
    blind,
    changes,
    entry,
    invitations,
    password,
    poster,
    queue,
    record,
    sign_in,
    survey_edit,
    survey_new,
    survey_page,
    survey_preview,
    survey_state,
    surveys,
    themes,
)
from survey.staff.pages import room

__all__ = [
    "accounts",
    "blind",
    "changes",
    "entry",
    "invitations",
    "password",
    "poster",
    "queue",
    "record",
    "room",
    "sign_in",
    "survey_edit",
    "survey_new",
    "survey_page",
    "survey_preview",
    "survey_state",
    "surveys",
    "themes",
]
