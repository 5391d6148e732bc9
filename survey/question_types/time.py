"""A time of day, kept as 14:30."""

import re

from wtforms import Field, StringField
from wtforms.validators import DataRequired, Optional, Regexp

from survey.form_content import Question
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.question_type import QuestionType

CLOCK = re.compile(r"([01]\d|2[0-3])[:.][0-5]\d(:[0-5]\d)?", re.ASCII)


class TimeOfDay(QuestionType):
    xlsform = (("time", ""),)
    written = "time"
    drawing = "typed"
    input = {"type": "time"}

    def field(self, question: Question, language: str) -> Field:
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda typed: clean_line(typed or "")],
            validators=[
                DataRequired(_("Enter a time.")) if question.required else Optional(),
                Regexp(re.compile(f"(?:{CLOCK.pattern})$", re.ASCII), message=_("Enter a time, such as 14:30.")),
            ],
        )

    def fill(self, value: str) -> object:
        """A moment's time of day."""
        return value.partition("T")[2][:5] or value

    def store(self, data: object) -> str | None:
        typed = str(data or "")
        return typed[:5].replace(".", ":") if CLOCK.fullmatch(typed) else typed or None


QUESTION_TYPE = TimeOfDay()
