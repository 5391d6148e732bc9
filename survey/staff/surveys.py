"""Surveys: which there are. What the other pages about surveys share stands here too."""

from flask import abort, render_template
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from survey import labels, web
from survey.actions.edit_survey import may_edit_surveys
from survey.login import only, person
from survey.models import Response, Survey, SurveyVersion
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.staff.pages import room

READERS = (ADMINISTRATOR, REVIEWER)
VERSION = "/surveys/<slug>/versions/<int(max=2147483647):number>"
MOST_COUNTED = 1000


@room.get("/surveys")
@only(*READERS)
def surveys() -> str:
    return show()


def only_editors() -> None:
    if not may_edit_surveys(person()):
        abort(403)


def fetch(slug: str) -> Survey | None:
    query = select(Survey).where(Survey.slug == slug.replace("\0", "")).options(selectinload(Survey.versions))
    return web.fresh_session().scalar(query)


def show(problems: list[str] | None = None) -> str:
    session = web.session()
    found = session.scalars(select(Survey).order_by(Survey.slug).options(selectinload(Survey.versions))).all()
    return render_template(
        "staff/surveys.html",
        problems=problems or [],
        most=MOST_COUNTED,
        may_edit=may_edit_surveys(person()),
        surveys=[
            {"survey": one, "title": labels.survey(one), "responses": count_responses(session, one.versions)}
            for one in found
        ],
    )


def count_responses(session: Session, versions: list[SurveyVersion]) -> int:
    """How many responses, never counting further than one beyond the most that is shown."""
    ids = [version.id for version in versions]
    found = select(Response.id).where(Response.survey_version_id.in_(ids)).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0
