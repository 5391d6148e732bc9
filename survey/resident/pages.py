"""The room, and its first page. Nothing here has a session: a form may be sent days after it was opened."""

from flask import Blueprint, render_template

from survey import language, web
from survey.csrf import csrf
from survey.form_content import spoken
from survey.resident.open_surveys import open_titles

room = Blueprint("resident", __name__, template_folder="templates")
csrf.exempt(room)


@room.get("/")
def home() -> str:
    """The surveys that are open, titles in the reader's language."""
    surveys = [(slug, spoken(title, language.current())) for slug, title in open_titles(web.session())]
    return render_template("resident/home.html", surveys=surveys)
