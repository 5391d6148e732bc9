"""Coming back with the code: where each thing stands, and what was replied. The code never stands in the address."""

from flask import current_app, render_template, request
from wtforms import Form, StringField

from survey import language, pages, web
from survey.form_content import read_content, spoken
from survey.language import gettext as _
from survey.language import lazy_gettext
from survey.limits import limited
from survey.markdown_text import plain_line
from survey.models import FeedbackRecord, Response
from survey.reference import code_hash, read_code
from survey.resident.pages import room
from survey.resident.sent_forms import agency_names, find_records, find_responses, lead_of

#: What each status means to the person who wrote
MEANINGS = {
    "received": lazy_gettext("We have received it. It is waiting to be read."),
    "acknowledged": lazy_gettext("We have received it. It is waiting to be read."),
    "assigned": lazy_gettext("It has been read and given to those who can answer it."),
    "in_progress": lazy_gettext("Somebody is working on it."),
    "waiting_for_person": lazy_gettext("We have asked you something, and wait for your answer."),
    "referred": lazy_gettext("It has been passed on to the agency that can do something about it."),
    "resolved": lazy_gettext("We have dealt with it."),
    "closed": lazy_gettext("We have dealt with it, and it is closed."),
    "reopened": lazy_gettext("We are looking at it again."),
}


class CodeForm(Form):
    code = StringField(lazy_gettext("Your reference code"))


@room.get("/status")
def status() -> str:
    return render_template("resident/status.html", form=CodeForm(), problem="", found=None)


@room.post("/status")
@limited("status_limit", counts=lambda response: response.status_code != 200)
def look_up() -> str | tuple[str, int]:
    """What was sent under the code; else the page again with what was typed and what to do."""
    if pressed := request.form.get("switch_language"):
        pages.choose(pressed)
    form = CodeForm(request.form)
    code = read_code(form.code.data or "")
    reference = code_hash(current_app.config["SECRET_KEY"], code) if code else ""
    responses = find_responses(web.session(), reference) if code else []
    if not responses and pressed and not form.code.data:
        return status()
    if not responses:
        return render_template("resident/status.html", form=form, problem=advice(form, code), found=None), 422
    form.code.data = code
    found = [describe(record, responses) for record in find_records(web.session(), reference)]
    names = agency_names(web.session())
    return render_template("resident/status.html", form=form, problem="", found=found, agencies=names)


def advice(form: CodeForm, code: str | None) -> str:
    if not (form.code.data or "").strip():
        return _("Enter your reference code.")
    if code is None:
        return _("A reference code has 12 letters and digits, such as FHTK-4W7M-XR3D. Check what you typed.")
    return _("We do not find this code. Check each letter, or contact us.")


def describe(record: FeedbackRecord, responses: list[Response]) -> dict[str, object]:
    """A record as its writer may see it. A phone may be shared, so what is sensitive is not shown again."""
    version = next(response.version for response in responses if response.id == record.response_id)
    question = read_content(version.content).question(record.question or "")
    return {
        "record": record,
        "question": plain_line(spoken(question.label, language.current())) if question else "",
        "words": "" if record.is_restricted else record.text,
        "was_deleted": not record.text,
        "meaning": MEANINGS[record.status],
        "lead": lead_of(record),
        "is_answered": any(not reply.interim for reply in record.replies),
    }
