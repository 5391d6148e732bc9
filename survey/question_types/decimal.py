"""A number, with a fraction or without."""

from decimal import Decimal

from babel.numbers import format_decimal
from babel.support import LazyProxy
from wtforms import Field, Form, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from survey.form_content import Question
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.question_type import QuestionType
from survey.typed_number import read_number, written


class IsNumber:
    """Refuses what is no number, or a fraction where whole numbers are asked for."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole

    def __call__(self, form: Form, field: Field) -> None:
        number = read_number(field.data)
        if number is None:
            raise ValidationError(_("Enter a number, such as 12."))
        if self.whole and number != number.to_integral_value():
            raise ValidationError(_("Enter a whole number, such as 12."))


class Number(QuestionType):
    """`whole` tells whether fractions are refused; `input` are attributes of the control."""

    xlsform = (("decimal", ""),)
    written: str | LazyProxy = "decimal"
    drawing = "typed"
    whole = False
    input = {"inputmode": "decimal"}

    def field(self, question: Question, language: str) -> Field:
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda typed: clean_line(typed or "")],
            validators=[
                DataRequired(_("Enter a number.")) if question.required else Optional(),
                IsNumber(self.whole),
            ],
        )

    def store(self, data: object) -> str | None:
        """What is no number stays as typed, to be mended."""
        number = read_number(str(data or ""))
        return str(data or "") or None if number is None else written(number)

    def show(self, value: str, question: Question, language: str) -> str:
        number = read_number(value)
        return value if number is None else str(format_decimal(Decimal(number), locale=language))


QUESTION_TYPE = Number()
