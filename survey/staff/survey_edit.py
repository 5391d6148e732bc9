"""The editor of a draft: a page for its title, languages and sections, and one for each section.

Each page is one form. Whatever button is pressed, what was typed is stored with it, or nothing is and the page comes
back with all of it.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from flask import abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from survey import web
from survey.actions.edit_survey import Draft, change_draft
from survey.actions.edit_survey_problem import DraftConflict, EditProblem, SurveyRefused
from survey.actions.edit_survey_texts import Content, find_section
from survey.actions.edit_survey_typed import Typed, put_section, put_title
from survey.language import lazy_gettext as _
from survey.login import only, person
from survey.models import Survey, SurveyVersion
from survey.models.user import ADMINISTRATOR
from survey.staff.pages import room
from survey.staff.survey_buttons import move_away, press
from survey.staff.survey_page import LOOSE
from survey.staff.survey_pages import show_overview, show_section
from survey.staff.survey_typed_page import EditorPage
from survey.staff.surveys import VERSION, only_editors

Answer = Response | str | tuple[str, int]
Place = tuple[str, str]  # section and anchor: where to go on


@room.get(f"{VERSION}/edit")
@only(ADMINISTRATOR)
def edit_survey(slug: str, number: int) -> Answer:
    version = find(slug, number)
    return elsewhere(version) or show_overview(EditorPage(version, deepcopy(version.content)))


@room.post(f"{VERSION}/edit")
@only(ADMINISTRATOR)
def change_survey(slug: str, number: int) -> Answer:
    def change(content: Content, typed: Typed, button: str) -> Place:
        anchor = press(content, "", button, typed)
        refuse(put_title(content, typed))
        return "", anchor

    return act(find(slug, number), change, show_overview, "")


@room.get(f"{VERSION}/edit/<section>")
@only(ADMINISTRATOR)
def edit_section(slug: str, number: int, section: str) -> Answer:
    version = find(slug, number)
    page = EditorPage(version, deepcopy(version.content), named(section), opened=request.args.get("open", ""))
    if away := elsewhere(version):
        return away
    return show_section(page) if find_section(page.content, page.section) else abort(404)


@room.post(f"{VERSION}/edit/<section>")
@only(ADMINISTRATOR)
def change_section(slug: str, number: int, section: str) -> Answer:
    def change(content: Content, typed: Typed, button: str) -> Place:
        if find_section(content, named(section)) is None:
            raise DraftConflict
        anchor = press(content, named(section), button, typed)
        if found := find_section(content, named(section)):
            refuse(put_section(content, found, typed))
        return move_away(content, button, typed) or (named(section), anchor)

    return act(find(slug, number), change, show_section, named(section))


def act(
    version: SurveyVersion,
    change: Callable[[Content, Typed, str], Place],
    show: Callable[[EditorPage], str],
    section: str,
) -> Answer:
    """Store what was typed, with what the button does; else the page again, with everything."""
    typed = request.form.to_dict()
    draft = Draft(version.survey.slug, version.number, read_revision(typed))
    try:
        place = change_draft(
            web.database(), person().id, draft, lambda content: change(content, typed, typed.get("do", ""))
        )
    except EditProblem as problem:
        page = EditorPage(version, deepcopy(version.content), section, typed, problem.problems)
        return show(page), 422
    except DraftConflict:
        return conflict(version, section, typed), 409
    except SurveyRefused:
        abort(403)
    flash(str(_("Saved.")))
    return redirect(after(draft, *place), 303)


def after(draft: Draft, section: str, anchor: str) -> str:
    where: dict[str, Any] = {"slug": draft.slug, "number": draft.number}
    if request.endpoint == "staff.change_survey":
        return url_for("staff.edit_survey", _anchor=anchor or None, **where)
    opened = anchor.removeprefix("item:") if anchor else None
    return url_for("staff.edit_section", section=section or LOOSE, open=opened, _anchor=anchor or None, **where)


def conflict(version: SurveyVersion, section: str, typed: Mapping[str, str]) -> str:
    """The page as it is stored now, with what was typed in its fields and what is stored beside each that differs.

    Sent again, what was typed takes the place of what is stored.
    """
    stored = find(version.survey.slug, version.number)
    page = EditorPage(stored, deepcopy(stored.content), section, typed, is_conflict=True)
    if request.endpoint == "staff.change_section" and find_section(page.content, section):
        return show_section(page)
    return show_overview(page)


def refuse(problems: list[tuple[str, str]]) -> None:
    if problems:
        raise EditProblem(problems)


def named(section: str) -> str:
    return "" if section == LOOSE else section


def find(slug: str, number: int) -> SurveyVersion:
    only_editors()
    query = (
        select(SurveyVersion)
        .join(Survey)
        .where(Survey.slug == slug.replace("\0", ""), SurveyVersion.number == number)
        .execution_options(populate_existing=True)
    )
    return web.fresh_session().scalar(query) or abort(404)


def elsewhere(version: SurveyVersion) -> Response | None:
    """A published version does not change: its survey says what can be done instead."""
    return redirect(url_for("staff.survey", slug=version.survey.slug)) if version.published_at else None


def read_revision(typed: Mapping[str, str]) -> int:
    """0 for what is no number, which is never a draft's."""
    text = typed.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
