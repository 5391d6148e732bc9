"""A picture. The answer is its digest; the picture itself is kept beside the response, for staff only."""

from typing import Any

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, ValidationError

from survey.clean_image import LONGEST_SIDE, CleanImage, ImageRefused, clean_image
from survey.form_content import Question
from survey.language import gettext as _
from survey.question_type import QuestionType

UNREADABLE = "unreadable"


class ImageField(Field):
    """A CleanImage; `refused` says why what was sent is none."""

    refused = ""
    data: CleanImage | str | None

    def __init__(self, *arguments: Any, longest_side: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.longest_side = longest_side

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [value for value in valuelist if getattr(value, "filename", "")]
        if files:
            self.take(files[0].read())

    def take(self, data: bytes) -> None:
        try:
            self.data = clean_image(data, self.longest_side)
        except ImageRefused as refusal:
            self.data, self.refused = UNREADABLE, str(refusal)


def is_readable(form: BaseForm, field: Any) -> None:
    if field.refused:
        raise ValidationError(field.refused)


class Picture(QuestionType):
    xlsform = (("image", ""), ("photo", ""))
    written = "image"
    takes_files = True
    drawing = "image"

    def field(self, question: Question, language: str) -> Field:
        required = [DataRequired(_("Choose a picture."))] if question.required else []
        return ImageField(
            question.label[language],
            description=question.hint[language],
            validators=[*required, is_readable],
            longest_side=longest_side(question),
        )

    def store(self, data: object) -> str | None:
        return data.digest if isinstance(data, CleanImage) else str(data) if data else None

    def fill(self, value: str) -> object:
        """A picture cannot be put in before it is chosen."""
        return None

    def show(self, value: str, question: Question, language: str) -> str:
        return _("A picture")


def longest_side(question: Question) -> int:
    """In pixels: the author's max-pixels where it is less than ours."""
    written = question.parameters.get("max-pixels", "")
    return min(int(written), LONGEST_SIDE) if written.isascii() and written.isdigit() and int(written) else LONGEST_SIDE


QUESTION_TYPE = Picture()
