"""Defaults that tell the time: a blank page is kept, so they are put in each time it is opened."""

from html import escape

from survey import web
from survey.form_content import FormContent, Question
from survey.logic import Now, parse
from survey.logic.tree import tells_time
from survey.models import utc_now
from survey.question_types import question_type
from survey.reference import new_key
from survey.survey_form import SurveyForm, said

#: stands where such a default comes; as hard to guess as a key, so that no text can hold it
MARK = new_key()
#: ways of drawing in which a value stands as it is
AS_IT_IS = ("hidden", "long_text", "place", "short_text", "typed")


def clock_questions(content: FormContent) -> tuple[Question, ...]:
    """The questions whose default tells the time."""
    return tuple(
        question
        for question in content.questions()
        if "(" in question.default
        and tells_time(parse(question.default))
        and question_type(question.type).drawing in AS_IT_IS
    )


def mark(number: int) -> str:
    return f"{MARK}{number:04}"


def marked(form: SurveyForm, questions: tuple[Question, ...]) -> SurveyForm:
    """The form with a mark in the place of each such default."""
    for number, question in enumerate(questions):
        form[question.name].data = mark(number)
    return form


def values(questions: tuple[Question, ...]) -> dict[str, str]:
    """What comes in the place of each mark now."""
    if not questions:
        return {}
    now = Now(utc_now().astimezone(web.settings().calendar.zone))
    filled = (question_type(question.type).fill(said(question.default, now)) for question in questions)
    return {mark(number): escape(str(value or "")) for number, value in enumerate(filled)}
