"""Themes by feeling: what people talk about and how, each number one step from the comments behind it."""

from flask import render_template

from analysis.export import load_exports
from survey import language, web
from survey.access import visible_to
from survey.actions.count_records import FEELINGS, count_themes
from survey.analyst.chart import SIGNS, draw
from survey.analyst.pages import ROLES, read_filter, room
from survey.analyst.theme_table import ENOUGH, theme_table
from survey.filter_fields import filter_fields, set_parts
from survey.login import only, person
from survey.models import utc_now

#: parts of a filter that the table itself shows
IN_THE_TABLE = ("theme", "sentiment", "sensitivity")


@room.get("/")
@only(*ROLES)
def overview() -> str:
    chosen = read_filter().but(**dict.fromkeys(IN_THE_TABLE, ""))
    session, zone = web.session(), web.settings().calendar.zone
    counts = count_themes(session, visible_to(person()), chosen, zone)
    fields = [field for field in filter_fields(session, chosen, []) if field.name not in IN_THE_TABLE]
    return render_template(
        "analyst/overview.html",
        chosen=chosen,
        fields=fields,
        parts=set_parts(session, chosen, []),
        counts=counts,
        feelings=FEELINGS,
        signs=SIGNS,
        enough=ENOUGH,
        table=theme_table(counts),
        chart=draw(counts, mirrored=language.direction(language.current()) == "rtl"),
        exports=load_exports(),
        now=utc_now(),
    )
