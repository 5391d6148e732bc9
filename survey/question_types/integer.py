"""A whole number."""

from survey.question_types.decimal import Number


class WholeNumber(Number):
    xlsform = (("integer", ""),)
    written = "integer"
    whole = True
    input = {"inputmode": "numeric"}


QUESTION_TYPE = WholeNumber()
