"""A version as residents see it, for the staff who write it: published or not. What is filled in goes nowhere."""

from flask import abort, render_template, request
from sqlalchemy import select

from survey import web
from survey.form_content import read_content
from survey.form_to_fill import form_to_fill
from survey.login import only
from survey.models import Survey, SurveyVersion
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.resident.form import choose_language
from survey.resident.pages import room

ADDRESS = "/staff/surveys/<slug>/versions/<int(max=2147483647):number>/preview"


@room.get(ADDRESS)
@only(ADMINISTRATOR, REVIEWER)
def preview(slug: str, number: int) -> str:
    content = read_content(find(slug, number).content)
    return show(form_to_fill(content, choose_language(content.languages)), slug)


@room.post(ADDRESS)
@only(ADMINISTRATOR, REVIEWER)
def try_preview(slug: str, number: int) -> str | tuple[str, int]:
    """Check what was filled in, as for a resident, and keep nothing of it."""
    content = read_content(find(slug, number).content)
    pressed, before = request.form.get("switch_language", ""), request.form.get("form_language", "")
    form = form_to_fill(content, choose_language(content.languages, pressed, before))
    form.process(request.form)
    if pressed:
        return show(form, slug)
    if not form.validate():
        return show(form, slug, problems=form.problems()), 422
    return show(form, slug, is_tried=True)


def find(slug: str, number: int) -> SurveyVersion:
    query = select(SurveyVersion).join(Survey)
    query = query.where(Survey.slug == slug.replace("\0", ""), SurveyVersion.number == number)
    return web.session().scalar(query) or abort(404)


def show(form: object, slug: str, **values: object) -> str:
    return render_template("resident/preview.html", form=form, slug=slug, filled={"sensitive": False}, **values)
