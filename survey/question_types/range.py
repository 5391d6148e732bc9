"""A number between two others, in steps: a row of numbers where they are few, else one to type."""

from decimal import Decimal

from wtforms import Field, Form
from wtforms.validators import ValidationError

from survey.form_content import Question
from survey.language import gettext as _
from survey.language import lazy_gettext
from survey.question_types.decimal import Number
from survey.typed_number import read_number, written

MOST_SHOWN = 11  # as 0 to 10


class InRange:
    """Refuses a number outside, or between two steps."""

    def __init__(self, question: Question) -> None:
        self.start, self.end, self.step = limits(question)

    def __call__(self, form: Form, field: Field) -> None:
        number = read_number(field.data)
        if number is None or not self.start <= number <= self.end or (number - self.start) % self.step:
            start, end, step = written(self.start), written(self.end), written(self.step)
            raise ValidationError(_("Enter a number from %(start)s to %(end)s in steps of %(step)s.",
                                    start=start, end=end, step=step))  # fmt: skip


class Range(Number):
    xlsform = (("range", ""),)
    written = lazy_gettext("range, with the parameters start=0 end=10 step=1")
    drawing = "range"

    def field(self, question: Question, language: str) -> Field:
        field = super().field(question, language)
        field.kwargs["validators"].append(InRange(question))
        return field

    def points(self, question: Question) -> list[str]:
        """The numbers to choose from; none where they are too many for a row."""
        start, end, step = limits(question)
        count = int((end - start) / step) + 1
        return [written(start + place * step) for place in range(count)] if count <= MOST_SHOWN else []


def limits(question: Question) -> tuple[Decimal, Decimal, Decimal]:
    """Start, end, step; XLSForm's own 1, 10 and 1 where nothing is written."""
    start, end, step = (read_number(question.parameters.get(name, "")) for name in ("start", "end", "step"))
    low, high = (Decimal(1) if start is None else start), (Decimal(10) if end is None else end)
    return min(low, high), max(low, high), abs(step) if step else Decimal(1)


QUESTION_TYPE = Range()
