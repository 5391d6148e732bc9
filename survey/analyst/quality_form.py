"""The form that asks for an audit sample."""

from collections.abc import Sequence
from datetime import date, timedelta
from secrets import randbelow

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectField, StringField, ValidationError
from wtforms.widgets import DateInput, NumberInput

from survey import pages, web
from survey.actions.draw_audit_sample import LARGEST, MOST_SEED, Wish
from survey.language import lazy_gettext as _
from survey.models import Agency
from survey.models.audit_sample import EQUAL, PROPORTIONAL
from survey.record_filter import is_day, midnight

DAYS, SIZE = 90, 60
SHARED_OUT = {
    PROPORTIONAL: _("As the languages occur, with some of each"),
    EQUAL: _("The same number for each language"),
}
CODERS = {"1": _("One person"), "2": _("Two people, one after the other")}


class DrawForm(FlaskForm):
    """`seed` comes with the page: sent twice, the form draws once."""

    seed = HiddenField()
    agency = SelectField(_("Agency"), validate_choice=False)
    size = StringField(_("How many comments"), widget=NumberInput(min=1, max=LARGEST))
    since = StringField(_("First day"), widget=DateInput())
    until = StringField(_("Last day"), widget=DateInput())
    shared_out = SelectField(_("Share among languages"), validate_choice=False)
    coders = SelectField(_("Who codes each comment"), validate_choice=False)

    def __init__(self, agencies: Sequence[Agency], today: date, **values: object) -> None:
        self.day = today
        super().__init__(prefix="draw", **values)
        self.agency.choices = [SelectChoice(str(agency.id), pages.agency_name(agency)) for agency in agencies]
        self.shared_out.choices = [SelectChoice(code, str(label)) for code, label in SHARED_OUT.items()]
        self.coders.choices = [SelectChoice(code, str(label)) for code, label in CODERS.items()]

    def fill(self) -> None:
        self.seed.data, self.size.data = str(randbelow(MOST_SEED)), str(SIZE)
        self.since.data, self.until.data = str(self.day - timedelta(DAYS - 1)), str(self.day)
        self.shared_out.data, self.coders.data = PROPORTIONAL, "1"
        self.agency.data = next((choice.value for choice in self.agency.choices), "")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, what is wrong with it)."""
        whole = [("", str(error)) for error in self.form_errors]
        return [*whole, *((field.id, str(error)) for field in self for error in field.errors)]

    def wish(self) -> tuple[Wish, int]:
        """What is asked for, and the seed; only when the form is valid."""
        zone = web.settings().calendar.zone
        since, until = midnight(self.since.data, zone), midnight(self.until.data, zone, days=1)
        agency, size, coders = int(self.agency.data), int(self.size.data), int(self.coders.data)
        return Wish(agency, since, until, size, self.shared_out.data, coders), int(self.seed.data)

    def validate_seed(self, field: HiddenField) -> None:
        if number(field.data, MOST_SEED - 1) is None:
            raise ValidationError(str(_("Open this page again, and draw then.")))

    def validate_agency(self, field: SelectField) -> None:
        one_of(field, str(_("Choose an agency.")))

    def validate_size(self, field: StringField) -> None:
        if not number(field.data, LARGEST):
            raise ValidationError(_("Enter a number of comments from 1 to %(most)s.") % {"most": LARGEST})

    def validate_since(self, field: StringField) -> None:
        if not is_day(field.data or ""):
            raise ValidationError(str(_("Enter the first day.")))

    def validate_until(self, field: StringField) -> None:
        if not is_day(field.data or ""):
            raise ValidationError(str(_("Enter the last day.")))
        if is_day(self.since.data or "") and date.fromisoformat(field.data) < date.fromisoformat(self.since.data):
            raise ValidationError(str(_("Choose a last day that does not come before the first.")))

    def validate_shared_out(self, field: SelectField) -> None:
        one_of(field, str(_("Choose how comments are shared among languages.")))

    def validate_coders(self, field: SelectField) -> None:
        one_of(field, str(_("Choose who codes each comment.")))


def one_of(field: SelectField, message: str) -> None:
    if field.data not in [choice.value for choice in field.choices]:
        raise ValidationError(message)


def number(text: str | None, most: int) -> int | None:
    """A whole number from 0 to `most`; None for anything else."""
    plain = text is not None and text.isascii() and text.isdecimal() and len(text) < 12
    return int(text) if plain and int(text) <= most else None  # type: ignore[arg-type]
