"""Coming with an invitation: its own address, or its code typed in."""

from flask import current_app, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Form, StringField

from survey import web
from survey.actions.use_invitation import survey_of
from survey.invitation_code import is_ours, read_invitation_code
from survey.language import gettext as _
from survey.language import lazy_gettext
from survey.limits import limited
from survey.models import Survey
from survey.resident.arrival import Arrival
from survey.resident.form import Answer, open_form
from survey.resident.pages import room


class CodeForm(Form):
    code = StringField(lazy_gettext("Your invitation code"))


@room.get("/i/<code>")
@limited("status_limit", counts=lambda response: response.status_code != 200)
def invited(code: str) -> Answer:
    """The form, once; after that, that it has been used."""
    secret, read = current_app.config["SECRET_KEY"], read_invitation_code(code)
    survey_id = survey_of(web.session(), secret, read) if read else None
    if survey_id is not None:
        slug = web.session().scalars(select(Survey.slug).where(Survey.id == survey_id)).one()
        return open_form(slug, Arrival(invitation=read or ""))
    if read and is_ours(secret, read):
        return render_template("resident/invitation_used.html"), 410
    return ask(_("We do not know this code. Compare it with your invitation, letter by letter."), code), 404


@room.get("/i")
def invitation() -> str:
    return ask()


@room.post("/i")
def open_invitation() -> Response | tuple[str, int]:
    typed = request.form.get("code", "")
    read = read_invitation_code(typed)
    if read is None:
        return ask(_("This is no invitation code. It has ten letters and digits, like FHTK4-W7MXR."), typed), 422
    return redirect(url_for("resident.invited", code=read), 303)


def ask(problem: str = "", typed: str = "") -> str:
    form = CodeForm(code=typed[:40])
    if problem:
        form.code.errors = [problem]
    return render_template("resident/invitation.html", form=form)
