"""A version as residents see it on a phone, published or not. What is filled in goes nowhere."""

from flask import abort, render_template, request
from sqlalchemy import select

from survey import language, web
from survey.actions.publish_survey import wordings
from survey.form_content import FormContent, read_content
from survey.form_to_fill import form_to_fill
from survey.login import only
from survey.models import Survey, SurveyVersion
from survey.staff.pages import room
from survey.staff.surveys import READERS, VERSION
from survey.survey_form import SurveyForm


@room.get(f"{VERSION}/preview")
@only(*READERS)
def preview(slug: str, number: int) -> str:
    content = find(slug, number)
    return show(content, form_to_fill(content, choose_language(content.languages)))


@room.post(f"{VERSION}/preview")
@only(*READERS)
def try_preview(slug: str, number: int) -> str | tuple[str, int]:
    """Check what was filled in, as for a resident, and keep nothing of it."""
    content, pressed = find(slug, number), request.form.get("switch_language", "")
    form = form_to_fill(content, choose_language(content.languages, pressed, request.form.get("form_language", "")))
    form.process(request.form)
    if pressed:
        return show(content, form)
    if not form.validate():
        return show(content, form, problems=form.problems()), 422
    return show(content, form, is_tried=True)


def find(slug: str, number: int) -> FormContent:
    query = select(SurveyVersion.content).join(Survey)
    found = web.session().scalar(query.where(Survey.slug == slug.replace("\0", ""), SurveyVersion.number == number))
    return read_content(found) if found else abort(404)


def choose_language(languages: tuple[str, ...], *wanted: str) -> str:
    """One of the survey's; our own words are in it too where we speak it."""
    known = [code for code in (*wanted, request.args.get("lang"), language.current()) if code in languages]
    code = str((known or languages)[0])
    language.speak_near(code)
    return code


def show(content: FormContent, form: SurveyForm, **values: object) -> str:
    missing = sum(bool(wording) and not wording.get(form.language) for _place, wording in wordings(content))
    return render_template(
        "staff/survey_preview.html", form=form, missing=missing, filled={"sensitive": False}, **values
    )
