"""Themes: what the coding framework knows, and those that the organisation adds without touching code."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from analysis.theme import load_categories, load_themes
from survey import web
from survey.actions import manage_themes
from survey.actions.check_theme import ThemeProblem, Wish, read_wish, word_problems
from survey.actions.coding_in_use import theme_of
from survey.actions.manage_themes import ThemeConflict, ThemeRefused, may_edit_themes
from survey.actions.recode_records import progress
from survey.actions.try_theme import Trial, try_theme
from survey.language import lazy_gettext as _
from survey.login import only, person
from survey.models import LocalTheme, User
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER
from survey.staff.marks import marked
from survey.staff.pages import room
from survey.staff.theme_form import ThemeFields, theme_form

Answer = Response | str | tuple[str, int]
READERS = (ADMINISTRATOR, REVIEWER, ANALYST)
THEME = "/themes/<int(max=2147483647):theme_id>"


@room.get("/themes")
@only(*READERS)
def themes() -> str:
    session = web.session()
    own = session.scalars(select(LocalTheme).order_by(LocalTheme.retired_at.is_not(None), LocalTheme.code)).all()
    framework = load_themes().values()
    return render_template(
        "staff/themes.html",
        own=own,
        people=dict(session.execute(select(User.id, User.name).where(User.id.in_({t.changed_by for t in own}))).all()),
        framework=[(kind, [t for t in framework if t.category == kind.code]) for kind in load_categories().values()],
        progress=progress(session),
        may_edit=may_edit_themes(person()),
    )


@room.get("/themes/new")
@only(ADMINISTRATOR)
def new_theme() -> str:
    only_editors()
    return show(theme_form(web.settings()).begin())


@room.post("/themes/new")
@only(ADMINISTRATOR)
def add_theme() -> Answer:
    return act(
        theme_form(web.settings()), None, lambda wish: manage_themes.add_theme(web.database(), person().id, wish)
    )


@room.get(THEME)
@only(ADMINISTRATOR)
def theme(theme_id: int) -> str:
    found = find(theme_id)
    return show(theme_form(web.settings(), languages_of(found)).fill(found), found)


@room.post(THEME)
@only(ADMINISTRATOR)
def change_theme(theme_id: int) -> Answer:
    found = find(theme_id)
    form = theme_form(web.settings(), languages_of(found))

    def change(wish: Wish) -> None:
        manage_themes.change_theme(web.database(), person().id, theme_id, form.read_revision(), wish)

    return act(form, found, change)


@room.post(f"{THEME}/retire")
@only(ADMINISTRATOR)
def retire_theme(theme_id: int) -> Answer:
    return switch(theme_id, manage_themes.retire_theme, _("The theme is retired. Comments are coded without it."))


@room.post(f"{THEME}/again")
@only(ADMINISTRATOR)
def use_theme_again(theme_id: int) -> Answer:
    return switch(theme_id, manage_themes.use_theme_again, _("The theme is in use again."))


def only_editors() -> None:
    if not may_edit_themes(person()):
        abort(403)


def find(theme_id: int) -> LocalTheme:
    only_editors()
    found = web.session().get(LocalTheme, theme_id)
    return found if found is not None else abort(404)


def languages_of(found: LocalTheme) -> list[str]:
    return [*found.labels, *found.definitions, *found.words]


def switch(theme_id: int, change: Callable[..., None], done: object) -> Answer:
    find(theme_id)
    change(web.database(), person().id, theme_id)
    flash(str(done))
    return redirect(url_for("staff.themes"), 303)


def act(form: ThemeFields, found: LocalTheme | None, save: Callable[[Wish], object]) -> Answer:
    """Check the form, then try the theme on comments or save it, as was asked."""
    only_editors()
    if not form.validate():
        return show(form, found), 422
    wish = read_wish(form.category.data, form.typed())
    try:
        if "try" in request.form:
            return show(form, found, trial=attempt(wish, found))
        save(wish)
    except ThemeProblem as problem:
        form.blame(problem)
        return show(form, found), 422
    except ThemeConflict:
        return conflict(form, found), 409
    except ThemeRefused:
        abort(403)
    flash(str(_("The theme is saved. Comments are now coded anew, the newest first.")))
    return redirect(url_for("staff.themes"), 303)


def attempt(wish: Wish, found: LocalTheme | None) -> Trial:
    """What the theme would do, whether or not it has a name yet."""
    if problems := word_problems(wish):
        raise ThemeProblem(problems)
    session = web.session()
    used = session.scalars(select(LocalTheme).where(LocalTheme.retired_at.is_(None))).all()
    return try_theme(session, person(), wish, [theme_of(one) for one in used if found is None or one.id != found.id])


def conflict(form: ThemeFields, found: LocalTheme | None) -> str:
    """The page with what was typed, and what somebody else has stored; sent again, the first takes its place."""
    stored = web.fresh_session().get(LocalTheme, found.id, populate_existing=True) if found else None
    if stored is None:
        abort(404)
    form.revision.data = str(stored.revision)
    return show(form, stored, stored=theme_form(web.settings(), languages_of(stored), formdata=None).fill(stored))


def show(
    form: ThemeFields, found: LocalTheme | None = None, trial: Trial | None = None, stored: ThemeFields | None = None
) -> str:
    changed_by = web.session().get(User, found.changed_by) if found and found.changed_by else None
    return render_template(
        "staff/theme.html", form=form, theme=found, trial=trial, stored=stored, changed_by=changed_by, marked=marked
    )
