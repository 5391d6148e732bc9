"""Take the codes of a record of an audit sample, and go on to the next."""

from flask import abort, flash, redirect, url_for

from survey import access, web
from survey.actions.change_record import ChangeRefused
from survey.actions.code_blind import code_blind
from survey.blind_coding import next_record, sample_of
from survey.language import gettext as _
from survey.login import only, person
from survey.staff.blind_page import BlindForm
from survey.staff.changes import Answer, refuse
from survey.staff.pages import RECORD, room
from survey.staff.record import load, show


@room.post(f"{RECORD}/blind-codes")
@only()
def blind_codes(record_id: int) -> Answer:
    record, form = load(web.session(), record_id), BlindForm()
    if record is None:
        abort(404)
    if not access.may_edit(person(), record):
        abort(403)
    form.offer(record, [])
    if not form.validate():
        return show(record_id, form), 422
    try:
        code_blind(web.database(), person().id, record_id, form.review(), form.sensitivity.data, web.settings())
    except ChangeRefused as refused:
        return refuse(record_id, form, refused.reason, 0)
    flash(_("The codes are saved."))
    return redirect(address_of_next(record_id, form.language.data), 303)


def address_of_next(record_id: int, language: str) -> str:
    """The sample's next record for this person, one in the same language first; at its end the sample's list."""
    session = web.fresh_session()
    sample = sample_of(session, record_id)
    following = next_record(session, person(), sample, language) if sample else None
    if following:
        return url_for("staff.record", record_id=following)
    return url_for("staff.queue", sample=sample)
