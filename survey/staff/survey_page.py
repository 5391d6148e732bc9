"""One survey: its versions, and what can be done with it."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any
from urllib.parse import quote

from flask import Response, abort, render_template, send_file, url_for
from sqlalchemy import select

from survey import labels, web
from survey.actions.edit_survey import may_edit_surveys
from survey.actions.edit_survey_check import unready
from survey.actions.edit_survey_texts import Content, Text, missing, section_texts, sections, texts, title
from survey.actions.export_survey import export_survey
from survey.form_content import read_content
from survey.login import only, person
from survey.models import Survey, SurveyEvent, SurveyVersion, User
from survey.staff.pages import room
from survey.staff.survey_words import EVENTS, place
from survey.staff.surveys import MOST_COUNTED, READERS, VERSION, count_responses, fetch
from survey.survey_problem import SurveyProblem
from survey.xlsform import WRITERS

MOST_LISTED = 30
#: What stands behind a summary, and what opens it
OPENS = {"choice": "{name}", "hint": "{name}:more", "required": "{name}:more", "constraint": "{name}:more"}
LOOSE = "-"  # stands for no section in an address; no name can be so


@room.get("/surveys/<slug>")
@only(*READERS)
def survey(slug: str) -> str:
    return show_survey(fetch(slug) or abort(404))


@room.get(f"{VERSION}/download.<ending>")
@only(*READERS)
def download_survey(slug: str, number: int, ending: str) -> Response:
    """The version as an XLSForm, for a spreadsheet or another tool."""
    try:
        content = export_survey(web.database(), slug, f".{ending}", number) if f".{ending}" in WRITERS else abort(404)
    except SurveyProblem:
        abort(404)
    name = f"{slug}-{number}.{ending}"
    return send_file(BytesIO(content), as_attachment=True, download_name=name, mimetype="application/octet-stream")


def show_survey(found: Survey, problems: list[str] | None = None) -> str:
    draft = found.latest if found.latest.published_at is None else None
    content = deepcopy(draft.content) if draft else None
    gone = missing(texts(content), content["languages"]) if content else {}
    return render_template(
        "staff/survey.html",
        survey=found,
        title=labels.survey(found),
        problems=problems or [],
        may_edit=may_edit_surveys(person()),
        draft=draft,
        missing=gone,
        complete=[code for code in content["languages"] if code not in gone] if content else [],
        endings=list(WRITERS),
        gaps=list(islice(gaps(draft, content), MOST_LISTED)) if draft and content else [],
        unready=list(unready(content)) if content else [],
        events=list(happened(found)),
        versions=[describe(version) for version in reversed(found.versions)],
        most=MOST_COUNTED,
        more=max(0, sum(gone.values()) - MOST_LISTED),
    )


def happened(survey: Survey) -> Iterator[tuple[datetime, str, str]]:
    """(when, what, who) did something with the survey, the newest first; "" for who where nobody was signed in."""
    query = select(SurveyEvent, User.name).outerjoin(User, User.id == SurveyEvent.user_id)
    found = web.fresh_session().execute(query.where(SurveyEvent.survey_id == survey.id).order_by(SurveyEvent.id.desc()))
    for event, name in found:
        yield event.at, str(EVENTS[event.kind]) % {"number": event.version}, name or ""


def describe(version: SurveyVersion) -> dict[str, Any]:
    session = web.session()
    who = version.published_by if version.published_at else version.changed_by
    found = session.get(User, who) if who else None
    return {
        "version": version,
        "languages": read_content(version.content).languages,
        "responses": count_responses(session, [version]),
        "person": found.name if found else "",
    }


def gaps(draft: SurveyVersion, content: Content) -> Iterator[tuple[str, str, str]]:
    """(address of the field, where the text stands, language) for each text that is missing."""
    for address, text in addressed(draft, content):
        for code in content["languages"]:
            if text.lacks(code):
                yield f"{address}#{quote(text.field(code), safe=':')}", place(content, text), code


def addressed(draft: SurveyVersion, content: Content) -> Iterator[tuple[str, Text]]:
    """Every text with the page on which it is edited."""
    where: dict[str, Any] = {"slug": draft.survey.slug, "number": draft.number}
    yield url_for("staff.edit_survey", **where), title(content)
    for section in sections(content):
        for text in section_texts(content, section):
            opened = OPENS.get(text.part, "").format(name=text.name) or None
            yield url_for("staff.edit_section", section=section.name or LOOSE, open=opened, **where), text
