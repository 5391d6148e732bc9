"""Stopping half-way and going on elsewhere: the form is saved under a code, and the code opens it again."""

import re

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from survey import pages, web
from survey.actions.save_form import KEPT_FOR, Pairs, save_form
from survey.actions.take_saved_form import TakenForm, take_saved_form
from survey.form_content import FormContent
from survey.form_to_fill import form_to_fill
from survey.invitation_code import read_invitation_code
from survey.language import gettext as _
from survey.language import lazy_gettext
from survey.limits import limited
from survey.models import utc_now
from survey.reference import is_key, new_key
from survey.resident.arrival import Arrival
from survey.resident.form import Answer, Filled, choose_language, closed, show
from survey.resident.kept_forms import version_content
from survey.resident.open_surveys import find_version
from survey.resident.pages import room
from survey.saved_code import read_saved_code
from survey.short_code import read_short_code

#: The button that saves tells where somebody stopped
PLACE, SECTION = "save", re.compile("[0-9]{1,4}")
#: Controls that are no questions and go with what was typed; the others belong to one loading of the page
TRAVELLING = ("form_language", "form_started", "form_source", "form_invitation", "form_sensitive", PLACE)
MOST = 2_000_000  # characters; two hundred long answers


class CodeForm(Form):
    code = StringField(lazy_gettext("The code you got when you stopped"))


@room.post("/s/<slug>/save")
@limited("status_limit")
def save(slug: str) -> Answer:
    """Keep what was typed, and tell the code."""
    version = find_version(web.session(), slug, request.form.get("form_version", "")) or abort(404)
    choose_language(version_content(version.id).languages, before=request.form.get("form_language", ""))
    sent = request.form.get("form_key", "")
    key = sent if is_key(sent) else new_key()
    pairs = [*typed(version_content(version.id)), ("form_key", key)]
    if sum(len(value) for _name, value in pairs) > MOST:
        abort(413)
    code = save_form(web.database(), current_app.config["SECRET_KEY"], version.id, key, pairs, utc_now())
    return render_template("resident/saved.html", slug=slug, code=code, until=utc_now() + KEPT_FOR)


def typed(content: FormContent) -> list[tuple[str, str]]:
    """What was typed in this form, and the controls that travel with it; whatever else was sent is dropped."""
    asked = {question.name for question in content.questions()}
    return [(name, value) for name, value in request.form.items(multi=True) if name in asked or name in TRAVELLING]


@room.get("/s/<slug>/save")
def saved_before(slug: str) -> Answer:
    return redirect(url_for("resident.form", slug=slug))


@room.get("/continue")
def go_on() -> str:
    return render_template("resident/continue.html", form=CodeForm(), problem="")


@room.post("/continue")
@limited("status_limit", counts=lambda response: response.status_code != 200)
def open_saved() -> Answer:
    """The form as it was left; else the page again with what was typed and what to do."""
    if pressed := request.form.get("switch_language"):
        pages.choose(pressed)
        return go_on()
    form = CodeForm(request.form)
    code = read_saved_code(form.code.data or "")
    taken = take_saved_form(web.database(), current_app.config["SECRET_KEY"], code, utc_now()) if code else None
    if taken is None:
        return render_template("resident/continue.html", form=form, problem=advice(form, code)), 422
    return fill_in(taken)


def advice(form: CodeForm, code: str | None) -> str:
    if not (form.code.data or "").strip():
        return _("Enter the code.")
    if code is None:
        return _("The code has 16 letters and digits, such as FHTK-4W7M-XR3D-9PCN. Check what you typed.")
    return _("We do not find this code. Check each letter. A saved form is kept for 14 days, and until it is sent.")


def fill_in(taken: TakenForm) -> Answer:
    """The survey's newest form with what was typed; what it no longer asks is left out."""
    version = find_version(web.session(), taken.slug) or abort(404)
    content, typed = version_content(version.id), first_values(taken.pairs)
    form = form_to_fill(content, choose_language(content.languages, before=typed.get("form_language", "")))
    form.process(MultiDict(taken.pairs))
    if not version.is_open:
        return closed(form)
    came = Arrival(read_short_code(typed.get("form_source", "")) or "",
                   read_invitation_code(typed.get("form_invitation", "")) or "")  # fmt: skip
    key, stamp, at = typed.get("form_key", ""), typed.get("form_started", ""), place(typed.get(PLACE, ""))
    return show(Filled(taken.slug, version, form, key, "form_sensitive" in typed, stamp, came, continued_at=at))


def place(sent: str) -> int:
    """The section's number from 0; without script it is not known, and all are shown."""
    return int(sent) if SECTION.fullmatch(sent) else 0


def first_values(pairs: Pairs) -> dict[str, str]:
    return dict(reversed(pairs))
