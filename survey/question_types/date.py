"""A day, kept as 2026-03-31."""

import re
from datetime import date

from wtforms import Field, Form, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from survey.form_content import Question
from survey.language import format_day
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.question_type import QuestionType

ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if ISO.fullmatch(typed) else None
    except ValueError:
        return None


def is_day(form: Form, field: Field) -> None:
    if read_day(field.data) is None:
        raise ValidationError(_("Enter a day that exists, such as 2026-03-31."))


class Day(QuestionType):
    xlsform = (("date", ""),)
    written = "date"
    drawing = "typed"
    input = {"type": "date"}

    def field(self, question: Question, language: str) -> Field:
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda typed: clean_line(typed or "")],
            validators=[DataRequired(_("Enter a day.")) if question.required else Optional(), is_day],
        )

    def fill(self, value: str) -> object:
        """A moment's day."""
        return value[:10] if "T" in value else value

    def show(self, value: str, question: Question, language: str) -> str:
        day = read_day(value)
        return value if day is None else format_day(day)


QUESTION_TYPE = Day()
