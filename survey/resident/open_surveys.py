"""Which survey is meant, and which of its versions."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from survey.form_content import Wording
from survey.models import Survey, SurveyVersion
from survey.models.survey import OPEN

SLUG = re.compile("[a-z0-9-]{1,64}")
NUMBER = re.compile("[0-9]{1,6}")
#: Asked for each form that is opened, so it is put together once
PUBLISHED = (
    select(SurveyVersion.id, SurveyVersion.number, Survey.state, Survey.closed_at, Survey.by_invitation)
    .join(Survey)
    .where(Survey.slug == bindparam("slug"), SurveyVersion.published_at.is_not(None))
    .order_by(SurveyVersion.number.desc())
)


@dataclass(frozen=True)
class FoundVersion:
    """A published version of a survey; `is_open` tells whether the survey still takes answers, `closed_at` since when
    it does not, `by_invitation` whether it asks for an invitation."""

    id: int
    number: int
    is_open: bool
    closed_at: datetime | None = None
    by_invitation: bool = False


def find_version(session: Session | Connection, slug: str, number: str = "") -> FoundVersion | None:
    """The version to fill in now, or version `number` if that was published: a form on a phone may be an older one."""
    if not SLUG.fullmatch(slug):
        return None
    rows = session.execute(PUBLISHED, {"slug": slug})
    found = [
        FoundVersion(version, its_number, state == OPEN, closed_at, by_invitation)
        for version, its_number, state, closed_at, by_invitation in rows
    ]
    wanted = [version for version in found if NUMBER.fullmatch(number) and version.number == int(number)]
    return next(iter(wanted or found), None)


def open_titles(session: Session) -> list[tuple[str, Wording]]:
    """(slug, title) of each open survey, the newest first."""
    query = select(Survey).where(Survey.state == OPEN).order_by(Survey.created_at.desc(), Survey.id.desc())
    found = ((survey.slug, survey.open_version) for survey in session.scalars(query))
    return [(slug, version.content["title"]) for slug, version in found if version]
