"""Quality of the codes: how far the machine and people agree, and people among themselves; samples to find out."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from analysis.export import load_exports
from analysis.resampling import records_needed
from survey import web
from survey.access import visible_to
from survey.actions.collect_agreement import Compared, collect_agreement
from survey.actions.draw_audit_sample import FLOOR, NEWEST, SampleRefused, draw_audit_sample
from survey.actions.use_learned_model import learned_models
from survey.analyst.pages import ROLES, read_filter, room
from survey.analyst.quality_form import DrawForm
from survey.analyst.quality_tables import COLUMNS, Tables, rows, tables
from survey.analyst.wording import ALPHA_VERDICTS, spoken_estimate
from survey.blind_coding import progress, visible_samples
from survey.filter_fields import filter_fields, set_parts
from survey.language import gettext as _
from survey.language import ngettext
from survey.login import only, person
from survey.models import Agency, AuditSample, User, utc_now
from survey.record_filter import RecordFilter

NARROWED_BY = ("survey", "since", "until")
MOST_SAMPLES = 10


@room.route("/quality", methods=["GET", "POST"])
@only(*ROLES)
def quality() -> str | Answer | tuple[str, int]:
    form = draw_form()
    if request.method == "GET":
        form.fill()
        return show(form)
    if not form.validate():
        return show(form), 422
    try:
        sample_id = draw_audit_sample(web.database(), person().id, *form.wish())
    except SampleRefused as refused:
        form.form_errors.append(REFUSED[refused.reason]())
        return show(form), 422
    sizes = web.fresh_session().get_one(AuditSample, sample_id).sizes
    drawn = sum(part["got"] for part in sizes.values())
    flash(ngettext("%(num)s comment is drawn.", "%(num)s comments are drawn.", drawn))
    return redirect(url_for("analyst.quality", _anchor="samples"), 303)


REFUSED = {
    "not_allowed": lambda: _("You cannot draw a sample for this agency."),
    "wrong_wish": lambda: _("Such a sample cannot be drawn."),
    "nothing_to_draw": lambda: _("No comment of these days waits to be coded. Choose other days."),
}


def draw_form() -> DrawForm:
    own = select(Agency).where(Agency.id.in_(person().agencies_as(*ROLES))).order_by(Agency.name, Agency.id)
    today = utc_now().astimezone(web.settings().calendar.zone).date()
    return DrawForm(web.session().scalars(own).all(), today)


def show(form: DrawForm) -> str:
    session, chosen = web.session(), narrowed()
    return render_template(
        "analyst/quality.html",
        chosen=chosen,
        fields=[field for field in filter_fields(session, chosen, []) if field.name in NARROWED_BY],
        parts=set_parts(session, chosen, []),
        groups=groups(session, chosen),
        verdicts=ALPHA_VERDICTS,
        spoken_estimate=spoken_estimate,
        samples=samples(session),
        models=learned_models(session),
        form=form,
        needed=records_needed,
        floor=FLOOR,
        newest=NEWEST,
        now=utc_now(),
    )


def narrowed() -> RecordFilter:
    wanted = read_filter()
    return RecordFilter(**{name: getattr(wanted, name) for name in NARROWED_BY})


def groups(session: Session, chosen: RecordFilter) -> dict[str, Tables]:
    """The tables of each group that has something to compare."""
    conditions = [visible_to(person()), *chosen.conditions(web.settings().calendar.zone)]
    found = collect_agreement(session, and_(*conditions))
    parts: dict[str, Compared] = {"blind": found.blind, "people": found.people, "seen": found.seen}
    return {name: tables(part, with_sensitivity=name != "seen") for name, part in parts.items() if part.newest}


def samples(session: Session) -> list[dict[str, Any]]:
    """The newest samples, who drew them, and how many of their records are coded."""
    found = session.scalars(visible_samples(person()).limit(MOST_SAMPLES)).all()
    done = progress(session, person(), [sample.id for sample in found]) if found else {}
    names = select(User.id, User.name).where(User.id.in_({sample.user_id for sample in found}))
    people = {user_id: name for user_id, name in session.execute(names)}
    return [
        {"sample": sample, "by": people[sample.user_id], "coded": coded, "records": records}
        for sample in found for coded, records in [done.get(sample.id, (0, 0))]
    ]  # fmt: skip


@room.get("/quality.<ending>")
@only(*ROLES)
def quality_file(ending: str) -> Response:
    """The figures of the page as a file; 404 for a format that does not exist."""
    if ending not in load_exports():
        abort(404)
    written_as, day = load_exports()[ending], utc_now().astimezone(web.settings().calendar.zone)
    pieces = written_as.write(COLUMNS, rows(groups(web.session(), narrowed())))
    headers = {"Content-Disposition": f'attachment; filename="lyhord-quality-{day:%Y-%m-%d}.{ending}"'}
    return Response(list(pieces), content_type=written_as.media_type, headers=headers)
