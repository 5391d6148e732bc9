"""Collect the counts that indicators are made of, from the product's own tables.

One file each in counts/ collects one kind, found by its name: `collect(session, need, scope)` gives a histogram.
Restricted records are in none of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Indicator, Need
from analysis.working_days import WorkingCalendar
from survey.access import has_level
from survey.flagged import is_counted
from survey.models import FeedbackRecord, Response, Survey, SurveyVersion
from survey.models.feedback import ORDINARY_LEVELS

NOT_LIVE = ("withdrawn", "duplicate")


@dataclass(frozen=True)
class Scope:
    """What is counted: received, due or sent from `since` up to but not including `until`, seen as of `as_of`.

    Scopes that share no day, language or area have counts that add up. `visible` narrows records, for a person to those
    of their agencies (access.visible_to); survey answers belong to every agency that shares the place. `careful` leaves
    out every response with a flag, to see what difference those make that are counted although they have one.
    """

    since: datetime
    until: datetime
    as_of: datetime
    calendar: WorkingCalendar
    resident_languages: tuple[str, ...] = ()
    visible: ColumnElement[bool] | None = None
    survey: str = ""
    language: str = ""
    area: str = ""
    careful: bool = False

    @property
    def seen_until(self) -> datetime:
        """Nothing that lies ahead counts: a deadline of tomorrow is neither kept nor missed."""
        return min(self.until, self.as_of)

    def records(self) -> ColumnElement[bool]:
        """The live, ordinary records of this scope, whatever their day."""
        record = FeedbackRecord
        narrowed = [getattr(record, name) == value for name in ("language", "area") if (value := getattr(self, name))]
        if self.survey:
            narrowed.append(record.survey_id.in_(select(Survey.id).where(Survey.slug == self.survey)))
        if self.visible is not None:
            narrowed.append(self.visible)
        live = record.outcome.is_(None) | record.outcome.not_in(NOT_LIVE)
        return and_(has_level(ORDINARY_LEVELS), live, *narrowed)

    def responses(self) -> ColumnElement[bool]:
        """The responses received in this scope that count (survey.flagged); of two sent with one key the first."""
        return and_(Response.conflict_of.is_(None), is_counted(self.careful), self.received())

    def received(self) -> ColumnElement[bool]:
        """Every response received in this scope."""
        sent, version = Response, SurveyVersion
        narrowed = [getattr(sent, name) == value for name in ("language", "area") if (value := getattr(self, name))]
        if self.survey:
            of_survey = select(version.id).join(Survey).where(Survey.slug == self.survey)
            narrowed.append(sent.survey_version_id.in_(of_survey))
        return and_(sent.received_at >= self.since, sent.received_at < self.seen_until, *narrowed)


def collect_counts(session: Session, indicators: Iterable[Indicator], scope: Scope) -> dict[Need, Histogram]:
    """The histograms that `indicators` need, each collected once."""
    needs = dict.fromkeys(need for indicator in indicators for need in indicator.needs)
    return {need: collect(session, need, scope) for need in needs}


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    module = import_module(f"survey.actions.counts.{need.kind}")
    histogram: Histogram = module.collect(session, need, scope)
    return histogram


def tally(session: Session, query: Select[*tuple[Any, ...]]) -> Histogram:
    """The rows of a grouped query as a histogram: the last column counts, those before it are the key."""
    found: Histogram = Counter()
    for *key, number in session.execute(query):
        found[key[0] if len(key) == 1 else tuple(key)] += number
    return found
