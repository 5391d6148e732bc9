"""Open a survey to residents, and close it. A published version never changes."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.database import Database
from survey.form_content import FormContent, Wording, read_content
from survey.language import gettext as _
from survey.language import name as language_name
from survey.models import Survey, utc_now
from survey.models.survey import CLOSED, OPEN
from survey.plain_text import clean_line
from survey.settings import Settings
from survey.survey_problem import SurveyProblem


def publish_survey(database: Database, slug: str, settings: Settings) -> int:
    """Publish the newest version and open the survey; the version's number. SurveyProblem when it is not ready."""
    with database.change() as session:
        survey = find(session, slug)
        version = survey.latest
        if problems := [*settings_problems(settings), *missing_wordings(read_content(version.content))]:
            raise SurveyProblem(problems)
        version.published_at = version.published_at or utc_now()
        survey.state, survey.closed_at = OPEN, None
        return version.number


def close_survey(database: Database, slug: str) -> None:
    """No more answers; those sent stay. SurveyProblem when there is no such survey."""
    with database.change() as session:
        survey = find(session, slug)
        if survey.state != CLOSED:
            survey.state, survey.closed_at = CLOSED, utc_now()


def find(session: Session, slug: str) -> Survey:
    survey = session.scalar(select(Survey).where(Survey.slug == clean_line(slug)).with_for_update())
    if survey is None:
        raise SurveyProblem([_("There is no survey “%(slug)s”.", slug=slug)])
    return survey


def settings_problems(settings: Settings) -> Iterator[str]:
    if not settings.emergency_number.strip():
        yield _("Set emergency_number first: everyone who is asked must learn whom to call when someone is in danger.")


def missing_wordings(content: FormContent) -> Iterator[str]:
    """What lacks a wording in one of the survey's languages, and in which."""
    for place, wording in wordings(content):
        if missing := [code for code in content.languages if not wording.get(code)]:
            names = ", ".join(language_name(code) for code in missing)
            yield _("%(place)s is missing in: %(languages)s.", place=place, languages=names)


def wordings(content: FormContent) -> Iterator[tuple[str, Wording]]:
    """Every wording with the words for where it stands. A heading or a hint may be absent, but not in part."""
    yield _("The title"), content.title
    for group in content.groups:
        if group.label:
            yield _("The heading of section “%(name)s”", name=group.name), group.label
        for question in group.questions:
            yield _("The label of “%(name)s”", name=question.name), question.label
            if question.hint:
                yield _("The hint of “%(name)s”", name=question.name), question.hint
            for choice in question.choices:
                place = _("The choice “%(code)s” of “%(name)s”", code=choice.code, name=question.name)
                yield place, choice.label
