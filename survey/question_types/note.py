"""A text to read; nothing to answer."""

from wtforms import Field

from survey.form_content import Question
from survey.question_type import QuestionType


class Note(QuestionType):
    xlsform = (("note", ""),)
    written = "note"
    asks = False
    drawing = "note"

    def field(self, question: Question, language: str) -> Field:
        raise TypeError(f"{question.name} is a note and has no field")


QUESTION_TYPE = Note()
