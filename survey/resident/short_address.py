"""The short address of a poster or a message: on to the survey's form, which keeps where the address was given out."""

from flask import abort, redirect
from werkzeug.wrappers import Response

from survey import web
from survey.models import ShortAddress, Survey
from survey.resident.arrival import Arrival
from survey.resident.pages import room
from survey.short_code import read_short_code


@room.get("/f/<code>")
def short_address(code: str) -> Response:
    found = web.session().get(ShortAddress, read_short_code(code) or "") or abort(404)
    survey = web.session().get_one(Survey, found.survey_id)
    return redirect(Arrival(found.code).home(survey.slug), 302)
