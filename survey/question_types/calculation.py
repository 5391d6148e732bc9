"""A value made of other answers; nobody sees it while answering."""

from wtforms import Field

from survey.form_content import Question
from survey.language import lazy_gettext
from survey.question_type import QuestionType


class Calculation(QuestionType):
    xlsform = (("calculate", ""),)
    written = lazy_gettext("calculate, with a calculation")
    asks = False
    speaks = False
    drawing = "calculation"

    def field(self, question: Question, language: str) -> Field:
        raise TypeError(f"{question.name} is calculated and has no field")


QUESTION_TYPE = Calculation()
