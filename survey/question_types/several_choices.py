"""Any number of several choices. Stored as codes with spaces between, as XLSForm does."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from wtforms import Field, Form
from wtforms.validators import DataRequired, ValidationError

from survey.form_content import Question
from survey.language import gettext as _
from survey.question_type import QuestionType, label_of


class CodesField(Field):
    """The ticked codes, each once, in the order of the page."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = list(dict.fromkeys(filter(None, valuelist)))


class AllKnown:
    """Refuses a code that the question does not have."""

    def __init__(self, question: Question) -> None:
        self.codes = {choice.code for choice in question.choices}

    def __call__(self, form: Form, field: Field) -> None:
        if not self.codes.issuperset(field.data or ()):
            raise ValidationError(_("Choose among the answers shown."))


class SeveralChoices(QuestionType):
    xlsform = (("select all that apply", ""),)
    written = "select_multiple LIST"
    drawing = "several_choices"

    def field(self, question: Question, language: str) -> Field:
        required = [DataRequired(_("Choose at least one answer."))] if question.required else []
        return CodesField(
            question.label[language],
            description=question.hint[language],
            validators=[*required, AllKnown(question)],
        )

    def store(self, data: object) -> str | None:
        return " ".join(data) if isinstance(data, list) and data else None

    def fill(self, value: str) -> object:
        return value.split()

    def show(self, value: str, question: Question, language: str) -> str:
        return ", ".join(label_of(code, question, language) for code in value.split())

    def count(self, values: Iterable[str]) -> Counter[str]:
        return Counter(code for value in values for code in value.split())


QUESTION_TYPE = SeveralChoices()
