"""A text of several lines, in the person's own words."""

from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired

from survey.form_content import Question
from survey.language import gettext as _
from survey.language import lazy_gettext
from survey.plain_text import clean
from survey.question_type import QuestionType
from survey.text_limit import TextLimit


class LongText(QuestionType):
    xlsform = (("text", "multiline"),)
    written = lazy_gettext("text, with the appearance multiline")
    is_open = True
    drawing = "long_text"
    limit = 10_000

    def field(self, question: Question, language: str) -> Field:
        required = [DataRequired(_("Write an answer."))] if question.required else []
        return TextAreaField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda text: clean(text or "")],
            validators=[*required, TextLimit(self.limit)],
        )


QUESTION_TYPE = LongText()
