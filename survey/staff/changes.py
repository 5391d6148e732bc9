"""What can be done with a record: each door checks the form, makes the change and goes back to the page."""

from collections.abc import Callable

from flask import abort, flash, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from survey import access, web
from survey.actions.change_record import ChangeRefused
from survey.actions.involve_agency import involve_agency
from survey.actions.reply_to_resident import INTERIM, reply_to_resident
from survey.actions.review_record import review_record
from survey.actions.set_sensitivity import set_sensitivity
from survey.actions.set_status import set_status
from survey.actions.write_note import write_note
from survey.language import lazy_gettext as _
from survey.login import only, person
from survey.models import Agency
from survey.staff.fields import RecordForm
from survey.staff.forms import OUT, AgencyForm, CodesForm, NoteForm, ReplyForm, SensitivityForm, StatusForm
from survey.staff.history import read_history
from survey.staff.pages import RECORD, room
from survey.staff.record import load, show

Answer = Response | tuple[str, int]

PROBLEMS = {
    "needs_outcome": ("outcome", _("Choose the outcome: what came of it.")),
    "needs_reason": ("reason", _("Write the reason.")),
    "needs_lead": ("part", _("This agency leads the answer. Let another agency lead first.")),
    "no_contact": ("text", _("This person left no way to read a reply.")),
    "empty": ("text", _("Write something first.")),
}


@room.post(f"{RECORD}/codes")
@only()
def codes(record_id: int) -> Answer:
    form = CodesForm()

    def change(who: int, revision: int) -> None:
        review_record(web.database(), who, record_id, revision, form.review(), web.settings())

    return act(record_id, form, change, _("The codes are saved."))


@room.post(f"{RECORD}/status")
@only()
def status(record_id: int) -> Answer:
    form = StatusForm()

    def change(who: int, revision: int) -> None:
        said = form.status.data, form.outcome.data, form.reason.data or ""
        set_status(web.database(), who, record_id, revision, *said)

    return act(record_id, form, change, _("The status is saved."))


@room.post(f"{RECORD}/note")
@only()
def note(record_id: int) -> Answer:
    form = NoteForm()

    def change(who: int, _revision: int) -> None:
        write_note(web.database(), who, record_id, form.text.data)

    return act(record_id, form, change, _("The note is saved."))


@room.post(f"{RECORD}/reply")
@only()
def reply(record_id: int) -> Answer:
    form = ReplyForm()

    def change(who: int, revision: int) -> None:
        said = form.text.data, form.language.data, form.kind.data == INTERIM
        reply_to_resident(web.database(), who, record_id, revision, *said)

    return act(record_id, form, change, _("The reply is sent."))


@room.post(f"{RECORD}/sensitivity")
@only()
def sensitivity(record_id: int) -> Answer:
    form = SensitivityForm()

    def change(who: int, revision: int) -> None:
        set_sensitivity(web.database(), who, record_id, revision, form.level.data, form.reason.data or "")

    return act(record_id, form, change, _("The sensitivity is saved."))


@room.post(f"{RECORD}/agency")
@only()
def agency(record_id: int) -> Answer:
    form = AgencyForm()

    def change(who: int, revision: int) -> None:
        part = None if form.part.data == OUT else form.part.data
        involve_agency(web.database(), who, record_id, revision, int(form.agency.data), part)

    return act(record_id, form, change, _("The agencies are saved."))


def act(record_id: int, form: RecordForm, change: Callable[[int, int], None], done: object) -> Answer:
    """Check the form, `change` the record at the revision its writer had read, go back to the page and say `done`."""
    session = web.session()
    record = load(session, record_id)
    if record is None:
        abort(404)
    if not access.may_edit(person(), record):
        abort(403)
    form.offer(record, session.scalars(select(Agency).order_by(Agency.name)).all())
    revision, seen = form.read()
    if not form.validate():
        return show(record_id, form), 422
    try:
        change(person().id, revision)
    except ChangeRefused as refused:
        return refuse(record_id, form, refused.reason, seen)
    flash(str(done))
    return redirect(address_after(record_id), 303)


def refuse(record_id: int, form: RecordForm, reason: str, seen: int) -> Answer:
    """The page again with what was typed, and why it was not saved; nothing at all when the record has gone."""
    session = web.fresh_session()
    record = load(session, record_id)
    if record is None:
        abort(404)
    if reason == "stale":
        return show(record_id, form, read_history(session, record, seen)), 409
    name, problem = PROBLEMS.get(reason, ("", _("That cannot be done with this record now.")))
    errors = form[name].errors if name in form else form.form_errors
    errors.append(str(problem))
    return show(record_id, form), 422


def address_after(record_id: int) -> str:
    """The record's page; the queue when the change has moved it out of this person's sight."""
    seen = load(web.fresh_session(), record_id)
    return url_for("staff.record", record_id=record_id) if seen else url_for("staff.queue")
