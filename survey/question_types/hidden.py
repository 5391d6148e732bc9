"""A value that nobody sees, put in by the author as a default: where a poster hung, which round this is."""

from wtforms import Field, HiddenField

from survey.form_content import Question
from survey.plain_text import clean_line
from survey.question_type import QuestionType
from survey.text_limit import TextLimit


class Hidden(QuestionType):
    xlsform = (("hidden", ""),)
    written = "hidden"
    drawing = "hidden"
    speaks = False

    def field(self, question: Question, language: str) -> Field:
        return HiddenField(filters=[lambda value: clean_line(value or "")], validators=[TextLimit(300)])


QUESTION_TYPE = Hidden()
