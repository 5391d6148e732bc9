"""The room, and its first page. Nothing here has a session: a form may be sent days after it was opened."""

from flask import Blueprint, render_template, url_for

from survey import language, web
from survey.csrf import csrf
from survey.form_content import spoken
from survey.markdown_text import plain_line
from survey.phone_script import fingerprint
from survey.resident.open_surveys import open_titles

room = Blueprint("resident", __name__, template_folder="templates")
room.app_context_processor(lambda: {"phone_script": script_address})
csrf.exempt(room)


def script_address(has_logic: bool = False, page: str = "phone") -> str:
    """Where the form's script is."""
    return url_for("resident.form_script", page=page, version=fingerprint(page, has_logic))


@room.get("/")
def home() -> str:
    """The surveys that are open, titles in the reader's language."""
    surveys = [(slug, plain_line(spoken(title, language.current()))) for slug, title in open_titles(web.session())]
    return render_template("resident/home.html", surveys=surveys)
