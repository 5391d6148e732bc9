"""What comes up: phrases said in many comments now and few before, and prepared texts that came as copies."""

from flask import render_template

from survey import web
from survey.access import visible_to
from survey.actions.find_topics import MOST_READ, find_campaigns, find_topics, periods_of, texts, within
from survey.analyst.pages import ROLES, read_filter, room
from survey.filter_fields import filter_fields, set_parts
from survey.login import only, person
from survey.models import utc_now

#: parts of a filter that say nothing here
UNUSED = ("sensitivity", "copies", "alike", "search")
MOST_SHOWN = 200  # characters of a comment


@room.get("/topics")
@only(*ROLES)
def topics() -> str:
    chosen = read_filter().but(**dict.fromkeys(UNUSED, ""))
    session, zone = web.session(), web.settings().calendar.zone
    visible = visible_to(person())
    periods = periods_of(chosen, utc_now().astimezone(zone).date())
    shown = within(chosen, periods.since, periods.until)
    reads = find_topics(session, visible, chosen, periods, zone)
    return render_template(
        "analyst/topics.html",
        chosen=chosen,
        fields=[field for field in filter_fields(session, shown, []) if field.name not in UNUSED],
        parts=set_parts(session, chosen, []),
        shown=shown,
        periods=periods,
        reads=reads,
        texts=texts(session, reads, visible),
        campaigns=find_campaigns(session, [visible, *shown.conditions(zone)]),
        most_read=MOST_READ,
        most_shown=MOST_SHOWN,
    )
