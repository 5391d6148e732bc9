"""Quality of answers: how many responses to beware of, and what difference they make to the figures."""

from dataclasses import replace

from flask import render_template

from analysis.indicator import Figure, Indicator, load_indicators
from survey import language, web
from survey.actions.collect_counts import Scope, collect_counts
from survey.actions.count_flags import count_flags
from survey.analyst.indicators import NARROWED_BY, periods_of, scope
from survey.analyst.pages import ROLES, read_filter, room
from survey.analyst.wording import spoken_figure
from survey.answer_quality import FLAGS, NOT_COUNTED
from survey.filter_fields import filter_fields, set_parts
from survey.login import only
from survey.models import utc_now
from survey.record_filter import RecordFilter

#: the kinds of counts that are made of what people ticked
OF_ANSWERS = ("answers", "answer_profiles")


@room.get("/quality-of-answers")
@only(*ROLES)
def answer_quality() -> str:
    wanted = read_filter()
    chosen = RecordFilter(**{name: getattr(wanted, name) for name in NARROWED_BY})
    session = web.session()
    period = periods_of(chosen, utc_now().astimezone(web.settings().calendar.zone).date())[0]
    seen = scope(chosen, period)
    shown = chosen.but(since=period.since.isoformat(), until=period.until.isoformat())
    return render_template(
        "analyst/answer_quality.html",
        chosen=chosen,
        shown=shown,
        fields=[field for field in filter_fields(session, shown, []) if field.name in NARROWED_BY],
        parts=set_parts(session, chosen, []),
        period=period,
        counts=count_flags(session, seen),
        flags=FLAGS,
        not_counted=NOT_COUNTED,
        figures=with_and_without(seen),
        spoken_figure=spoken_figure,
        msg=language.gettext,
    )


def with_and_without(seen: Scope) -> list[tuple[Indicator, Figure, Figure]]:
    """Each indicator made of answers: as it is counted, and without every response that has a flag."""
    found = [one for one in load_indicators().values() if all(need.kind in OF_ANSWERS for need in one.needs)]
    usual = collect_counts(web.session(), found, seen)
    careful = collect_counts(web.session(), found, replace(seen, careful=True))
    return [(one, one.measure(usual), one.measure(careful)) for one in found]
