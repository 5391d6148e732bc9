"""The page on which a record of an audit sample is coded: its text, and a form in which nothing is chosen."""

from collections.abc import Sequence

from flask import render_template
from sqlalchemy.orm import Session
from wtforms import SelectChoice, ValidationError

from survey import labels, web
from survey.actions.review_record import Review
from survey.blind_coding import sample_of
from survey.language import lazy_gettext as _
from survey.language import name as language_name
from survey.models import Agency, FeedbackRecord, utc_now
from survey.models.feedback import LEVELS
from survey.record_filter import LANGUAGES, NO_THEME
from survey.staff.due import age
from survey.staff.fields import CodeField, RecordForm, Written, choices
from survey.staff.forms import CodesForm, theme_choices


class BlindForm(CodesForm):
    """The codes of a record, every one chosen by whoever reads it; `none` says that no theme fits."""

    theme1 = CodeField(_("Main theme"), [Written(_("Choose the main theme, or that there is none."))])
    sentiment = CodeField(_("Feeling of the whole comment"), [Written(_("Choose the feeling of the whole comment."))])
    language = CodeField(_("Language it is written in"), [Written(_("Choose the language it is written in."))])
    sensitivity = CodeField(_("Sensitivity"), [Written(_("Choose how sensitive the comment is."))])

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        """Nothing here depends on the record."""
        feelings, themes = choices(labels.SENTIMENT, blank=_("Choose")), theme_choices([])[1:]
        none = SelectChoice(NO_THEME, str(_("No theme")))
        for number, (theme, feeling) in enumerate(self.pairs()):
            first = (
                [SelectChoice("", str(_("Choose"))), none] if number == 0 else [SelectChoice("", str(_("No theme")))]
            )
            theme.choices, feeling.choices = [*first, *themes], feelings
        self.sentiment.choices = feelings
        self.type.choices = choices(labels.TYPE, blank=_("Choose"))
        self.language.choices = choices({code: language_name(code) for code in LANGUAGES}, blank=_("Choose"))
        self.sensitivity.choices = choices({level: labels.SENSITIVITY[level] for level in LEVELS}, blank=_("Choose"))

    def fill(self, record: FeedbackRecord) -> None:
        """Nothing is suggested."""

    def review(self) -> Review:
        themes = tuple((theme.data, feeling.data) for theme, feeling in self.pairs() if is_theme(theme))
        return Review(themes, self.sentiment.data, self.type.data, self.language.data)

    def validate_theme2(self, field: CodeField) -> None:
        super().validate_theme2(field)
        if field.data and not is_theme(self.theme1):
            raise ValidationError(str(_("Choose the main theme first.")))

    def validate_theme3(self, field: CodeField) -> None:
        super().validate_theme3(field)
        if field.data and not is_theme(self.theme1):
            raise ValidationError(str(_("Choose the main theme first.")))

    def validate_feeling1(self, field: CodeField) -> None:
        has_feeling(self.theme1, field)

    def validate_feeling2(self, field: CodeField) -> None:
        has_feeling(self.theme2, field)

    def validate_feeling3(self, field: CodeField) -> None:
        has_feeling(self.theme3, field)


def is_theme(field: CodeField) -> bool:
    return bool(field.data) and field.data != NO_THEME


def has_feeling(theme: CodeField, feeling: CodeField) -> None:
    if is_theme(theme) and not feeling.data:
        raise ValidationError(str(_("Choose the feeling about this theme.")))


def show_blind(session: Session, found: FeedbackRecord, tried: RecordForm | None) -> str:
    """The page; `tried` is the form that was sent and refused."""
    form = tried or BlindForm(formdata=None)
    form.offer(found, [])
    form.revision.data, form.seen.data = str(found.revision), "0"
    return render_template(
        "staff/blind_record.html",
        record=found,
        form=form,
        tried=tried,
        sample=sample_of(session, found.id),
        age=age(found, utc_now(), web.settings().calendar.zone),
    )
