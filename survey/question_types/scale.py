"""A number from a row of numbers, such as 0 to 10; codes below zero (don't know) stand apart, as words."""

from survey.language import lazy_gettext
from survey.question_types.one_choice import OneChoice


class Scale(OneChoice):
    xlsform = (("select one", "scale"),)
    written = lazy_gettext("select_one LIST, with the appearance scale")
    drawing = "scale"


QUESTION_TYPE = Scale()
