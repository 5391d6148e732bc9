"""The head of a form that is typed in: how it came, when, and whether questions may be left out."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, StringField, ValidationError

from survey import labels, web
from survey.invitation_code import read_invitation_code
from survey.language import lazy_gettext as _
from survey.models import utc_now
from survey.models.feedback import CHANNELS
from survey.plain_text import clean_line
from survey.reference import is_key, new_key
from survey.staff.fields import CodeField, StaffForm, choices

ASSISTED = {code: labels.CHANNEL[code] for code in CHANNELS if code != "web"}
#: What came longer ago is more likely a slip of the pen
DAYS_BACK = 366


def today() -> date:
    return utc_now().astimezone(web.settings().calendar.zone).date()


def read_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(clean_line(typed)[:10])
    except ValueError:
        return None


class EntryForm(StaffForm):
    channel = CodeField(_("How it came"))
    day = StringField(_("Day it was received"))
    invitation = StringField(_("Invitation code, if there is one on it"))
    may_skip = BooleanField(_("Questions that must be answered were left empty"))
    key = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.channel.choices = choices(ASSISTED)

    def begin(self, kept: Mapping[str, str]) -> "EntryForm":
        """As the form before it was, else what came on paper today."""
        self.channel.data = kept["channel"] if kept.get("channel") in ASSISTED else "paper"
        self.day.data = (read_day(kept.get("day", "")) or today()).isoformat()
        return self

    def kept(self) -> dict[str, Any]:
        """What the next form begins with."""
        return {"channel": self.channel.data, "day": self.day.data}

    def new_key(self) -> None:
        """One form, one key, however often it is sent."""
        if not is_key(self.key.data or ""):
            self.key.data = new_key()

    def received_at(self) -> datetime:
        """Noon of the day, for nobody noted the hour; now, when it is today and not noon yet."""
        settings = web.settings()
        day = read_day(self.day.data) or today()
        return min(utc_now(), datetime.combine(day, time(12), settings.calendar.zone))

    def validate_day(self, field: Any) -> None:
        day = read_day(self.day.data or "")
        if day is None:
            raise ValidationError(str(_("Enter the day on which it was received.")))
        if day > today():
            raise ValidationError(str(_("This day has not come yet. Enter the day on which it was received.")))
        if (today() - day).days > DAYS_BACK:
            raise ValidationError(str(_("This is more than a year ago. Enter the day on which it was received.")))

    def validate_invitation(self, field: Any) -> None:
        typed = clean_line(self.invitation.data or "")
        if typed and read_invitation_code(typed) is None:
            raise ValidationError(str(_("This is no invitation code. Read it again, or leave it empty.")))

    def validate_key(self, field: Any) -> None:
        if not is_key(self.key.data or ""):
            again = _("Something was missing when this was sent. Nothing is lost: please send once more.")
            raise ValidationError(str(again))
