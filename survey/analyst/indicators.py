"""Indicators: each number with its base, its target and what it means, for a period and for twelve months."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template

from analysis.indicator import SOURCES, Figure, Indicator, load_indicators
from survey import language, web
from survey.access import visible_to
from survey.actions.collect_counts import Scope, collect_counts
from survey.analyst.pages import ROLES, read_filter, room
from survey.analyst.wording import GROUPS, VERDICTS, spoken_figure, spoken_number
from survey.filter_fields import filter_fields, set_parts
from survey.login import only, person
from survey.models import utc_now
from survey.record_filter import RecordFilter, midnight

#: parts of a filter that every indicator can be narrowed by
NARROWED_BY = ("survey", "language", "since", "until")


@dataclass(frozen=True)
class Period:
    """First and last day, both counted."""

    since: date
    until: date


@dataclass(frozen=True)
class Line:
    """A figure, or a part of it, in each period; None where that period has no such part."""

    label: str
    theme: str
    figures: tuple[Figure | None, ...]


@room.get("/indicators")
@only(*ROLES)
def indicators() -> str:
    wanted = read_filter()
    chosen = RecordFilter(**{name: getattr(wanted, name) for name in NARROWED_BY})
    session = web.session()
    periods = periods_of(chosen, utc_now().astimezone(web.settings().calendar.zone).date())
    found = load_indicators()
    counts = [collect_counts(session, found.values(), scope(chosen, period)) for period in periods]
    lines = {code: lines_of(one, [one.measure(part) for part in counts]) for code, one in found.items()}
    shown = chosen.but(since=periods[0].since.isoformat(), until=periods[0].until.isoformat())
    return render_template(
        "analyst/indicators.html",
        chosen=chosen,
        fields=[field for field in filter_fields(session, shown, []) if field.name in NARROWED_BY],
        parts=set_parts(session, chosen, []),
        groups=[(label, [one for one in found.values() if one.group == group]) for group, label in GROUPS.items()],
        lines=lines,
        periods=periods,
        sources=SOURCES,
        verdicts=VERDICTS,
        spoken_figure=spoken_figure,
        spoken_number=spoken_number,
        msg=language.gettext,
        now=utc_now(),
    )


def periods_of(chosen: RecordFilter, today: date) -> tuple[Period, Period]:
    """The days asked for, by default this quarter so far; and the twelve months that end on the same day."""
    until = date.fromisoformat(chosen.until) if chosen.until else today
    since = date.fromisoformat(chosen.since) if chosen.since else first_of_quarter(until)
    return Period(since, until), Period(year_before(until) + timedelta(1), until)


def first_of_quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def scope(chosen: RecordFilter, period: Period) -> Scope:
    settings = web.settings()
    zone = settings.calendar.zone
    return Scope(
        since=midnight(period.since.isoformat(), zone),
        until=midnight(period.until.isoformat(), zone, days=1),
        as_of=utc_now(),
        calendar=settings.calendar,
        resident_languages=tuple(settings.resident_language_codes),
        visible=visible_to(person()),
        survey=chosen.survey,
        language=chosen.language,
    )


def lines_of(indicator: Indicator, figures: list[Figure]) -> list[Line]:
    """The figure itself first, then its parts in the order of the first period that has them."""
    keys = dict.fromkeys((part.label, part.theme) for figure in figures for part in figure.parts)
    parts = [{(part.label, part.theme): part for part in figure.parts} for figure in figures]
    below = [Line(label, theme, tuple(known.get((label, theme)) for known in parts)) for label, theme in keys]
    return [Line(indicator.name, "", tuple(figures)), *below]
