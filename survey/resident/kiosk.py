"""The form on a device that many people use, one after the other: nothing of one person is there for the next.

Nothing is kept on the device, no address holds a code, and no page may be kept by the browser. The language is that of
the address (?lang=vi) or the house until somebody chooses another, and again after them.
"""

from datetime import timedelta

from flask import abort, current_app, redirect, render_template, request, url_for

from survey import language, web
from survey.actions.use_invitation import InvitationRefused
from survey.form_to_fill import form_to_fill, what_was_sent
from survey.limits import wait_before_sending
from survey.models import utc_now
from survey.reference import code_hash, is_key, new_key
from survey.resident.form import Answer, Filled, Problems, check, closed, keep
from survey.resident.form_size import make_room, may_look, too_large
from survey.resident.kept_forms import version_content
from survey.resident.open_surveys import find_version
from survey.resident.pages import room
from survey.resident.receipt import tell
from survey.resident.sending import come_back_later, new_stamp, stamp_sent, when_to_try
from survey.resident.sent_forms import find_responses

PAGE = "/k/<slug>"
#: Seconds without a touch until the page asks whether anybody is there, on the form and on the receipt, and then until
#: it begins anew
PATIENCE = {"form": 150, "receipt": 60, "warning": 30}
#: Who goes back and sends the same again so long after does not see the code of somebody who has left
SHOWN_FOR = timedelta(minutes=2)


@room.get(PAGE)
def kiosk(slug: str) -> Answer:
    filled = fill(slug)
    if not filled.version.is_open:
        return closed(filled.form)
    return redirect(url_for("resident.invitation")) if filled.version.by_invitation else show(filled)


@room.post(PAGE)
def send_from_kiosk(slug: str) -> Answer:
    """The receipt, in the answer itself; else the page again, with everything typed."""
    fits = make_room(slug)
    filled = fill(slug)
    filled.form.process(what_was_sent(filled.form, fits and may_look()))
    if not filled.version.is_open:
        return closed(filled.form)
    if request.form.get("switch_language"):
        return show(filled)
    if not fits:
        return show(filled, too_large(filled.form.content)), 413
    if problems := check(filled):
        return show(filled, problems), 422
    if seconds := wait_before_sending():
        return come_back_later(show(filled, [("send", "", when_to_try(seconds))]), seconds)
    try:
        code = keep(filled)
    except InvitationRefused:
        return redirect(url_for("resident.invitation"), 303)
    if is_long_sent(code):
        return redirect(home(slug), 303)
    return tell(code, "resident/kiosk_receipt.html", home=home(slug), patience=PATIENCE)


def fill(slug: str) -> Filled:
    """The form as it came; blank when it was only opened."""
    version = find_version(web.session(), slug, request.form.get("form_version", "")) or abort(404)
    content = version_content(version.id)
    code = choose_language(content.languages)
    key, stamp = request.form.get("form_key", ""), stamp_sent() or new_stamp()
    return Filled(slug, version, form_to_fill(content, code), key, "form_sensitive" in request.form, stamp)


def choose_language(languages: tuple[str, ...]) -> str:
    """The button that was pressed, the language in use, that of the address or the house, the survey's first."""
    sent, house = request.form, web.settings().default_language
    wanted = (sent.get("switch_language"), sent.get("form_language"), request.args.get("lang"), house)
    code = next((str(one) for one in wanted if one in languages), languages[0])
    language.speak(language.near(code) or house)
    return code


def show(filled: Filled, problems: Problems | None = None) -> str:
    key = filled.key if request.method == "POST" and is_key(filled.key) else new_key()
    return render_template(
        "resident/kiosk.html",
        filled=filled,
        key=key,
        problems=problems or [],
        home=home(filled.slug),
        patience=PATIENCE,
    )


def home(slug: str) -> str:
    """Where it begins anew, in the language that the device was set up with."""
    return url_for("resident.kiosk", slug=slug, lang=request.args.get("lang"))


def is_long_sent(code: str) -> bool:
    reference = code_hash(current_app.config["SECRET_KEY"], code)
    return any(utc_now() - one.received_at > SHOWN_FOR for one in find_responses(web.session(), reference))
