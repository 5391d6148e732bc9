"""One box to tick: somebody has read something, or agrees to it. Kept as OK, which is XLSForm's word."""

from wtforms import Field, StringField
from wtforms.validators import AnyOf, DataRequired, Optional

from survey.form_content import Question
from survey.language import gettext as _
from survey.question_type import QuestionType

OK = "OK"


class Acknowledge(QuestionType):
    xlsform = (("acknowledge", ""), ("trigger", ""))
    written = "acknowledge"
    drawing = "acknowledge"

    def field(self, question: Question, language: str) -> Field:
        return StringField(
            question.label[language],
            description=question.hint[language],
            filters=[lambda ticked: (ticked or "").strip()],
            validators=[
                DataRequired(_("Tick the box to go on.")) if question.required else Optional(),
                AnyOf([OK], _("Choose one of the answers shown.")),
            ],
        )

    def show(self, value: str, question: Question, language: str) -> str:
        return _("Yes")


QUESTION_TYPE = Acknowledge()
