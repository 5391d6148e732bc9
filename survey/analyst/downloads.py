"""The records of a filter as a file, sent while they are read."""

from flask import Response, abort, request, stream_with_context

from analysis.export import load_exports
from survey import language, web
from survey.access import visible_to
from survey.actions.export_records import COLUMNS, Selection, export_records
from survey.analyst.pages import ROLES, read_filter, room
from survey.login import only, person
from survey.models import utc_now


@room.get("/export.<ending>")
@only(*ROLES)
def export(ending: str) -> Response:
    """Exactly the records that the filter in the address shows, redacted; 404 for a format that does not exist."""
    if ending not in load_exports():
        abort(404)
    written_as, zone = load_exports()[ending], web.settings().calendar.zone
    selection = Selection(visible_to(person()), read_filter(), zone)
    rows = export_records(web.database(), selection, language.current())
    name = f"lyhord-{utc_now().astimezone(zone):%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return Response(mimetype=written_as.media_type.partition(";")[0], headers=headers)
    pieces = stream_with_context(written_as.write(COLUMNS, rows))
    return Response(pieces, content_type=written_as.media_type, headers=headers)
