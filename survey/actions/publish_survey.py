"""Open a survey to residents, and close it. A published version never changes."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.actions.edit_survey_check import unready
from survey.database import Database
from survey.form_content import OFFERED, FormContent, Wording, read_content
from survey.language import gettext as _
from survey.language import name as language_name
from survey.models import Survey, SurveyVersion, utc_now
from survey.models.survey import CLOSED, OPEN
from survey.models.survey_event import MADE, OPENED, PUBLISHED, SHUT
from survey.plain_text import clean_line
from survey.question_types import question_type
from survey.settings import Settings
from survey.survey_problem import SurveyProblem


def publish_survey(
    database: Database, slug: str, settings: Settings, languages: Sequence[str] = (), user_id: int | None = None
) -> int:
    """Publish the newest version and open the survey; the version's number. SurveyProblem when it is not ready.

    With `languages` it is offered in these alone; without, in all it declares. A version that is out already stays as
    it is: to offer other languages it becomes a new one. `user_id` is who does it, where that is known.
    """
    with database.change() as session:
        survey = find(session, slug)
        version = survey.latest
        content = offered_in(version.content, languages, is_out=version.published_at is not None)
        if problems := [*settings_problems(settings), *unready(content), *not_ready(content)]:
            raise SurveyProblem(problems)
        if content != version.content and version.published_at:
            version = SurveyVersion(number=version.number + 1, content=content)
            survey.versions.append(version)
            survey.note(MADE, user_id)
        elif content != version.content:
            version.content = content
        if version.published_at is None:
            version.published_at, version.published_by = utc_now(), user_id
            survey.note(PUBLISHED, user_id)
        elif survey.state != OPEN:
            survey.note(OPENED, user_id)
        survey.state, survey.closed_at = OPEN, None
        return version.number


def close_survey(database: Database, slug: str, user_id: int | None = None) -> None:
    """No more answers; those sent stay. SurveyProblem when there is no such survey."""
    with database.change() as session:
        survey = find(session, slug)
        if survey.state != CLOSED:
            survey.state, survey.closed_at = CLOSED, utc_now()
            survey.note(SHUT, user_id)


def find(session: Session, slug: str) -> Survey:
    survey = session.scalar(select(Survey).where(Survey.slug == clean_line(slug)).with_for_update())
    if survey is None:
        raise SurveyProblem([_("There is no survey “%(slug)s”.", slug=slug)])
    return survey


def settings_problems(settings: Settings) -> Iterator[str]:
    if not settings.emergency_number.strip():
        yield _("Set emergency_number first: everyone who is asked must learn whom to call when someone is in danger.")


def offered_in(content: dict[str, Any], languages: Sequence[str], is_out: bool) -> dict[str, Any]:
    """The content with the languages it is offered in, in the order it declares them."""
    declared = content["languages"]
    if unknown := [code for code in languages if code not in declared]:
        known = ", ".join(declared)
        raise SurveyProblem(
            [_("The survey is not in “%(code)s”. It is in: %(known)s.", code=code, known=known) for code in unknown]
        )
    if not languages and is_out:
        return content
    plain = {part: value for part, value in content.items() if part != OFFERED}
    chosen = [code for code in declared if code in languages]
    return plain | ({OFFERED: chosen} if chosen and chosen != declared else {})


def not_ready(content: dict[str, Any]) -> list[str]:
    """What is missing, and at the end in which languages nothing is."""
    form = read_content(content)
    missing = list(missing_wordings(form))
    found = [wording for _place, wording in wordings(form)]
    whole = [code for code in form.languages if all(wording.get(code) for wording in found)]
    if missing and whole:
        names = ", ".join(f"{language_name(code)} ({code})" for code in whole)
        missing.append(_("Nothing is missing in: %(languages)s. It can be published in these alone.", languages=names))
    return missing


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
            if question_type(question.type).speaks:
                yield _("The label of “%(name)s”", name=question.name), question.label
            if question.hint:
                yield _("The hint of “%(name)s”", name=question.name), question.hint
            for message in question.messages.values():
                yield _("A message of “%(name)s”", name=question.name), message
            for choice in question.choices:
                place = _("The choice “%(code)s” of “%(name)s”", code=choice.code, name=question.name)
                yield place, choice.label
