"""Surveys: which there are, open them to residents and close them."""

from flask import flash, redirect, render_template, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.wrappers import Response as Answer

from survey import labels, web
from survey.actions.publish_survey import close_survey, publish_survey
from survey.language import lazy_gettext as _
from survey.login import only
from survey.models import Response, Survey, SurveyVersion
from survey.models.user import ADMINISTRATOR
from survey.staff.pages import room
from survey.survey_problem import SurveyProblem

MOST_COUNTED = 1000


@room.get("/surveys")
@only(ADMINISTRATOR)
def surveys() -> str:
    return show()


@room.post("/surveys/<slug>/publish")
@only(ADMINISTRATOR)
def publish(slug: str) -> Answer | tuple[str, int]:
    try:
        publish_survey(web.database(), slug, web.settings())
    except SurveyProblem as problem:
        return show(problem.problems), 422
    flash(str(_("The survey is open.")))
    return redirect(url_for("staff.surveys"), 303)


@room.post("/surveys/<slug>/close")
@only(ADMINISTRATOR)
def close(slug: str) -> Answer | tuple[str, int]:
    try:
        close_survey(web.database(), slug)
    except SurveyProblem as problem:
        return show(problem.problems), 422
    flash(str(_("The survey is closed. What residents sent is kept.")))
    return redirect(url_for("staff.surveys"), 303)


def show(problems: list[str] | None = None) -> str:
    session = web.session()
    found = session.scalars(select(Survey).order_by(Survey.slug).options(selectinload(Survey.versions))).all()
    return render_template(
        "staff/surveys.html",
        problems=problems or [],
        most=MOST_COUNTED,
        surveys=[
            {"survey": survey, "title": labels.survey(survey), "responses": count_responses(session, survey)}
            for survey in found
        ],
    )


def count_responses(session: Session, survey: Survey) -> int:
    """How many responses, never counting further than one beyond the most that is shown."""
    versions = select(SurveyVersion.id).where(SurveyVersion.survey_id == survey.id)
    ids = select(Response.id).where(Response.survey_version_id.in_(versions)).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0
