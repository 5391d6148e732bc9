"""How large a form may be when it arrives. One that is too large is read all the same, up to a bound, so that what
somebody typed can be shown again."""

from flask import current_app, request

from survey import web
from survey.form_content import FormContent, Question
from survey.language import gettext as _
from survey.limits import wait_before_sending
from survey.question_types import question_type
from survey.resident.kept_forms import version_content
from survey.resident.open_surveys import find_version
from survey.survey_form import place_of

#: so many times as large as a form may be is still read, its pictures to the disk
READ = 8


def make_room(slug: str) -> bool:
    """To be said before anything of it is read. False when it is larger than it may be: its pictures are not looked
    at."""
    newest = find_version(web.session(), slug)
    pictures = len(picture_questions(version_content(newest.id))) if newest else 0
    most = current_app.config["MAX_CONTENT_LENGTH"] + pictures * web.settings().image_megabytes * 1024 * 1024
    request.max_content_length = most * READ if request.mimetype == "multipart/form-data" else most
    return bool((request.content_length or 0) <= most)


def may_look() -> bool:
    """Whether pictures are looked at now. That costs before anything is known of them, so a form that brings some is
    counted first."""
    return not any(file.filename for file in request.files.values()) or not wait_before_sending()


def picture_questions(content: FormContent) -> list[Question]:
    return [question for question in content.questions() if question_type(question.type).takes_files]


def too_large(content: FormContent) -> list[tuple[str, str, str]]:
    """Where the first picture is, and what to do about it."""
    words = _(
        "The pictures are too large to be received. What you wrote is still here: choose smaller pictures, or send "
        "without them."
    )
    return [(next((place_of(question.name) for question in picture_questions(content)), "send"), "", words)]
