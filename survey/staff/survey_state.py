"""Open a survey to residents and close it, begin a version and throw a draft away."""

from collections.abc import Callable

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from survey import web
from survey.actions import new_survey
from survey.actions.edit_survey import may_edit_surveys
from survey.actions.edit_survey_problem import SurveyRefused
from survey.actions.publish_survey import close_survey, publish_survey
from survey.language import lazy_gettext as _
from survey.login import only, person
from survey.models.user import ADMINISTRATOR
from survey.staff.pages import room
from survey.staff.survey_page import show_survey
from survey.staff.surveys import VERSION, fetch, only_editors, show
from survey.survey_problem import SurveyProblem


@room.post("/surveys/<slug>/publish")
@only(ADMINISTRATOR)
def publish(slug: str) -> Answer | tuple[str, int]:
    def act() -> None:
        publish_survey(web.database(), slug, web.settings(), request.form.getlist("languages"), person().id)

    return attempt(slug, act, _("The survey is open."))


@room.post("/surveys/<slug>/close")
@only(ADMINISTRATOR)
def close(slug: str) -> Answer | tuple[str, int]:
    return attempt(
        slug,
        lambda: close_survey(web.database(), slug, person().id),
        _("The survey is closed. What residents sent is kept."),
    )


@room.post("/surveys/<slug>/versions")
@only(ADMINISTRATOR)
def begin_version(slug: str) -> Answer:
    try:
        number = new_survey.new_version(web.database(), person().id, slug)
    except SurveyRefused:
        abort(404 if may_edit_surveys(person()) else 403)
    return redirect(url_for("staff.edit_survey", slug=slug, number=number), 303)


@room.post(f"{VERSION}/delete")
@only(ADMINISTRATOR)
def delete_draft(slug: str, number: int) -> Answer | tuple[str, int]:
    try:
        is_gone = new_survey.delete_draft(web.database(), person().id, slug, number)
    except SurveyRefused:
        abort(404 if may_edit_surveys(person()) else 403)
    except SurveyProblem as problem:
        return answer_problems(slug, problem.problems)
    flash(str(_("The draft is deleted.")))
    return redirect(url_for("staff.surveys") if is_gone else url_for("staff.survey", slug=slug), 303)


def attempt(slug: str, act: Callable[[], None], done: object) -> Answer | tuple[str, int]:
    """Do it, or say why it cannot be; then back to the page it was asked on."""
    only_editors()
    try:
        act()
    except SurveyProblem as problem:
        return answer_problems(slug, problem.problems)
    flash(str(done))
    back = "staff.survey" if "from_page" in request.form else "staff.surveys"
    return redirect(url_for(back, slug=slug), 303)


def answer_problems(slug: str, problems: list[str]) -> tuple[str, int]:
    found = fetch(slug) if "from_page" in request.form else None
    return (show_survey(found, problems) if found else show(problems)), 422
