"""The forms of the record page, one for each thing that can be done with a record."""

from collections.abc import Sequence

from wtforms import SelectChoice, TextAreaField, ValidationError
from wtforms.validators import Optional

from survey import labels, pages
from survey.access import level_of
from survey.actions.review_record import Review
from survey.actions.set_status import next_statuses
from survey.language import lazy_gettext as _
from survey.language import name as language_name
from survey.language import own_name, screen_languages
from survey.models import Agency, FeedbackRecord
from survey.models.feedback import LEVELS
from survey.record_filter import LANGUAGES
from survey.staff.fields import CodeField, RecordForm, Written, choices
from survey.text_limit import TextLimit

LONGEST = 10_000
OUT = "out"
PARTS = {"lead": _("Leads the answer"), "support": _("Supports the answer"), OUT: _("Not involved")}
KINDS = {"answer": _("The answer"), "interim": _("A word on the way; the answer follows")}


class CodesForm(RecordForm):
    """Up to three themes, each with the feeling about it, and what the whole record is."""

    theme1 = CodeField(_("Main theme"))
    feeling1 = CodeField(_("Feeling about the main theme"))
    theme2 = CodeField(_("Second theme"))
    feeling2 = CodeField(_("Feeling about the second theme"))
    theme3 = CodeField(_("Third theme"))
    feeling3 = CodeField(_("Feeling about the third theme"))
    sentiment = CodeField(_("Feeling of the whole comment"))
    type = CodeField(_("Kind of feedback"), [Written(_("Choose the kind of feedback."))])
    language = CodeField(_("Language it is written in"))

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        feelings = choices(labels.SENTIMENT)
        themes = theme_choices([coding.theme for coding in record.codings_in_force])
        for theme, feeling in self.pairs():
            theme.choices, feeling.choices = themes, feelings
        self.sentiment.choices = feelings
        self.type.choices = choices(labels.TYPE, blank=_("Choose"))
        self.language.choices = choices({code: language_name(code) for code in LANGUAGES})

    def fill(self, record: FeedbackRecord) -> None:
        """The codes in force, to confirm or to change."""
        for (theme, feeling), coding in zip(self.pairs(), [*record.codings_in_force, None, None, None], strict=False):
            theme.data = coding.theme if coding else ""
            feeling.data = coding.sentiment if coding else record.sentiment or "not_scored"
        self.sentiment.data, self.type.data = record.sentiment or "not_scored", record.type or ""
        self.language.data = record.language or "und"

    def pairs(self) -> list[tuple[CodeField, CodeField]]:
        return [(self.theme1, self.feeling1), (self.theme2, self.feeling2), (self.theme3, self.feeling3)]

    def review(self) -> Review:
        themes = tuple((theme.data, feeling.data) for theme, feeling in self.pairs() if theme.data)
        return Review(themes, self.sentiment.data, self.type.data, self.language.data)

    def validate_theme2(self, field: CodeField) -> None:
        if field.data and field.data == self.theme1.data:
            raise ValidationError(str(_("Choose each theme once.")))

    def validate_theme3(self, field: CodeField) -> None:
        if field.data and field.data in (self.theme1.data, self.theme2.data):
            raise ValidationError(str(_("Choose each theme once.")))


class StatusForm(RecordForm):
    status = CodeField(_("New status"), [Written(_("Choose the new status."))])
    outcome = CodeField(_("Outcome, when it is resolved or closed"))
    reason = TextAreaField(_("Reason, kept as an internal note"), [Optional(), TextLimit(LONGEST)])

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        self.status.choices = choices(
            {code: labels.STATUS[code] for code in next_statuses(record.status)}, blank=_("Choose")
        )
        self.outcome.choices = choices(labels.OUTCOME, blank=_("No outcome yet"))

    def fill(self, record: FeedbackRecord) -> None:
        self.outcome.data = record.outcome or ""


class NoteForm(RecordForm):
    text = TextAreaField(_("Internal note"), [Written(_("Write the note before you save it.")), TextLimit(LONGEST)])


class ReplyForm(RecordForm):
    text = TextAreaField(
        _("Reply to the resident"), [Written(_("Write the reply before you send it.")), TextLimit(LONGEST)]
    )
    language = CodeField(_("Language of the reply"))
    kind = CodeField(_("Kind of reply"))

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        codes = dict.fromkeys((*([record.language] if record.language in REPLY_LANGUAGES else []), *REPLY_LANGUAGES))
        self.language.choices = choices({code: own_name(code) for code in codes})
        self.kind.choices = choices(KINDS)

    def fill(self, record: FeedbackRecord) -> None:
        asked = record.language if record.language in REPLY_LANGUAGES else screen_languages()[0]
        self.language.data, self.kind.data = asked, "answer"


class SensitivityForm(RecordForm):
    level = CodeField(_("Level"), [Written(_("Choose a level."))])
    reason = TextAreaField(_("Reason, kept as an internal note"), [Optional(), TextLimit(LONGEST)])

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        now = level_of(record)
        others = {level: labels.SENSITIVITY[level] for level in LEVELS if level != now}
        self.level.choices = choices(others, blank=_("Choose"))


class AgencyForm(RecordForm):
    agency = CodeField(_("Agency"), [Written(_("Choose an agency."))])
    part = CodeField(_("Its part"))

    def offer(self, record: FeedbackRecord, agencies: Sequence[Agency]) -> None:
        self.agency.choices = choices(
            {str(agency.id): pages.agency_name(agency) for agency in agencies}, blank=_("Choose")
        )
        self.part.choices = choices(PARTS)

    def fill(self, record: FeedbackRecord) -> None:
        self.part.data = "support"


REPLY_LANGUAGES = LANGUAGES[:-2]
FORMS = (CodesForm, StatusForm, NoteForm, ReplyForm, SensitivityForm, AgencyForm)


def theme_choices(present: Sequence[str]) -> list[SelectChoice]:
    """Every theme under its category, and the `present` ones even when they are retired; first none."""
    groups = labels.themes_by_category(present)
    themes = (SelectChoice(code, label, optgroup=heading) for heading, pairs in groups for code, label in pairs)
    return [SelectChoice("", str(_("No theme"))), *themes]
