"""The form: one document, one POST, no session. It may be sent twice, or from a phone that was offline for days."""

from dataclasses import dataclass, replace

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey import language, pages, web
from survey.actions.submit_response import SentForm, submit_response
from survey.actions.use_invitation import InvitationRefused
from survey.form_to_fill import form_to_fill, what_was_sent
from survey.language import gettext as _
from survey.language_tag import nearest
from survey.limits import wait_before_sending
from survey.reference import is_key, new_key
from survey.resident import arrival as arrivals
from survey.resident import clock_defaults
from survey.resident.arrival import Arrival
from survey.resident.form_size import make_room, may_look, too_large
from survey.resident.kept_forms import asked_clock, blank_form, version_content, version_to_open
from survey.resident.open_surveys import FoundVersion, find_version
from survey.resident.pages import room
from survey.resident.sending import come_back_later, is_taken, new_stamp, sending, stamp_sent, when_to_try
from survey.survey_form import SurveyForm

Answer = str | tuple[str, int] | Response
Problems = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Filled:
    """The form as it came back, with the controls that are not questions."""

    slug: str
    version: FoundVersion
    form: SurveyForm
    key: str
    sensitive: bool = False
    stamp: str = ""
    arrival: Arrival = Arrival()
    continued_at: int | None = None  # the section where somebody stopped, here or elsewhere

    @property
    def home(self) -> str:
        return self.arrival.home(self.slug)


@room.get("/s/<slug>")
def form(slug: str) -> Answer:
    return open_form(slug, arrivals.opened())


def open_form(slug: str, arrival: Arrival) -> Answer:
    """The blank form for who came this way."""
    version = version_to_open(slug) or abort(404)
    content = version_content(version.id)
    code = choose_language(content.languages)
    if not version.is_open:
        return closed(form_to_fill(content, code))

    if version.by_invitation and not arrival.invitation:
        return redirect(url_for("resident.invitation"))

    def draw(key: str, stamp: str, marked: Arrival) -> str:
        blank = clock_defaults.marked(form_to_fill(content, code), asked_clock(version.id))
        return show(Filled(slug, version, blank, key, stamp=stamp, arrival=marked))

    return keep_for_going_back(blank_form(version.id, code, draw, new_stamp(), arrival))


@room.get("/s/<slug>/answers")
def opened_again(slug: str) -> Answer:
    return redirect(url_for("resident.form", slug=slug))


@room.post("/s/<slug>")
@room.post("/s/<slug>/answers")
def send(slug: str) -> Answer:
    """Store it and go to the receipt; else the page again, with everything typed.

    The form sends to an address of its own: a browser forgets the page it has kept once something is sent to the
    page's own address, and going back would then meet a new form key.
    """
    fits = make_room(slug)
    version = find_version(web.session(), slug, request.form.get("form_version", "")) or abort(404)
    content = version_content(version.id)
    pressed, before = request.form.get("switch_language", ""), request.form.get("form_language", "")
    filled = form_to_fill(content, choose_language(content.languages, pressed, before))
    filled.process(what_was_sent(filled, fits and may_look()))
    sensitive = "form_sensitive" in request.form
    back = Filled(slug, version, filled, request.form.get("form_key", ""), sensitive, stamp_sent(), arrivals.sent())
    if not is_taken(version):
        return closed(filled)
    if pressed:
        return show(back)
    if not fits:
        return show(back, too_large(filled.content)), 413
    if problems := check(back):
        return show(back, problems), 422
    if seconds := wait_before_sending():
        return come_back_later(show(back, [("send", "", when_to_try(seconds))]), seconds)
    try:
        return redirect(url_for("resident.receipt", code=keep(back)), 303)
    except InvitationRefused:
        return show(back, [("send", "", _("This survey is for people with an invitation. Yours has been used."))]), 409


def keep(filled: Filled) -> str:
    """The reference code. InvitationRefused when the survey asks for an invitation that has not been used."""
    form, came = filled.form, filled.arrival
    sent = SentForm(
        filled.version.id, filled.key, form.language, form.answers(), filled.sensitive,
        sending=sending(filled.version), source=came.source, invitation=came.invitation, images=form.images(),
    )  # fmt: skip
    return submit_response(web.database(), sent, current_app.config["SECRET_KEY"], web.settings())


def keep_for_going_back(response: Response) -> Response:
    """Who goes back after sending meets the same form key, so that sending again stores nothing twice. Nothing in a
    blank form is private; opened anew it is fetched anew, with another key."""
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def choose_language(languages: tuple[str, ...], pressed: str = "", before: str = "") -> str:
    """One of the survey's: the button, the address, the form that came back, an earlier choice, the browser's wish."""
    earlier = request.cookies.get(pages.COOKIE)
    wanted = [pressed, request.args.get("lang"), before, earlier]
    accepted = [code for code, _quality in request.accept_languages]
    chosen = next((str(code) for code in wanted if code in languages), None)
    code = chosen or nearest([earlier, *accepted] if earlier else accepted, languages) or language.current()
    code = code if code in languages else languages[0]
    if code == pressed:
        pages.choose(code)
    else:
        language.speak_near(code)
    return code


def check(filled: Filled) -> Problems:
    """What stands in the way of keeping it: (where on the page, question, what is wrong)."""
    if not filled.form.validate():
        return filled.form.problems()
    if not filled.form.answers():
        return [("questions", "", _("You have not answered anything yet. Answer at least one question, then send."))]
    if not is_key(filled.key):
        return [("send", "", _("Something was missing when this was sent. Nothing is lost: please send once more."))]
    return []


def show(filled: Filled, problems: Problems | None = None) -> str:
    key = filled.key if is_key(filled.key) else new_key()
    return render_template("resident/form.html", filled=replace(filled, key=key), problems=problems or [])


def closed(form: SurveyForm) -> tuple[str, int]:
    """Gone, in HTTP's terms. What somebody wrote meanwhile is theirs to copy."""
    return render_template("resident/closed.html", form=form), 410
