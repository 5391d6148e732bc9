"""How long a text may be, said before it is written and when it is too long. What was written is kept for trimming."""

from wtforms import Field, Form
from wtforms.validators import ValidationError

from survey.language import format_number, ngettext


class TextLimit:
    """Refuses a text of more than `characters` characters."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.characters
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is longer than %(limit)s characters. Shorten it by %(over)s character.",
                    "This is longer than %(limit)s characters. Shorten it by %(over)s characters.",
                    over,
                    limit=format_number(self.characters),
                    over=format_number(over),
                )
            )
