"""How far a person agrees with a statement; codes below zero (don't know, does not apply) stand apart."""

from survey.language import lazy_gettext
from survey.question_types.one_choice import OneChoice


class Agreement(OneChoice):
    xlsform = (("select one", "likert"),)
    written = lazy_gettext("select_one LIST, with the appearance likert")
    drawing = "agreement"


QUESTION_TYPE = Agreement()
