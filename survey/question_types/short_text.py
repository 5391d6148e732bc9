"""Words on one line."""

from wtforms import Field, StringField
from wtforms.validators import DataRequired

from survey.form_content import Question
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.question_type import QuestionType
from survey.text_limit import TextLimit


class ShortText(QuestionType):
    xlsform = (("text", ""),)
    written = "text"
    is_open = True
    drawing = "short_text"
    limit = 300

    def field(self, question: Question, language: str) -> Field:
        required = [DataRequired(_("Write an answer."))] if question.required else []
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda text: clean_line(text or "")],
            validators=[*required, TextLimit(self.limit)],
        )


QUESTION_TYPE = ShortText()
