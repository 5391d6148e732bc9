"""One of several choices."""

from babel.support import LazyProxy
from wtforms import Field, StringField
from wtforms.validators import AnyOf, DataRequired, Optional

from survey.form_content import Question
from survey.language import gettext as _
from survey.question_type import QuestionType, label_of


class OneChoice(QuestionType):
    xlsform = (("select one", ""),)
    written: str | LazyProxy = "select_one LIST"
    drawing = "one_choice"

    def field(self, question: Question, language: str) -> Field:
        codes = [choice.code for choice in question.choices]
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda code: (code or "").strip()],
            validators=[
                DataRequired(_("Choose an answer.")) if question.required else Optional(),
                AnyOf(codes, _("Choose one of the answers shown.")),
            ],
        )

    def show(self, value: str, question: Question, language: str) -> str:
        return label_of(value, question, language)


QUESTION_TYPE = OneChoice()
