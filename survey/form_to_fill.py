"""A survey's form, ready to be filled in: its wording with the organisation's own particulars."""

from typing import Any

from flask import request
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from survey import pages, web
from survey.form_content import FormContent
from survey.language import gettext as _
from survey.logic import Now
from survey.models import utc_now
from survey.survey_form import SurveyForm


def form_to_fill(content: FormContent, code: str) -> SurveyForm:
    """The blank form in the language `code`, as things stand now."""
    return SurveyForm(content, code, particulars(), Now(utc_now().astimezone(web.settings().calendar.zone)))


def particulars() -> dict[str, object]:
    """What stands for the placeholders in a survey's texts."""
    settings = web.settings()
    return {
        "organisation": pages.organisation(),
        "contact": settings.contact or _("the municipality's contact centre"),
        "emergency_number": settings.emergency_number,
        "retention_months": settings.retention_months,
    }


def what_was_sent(form: SurveyForm, with_files: bool = True) -> CombinedMultiDict[str, Any]:
    """The answers of the form that was sent; files only where `form` asks for one, and only when they are wanted."""
    wanted = [name for name, kind in form.types.items() if kind.takes_files and with_files]
    files = MultiDict((name, file) for name in wanted for file in request.files.getlist(name))
    parts: list[MultiDict[str, Any]] = [request.form, files]
    return CombinedMultiDict(parts)
