"""The analyst's room; each file beside this one opens some of its doors."""

from flask import Blueprint, abort, request

from survey.models.feedback import ORDINARY_LEVELS
from survey.models.user import ADMINISTRATOR, ANALYST
from survey.record_filter import FilterError, RecordFilter

room = Blueprint("analyst", __name__, template_folder="templates", url_prefix="/analyst")
ROLES = (ANALYST, ADMINISTRATOR)


def read_filter() -> RecordFilter:
    """The filter in the address. 400 for a value that does not exist, 403 for a restricted level: none is counted."""
    try:
        chosen = RecordFilter.read(request.args)
    except FilterError:
        abort(400)
    if chosen.sensitivity and chosen.sensitivity not in ORDINARY_LEVELS:
        abort(403)
    return chosen
