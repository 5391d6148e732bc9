"""Take a survey from an XLSForm. Nothing is saved unless all of it is right."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from survey.database import Database
from survey.form_content import OFFERED
from survey.models import Survey, SurveyVersion
from survey.models.survey_event import MADE
from survey.xlsform import XLSForm, read_xlsform
from survey.xlsform.form import make_slug


@dataclass(frozen=True)
class ImportedSurvey:
    """`is_new` is False when the newest version says the same already; `advice` tells what of the file was left out."""

    slug: str
    number: int
    is_new: bool
    advice: tuple[str, ...] = ()


def import_survey(database: Database, file: Path, slug: str = "", *, only_new: bool = False) -> ImportedSurvey | None:
    """The survey under `slug`, or under the form's own name: made, or given a new version. SurveyProblem otherwise.

    With `only_new` a survey that exists stays as it is, and the answer is None.
    """
    form = read_xlsform(file)
    return save(database, make_slug(slug) if slug else form.slug, form, only_new)


def save(database: Database, slug: str, form: XLSForm, only_new: bool) -> ImportedSurvey | None:
    with database.change() as session:
        survey = session.scalar(select(Survey).where(Survey.slug == slug).with_for_update())
        if survey is None:
            survey = Survey(slug=slug)
            session.add(survey)
        elif only_new:
            return None
        elif unpublished(survey.latest.content) == form.content:
            return ImportedSurvey(slug, survey.latest.number, is_new=False, advice=form.advice)
        number = survey.latest.number + 1 if survey.versions else 1
        survey.versions.append(SurveyVersion(number=number, content=form.content))
        survey.note(MADE, None)
        return ImportedSurvey(slug, number, is_new=True, advice=form.advice)


def unpublished(content: dict[str, Any]) -> dict[str, Any]:
    """Without what publishing has added."""
    return {part: value for part, value in content.items() if part != OFFERED}
