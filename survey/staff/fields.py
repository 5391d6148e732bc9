"""What the staff's forms are made of: their guard, their fields, their words."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import StopValidation

from survey.language import lazy_gettext as _
from survey.models import Agency, FeedbackRecord
from survey.plain_text import clean


class StaffForm(FlaskForm):
    """A form in a page with several: its class names it, so that no two fields share a name."""

    def __init__(self, **values: Any) -> None:
        super().__init__(prefix=self.__class__.__name__.removesuffix("Form").lower(), **values)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, what is wrong with it), for the summary; without an id what is wrong with the whole."""
        whole = [("", str(error)) for error in self.form_errors]
        return [*whole, *((field.id, str(error)) for field in self for error in field.errors)]


class RecordForm(StaffForm):
    """A change to a record: what its writer had read, so that nothing newer is overwritten.

    `revision` is the record's; `seen` is the newest event of its history.
    """

    revision = HiddenField()
    seen = HiddenField()

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        """Put in the choices that this record has."""

    def fill(self, record: FeedbackRecord) -> None:
        """Put in what the record says now."""

    def read(self) -> tuple[int, int]:
        """The revision and the event; 0 for what is no number, which is never the record's."""
        texts = (field.data or "" for field in (self.revision, self.seen))
        revision, seen = (int(text) if text.isdecimal() and len(text) < 10 else 0 for text in texts)
        return revision, seen


class Written:
    """Refuses an empty text, in the words given."""

    def __init__(self, message: object) -> None:
        self.message = message

    def __call__(self, form: FlaskForm, field: Any) -> None:
        if not clean(field.data or ""):
            raise StopValidation(str(self.message))


class CodeField(SelectField):
    """One of several codes, shown by their labels."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in {choice.value for choice in self.iter_choices()}:
            raise ValidationError(str(_("Choose one of the options in the list.")))


class CodesField(SelectMultipleField):
    """Any of several codes, shown by their labels."""

    def pre_validate(self, form: FlaskForm) -> None:
        if not set(self.data or ()) <= {choice.value for choice in self.iter_choices()}:
            raise ValidationError(str(_("Choose one of the options in the list.")))


def choices(words: Mapping[str, Any], blank: object = None) -> list[SelectChoice]:
    """Choices of `words` (code -> label); first an empty one that says `blank`, when given."""
    first = [] if blank is None else [SelectChoice("", str(blank))]
    return [*first, *(SelectChoice(code, str(label)) for code, label in words.items())]
