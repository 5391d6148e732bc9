"""A new survey from a template, a new version of one, and a draft that is thrown away."""

from copy import deepcopy
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from analysis.words import fold, strip_marks
from survey.actions.edit_survey import editor, is_language, keep_languages
from survey.actions.edit_survey_lists import unused
from survey.actions.edit_survey_problem import EditProblem, SurveyRefused
from survey.actions.edit_survey_texts import Content
from survey.database import Database
from survey.form_content import OFFERED, Wording
from survey.language import gettext as _
from survey.models import Agency, Survey, SurveyVersion, utc_now
from survey.models.survey_event import DELETED, MADE
from survey.plain_text import clean_line
from survey.survey_problem import SurveyProblem
from survey.xlsform import read_xlsform
from survey.xlsform.form import make_slug

FOLDER = Path(__file__).parent.parent / "builtin"
TEMPLATES = ("quick_feedback", "event_evaluation", "community")
EMPTY = "empty"
LONGEST_TITLE, LONGEST_SLUG = 200, 48


def template(name: str) -> Content:
    """What a new survey begins with; `name` is one of TEMPLATES, or EMPTY."""
    if name == EMPTY:
        return {"languages": [], "title": {}, "items": []}
    return deepcopy(read_xlsform(FOLDER / f"{name}.md").content)


def create_survey(database: Database, user_id: int, name: str, titles: Wording, languages: list[str]) -> str:
    """The slug of a draft made from the template `name`. EditProblem with the fields of the page, SurveyRefused."""
    check(name, titles, languages)
    content = template(name)
    content["title"] = {code: titles[code] for code in languages if titles.get(code)}
    content.pop("settings", None)
    keep_languages(content, languages)
    with database.change() as session:
        editor(session, user_id)
        slug = free_slug(session, content["title"])
        version = SurveyVersion(number=1, content=content, changed_at=utc_now(), changed_by=user_id)
        survey = Survey(slug=slug, versions=[version])
        survey.note(MADE, user_id)
        session.add(survey)
    return slug


def check(name: str, titles: Wording, languages: list[str]) -> None:
    problems = []
    if name not in (*TEMPLATES, EMPTY):
        problems.append(("template", _("Choose what to begin with.")))
    if not languages or not all(is_language(code) for code in languages):
        problems.append(("languages", _("Choose one language at least.")))
    if languages and not any(titles.get(code) for code in languages):
        problems.append((f"title:{languages[0]}", _("Enter a title in one of the languages at least.")))
    problems += [
        (f"title:{code}", _("Use at most %(most)s characters.", most=LONGEST_TITLE))
        for code in languages
        if len(titles.get(code, "")) > LONGEST_TITLE
    ]
    if problems:
        raise EditProblem(problems)


def free_slug(session: Session, title: Wording) -> str:
    """The title in plain letters, with a number where a survey has that address. Whoever makes one waits for others."""
    session.execute(select(Agency.id).where(Agency.is_default).with_for_update())
    said = title.get("en") or next(iter(title.values()))
    slug = make_slug(strip_marks(fold(said)))[:LONGEST_SLUG].strip("-")
    taken = {found.replace("-", "_") for found in session.scalars(select(Survey.slug))}
    return unused(slug.replace("-", "_"), taken).replace("_", "-")


def new_version(database: Database, user_id: int, slug: str) -> int:
    """The number of a draft that begins as the newest version; of the draft that is there already. SurveyRefused."""
    with database.change() as session:
        editor(session, user_id)
        survey = fetch_survey(session, slug)
        newest = survey.latest
        if newest.published_at is None:
            return newest.number
        content = deepcopy({part: value for part, value in newest.content.items() if part != OFFERED})
        made = SurveyVersion(number=newest.number + 1, content=content, changed_at=utc_now(), changed_by=user_id)
        survey.versions.append(made)
        survey.note(MADE, user_id)
        return made.number


def delete_draft(database: Database, user_id: int, slug: str, number: int) -> bool:
    """Whether the survey is gone with it, as one is that was never published. SurveyProblem, SurveyRefused."""
    try:
        with database.change() as session:
            editor(session, user_id)
            survey = fetch_survey(session, slug)
            draft = next((version for version in survey.versions if version.number == number), None)
            if draft is None:
                raise SurveyRefused
            if draft.published_at:
                raise SurveyProblem([_("A published version stays: answers hang on it.")])
            is_last = len(survey.versions) == 1
            survey.note(DELETED, user_id, number)
            session.delete(draft)
            session.flush()
            if is_last:
                session.expire(survey, ["versions"])
                session.delete(survey)
            return is_last
    except IntegrityError as error:
        raise SurveyProblem([_("This survey cannot be deleted: comments or invitations belong to it.")]) from error


def fetch_survey(session: Session, slug: str) -> Survey:
    survey = session.scalar(select(Survey).where(Survey.slug == clean_line(slug)).with_for_update())
    if survey is None:
        raise SurveyRefused
    return survey
