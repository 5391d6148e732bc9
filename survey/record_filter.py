"""The filter of a list, a count or an export: read from an address or a command, put on a query, written back.

The queue, the analyst's pages and the exports share it, so that a number and the list behind it always agree.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from survey import labels
from survey.access import RESTRICTED_LEVELS, UNKNOWN, has_level
from survey.flagged import WANTED, of_quality
from survey.models import AuditRecord, Coding, FeedbackRecord, SearchWord, Survey
from survey.models.feedback import ORDINARY_LEVELS
from survey.search_words import search_words

CONFIRMED, SUGGESTED = "confirmed", "suggested"
ONCE = "once"
NO_THEME = "none"


class FilterError(ValueError):
    """A filter value that does not exist: `name` of the filter and the `value` given."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name} cannot be {value!r}")
        self.name, self.value = name, value


@dataclass(frozen=True)
class RecordFilter:
    """Empty means any. Dates are days in the organisation's time zone, both included. `alike` is the id of a record:
    that one and the copies of its text; `copies` is ONCE for each text once; `sample` is the id of an audit sample;
    `quality` is a flag of the response, or whether it has any (survey.flagged)."""

    survey: str = ""
    status: str = ""
    theme: str = ""
    sentiment: str = ""
    type: str = ""
    language: str = ""
    sensitivity: str = ""
    channel: str = ""
    coded: str = ""
    quality: str = ""
    copies: str = ""
    alike: str = ""
    sample: str = ""
    since: str = ""
    until: str = ""
    search: str = ""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> "RecordFilter":
        """The filter in an address's query; FilterError for a value that does not exist."""
        names = [f.name for f in fields(cls)]
        found = cls(**{name: values.get(name, "").replace("\x00", "").strip() for name in names})
        found.check()
        return found

    def check(self) -> None:
        for name, allowed in ALLOWED.items():
            value = getattr(self, name)
            if value and value not in allowed():
                raise FilterError(name, value)
        for name in ("since", "until"):
            if getattr(self, name) and not is_day(getattr(self, name)):
                raise FilterError(name, getattr(self, name))
        for name in ("alike", "sample"):
            if getattr(self, name) and not NUMBER.fullmatch(getattr(self, name)):
                raise FilterError(name, getattr(self, name))

    def values(self) -> dict[str, str]:
        """What is set, for an address: url_for(view, **filter.values())."""
        return {name: value for name, value in asdict(self).items() if value}

    def but(self, **changes: str) -> "RecordFilter":
        return replace(self, **changes)

    @property
    def levels(self) -> tuple[str, ...]:
        """The sensitivity levels asked for; the ordinary ones unless a restricted one is named."""
        return (self.sensitivity,) if self.sensitivity else ORDINARY_LEVELS

    def put_on(self, query: Select[Any], zone: tzinfo) -> Select[Any]:
        """`query` on FeedbackRecord, narrowed to this filter; sensitivity is put on by access.visible_records."""
        return query.where(*self.conditions(zone))

    def conditions(self, zone: tzinfo) -> list[ColumnElement[bool]]:
        record = FeedbackRecord
        found = [getattr(record, name) == value for name in DIRECT if (value := getattr(self, name))]
        if self.sensitivity:
            found.append(has_level([self.sensitivity]))
        if self.survey:
            found.append(record.survey_id.in_(select(Survey.id).where(Survey.slug == self.survey)))
        if self.coded:
            found.append(record.reviewed_at.is_not(None) if self.coded == CONFIRMED else record.reviewed_at.is_(None))
        if self.quality:
            found.append(of_quality(self.quality))
        if self.copies:
            found.append(record.copy_of.is_(None))
        if self.alike:
            found.append(or_(record.id == int(self.alike), record.copy_of == int(self.alike)))
        if self.sample:
            found.append(record.id.in_(select(AuditRecord.record_id).where(AuditRecord.sample_id == int(self.sample))))
        if self.since:
            found.append(record.received_at >= midnight(self.since, zone))
        if self.until:
            found.append(record.received_at < midnight(self.until, zone, days=1))
        return [*found, *self.theme_conditions(), *(has_word(word) for word in search_words(self.search))]

    def theme_conditions(self) -> list[ColumnElement[bool]]:
        """With a theme, `sentiment` is the feeling about that theme; without, about the whole record."""
        if not self.theme:
            return [FeedbackRecord.sentiment == self.sentiment] if self.sentiment else []
        coded = exists().where(Coding.record_id == FeedbackRecord.id, Coding.in_force)
        if self.theme == NO_THEME:
            whole = [FeedbackRecord.sentiment == self.sentiment] if self.sentiment else []
            return [~coded, *whole]
        coded = coded.where(Coding.theme == self.theme)
        return [coded.where(Coding.sentiment == self.sentiment) if self.sentiment else coded]


NUMBER = re.compile("[0-9]{1,9}")
DIRECT = ("status", "type", "language", "channel")
LANGUAGES = ("en", "vi", "sv", "es", "ar", "fi", "fr", "so", "uk", "zh", "other", "und")
ALLOWED: dict[str, Callable[[], Container[str]]] = {
    "status": lambda: labels.STATUS,
    "theme": lambda: {*labels.theme_codes(), NO_THEME},
    "sentiment": lambda: labels.SENTIMENT,
    "type": lambda: labels.TYPE,
    "language": lambda: LANGUAGES,
    "sensitivity": lambda: (*ORDINARY_LEVELS, *RESTRICTED_LEVELS, UNKNOWN),
    "channel": lambda: labels.CHANNEL,
    "coded": lambda: (CONFIRMED, SUGGESTED),
    "quality": lambda: WANTED,
    "copies": lambda: (ONCE,),
}


def is_day(text: str) -> bool:
    """True for a day as 2026-03-31, in a year that can be reckoned with."""
    try:
        return 1900 <= date.fromisoformat(text).year < 3000
    except ValueError:
        return False


def midnight(day: str, zone: tzinfo, days: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day) + timedelta(days), time.min, zone)


def has_word(word: str) -> ColumnElement[bool]:
    """Records with a word that begins so; the upper bound is the last code point, so that the index is used."""
    return FeedbackRecord.id.in_(
        select(SearchWord.record_id).where(SearchWord.word >= word, SearchWord.word < word + "\U0010ffff")
    )
