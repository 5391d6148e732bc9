"""A new survey: what to begin with, in which languages, and its title."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey import web
from survey.actions.edit_survey_problem import EditProblem, SurveyRefused
from survey.actions.new_survey import create_survey
from survey.language import lazy_gettext as _
from survey.language import screen_languages
from survey.login import only, person
from survey.models.user import ADMINISTRATOR
from survey.plain_text import clean_line
from survey.record_filter import LANGUAGES
from survey.staff.pages import room
from survey.staff.survey_words import TEMPLATES
from survey.staff.surveys import only_editors

SPOKEN = tuple(code for code in LANGUAGES if code not in ("und", "other"))


@room.get("/new-survey")
@only(ADMINISTRATOR)
def new_survey() -> str:
    only_editors()
    return show(next(iter(TEMPLATES)), {}, list(screen_languages()), [])


@room.post("/new-survey")
@only(ADMINISTRATOR)
def make_survey() -> Response | tuple[str, int]:
    only_editors()
    template = request.form.get("template", "")
    titles = {code: clean_line(request.form.get(f"title:{code}", "")) for code in offered()}
    chosen = [code for code in offered() if code in request.form.getlist("languages")]
    try:
        slug = create_survey(web.database(), person().id, template, titles, chosen)
    except EditProblem as problem:
        return show(template, titles, chosen, problem.problems), 422
    except SurveyRefused:
        abort(403)
    flash(str(_("The survey is made, as a draft. Nobody but the staff sees it yet.")))
    return redirect(url_for("staff.survey", slug=slug), 303)


def offered() -> list[str]:
    """The languages of the screen and of many residents first."""
    first = (*screen_languages(), *web.settings().resident_language_codes)
    return list(dict.fromkeys((*(code for code in first if code in SPOKEN), *SPOKEN)))


def show(template: str, titles: dict[str, str], chosen: list[str], problems: list[tuple[str, str]]) -> str:
    common = len(set(screen_languages()) | set(web.settings().resident_language_codes))
    return render_template(
        "staff/survey_new.html",
        templates=TEMPLATES,
        template=template,
        titles=titles,
        chosen=chosen,
        languages=offered(),
        common=common,
        problems=problems,
        wrong=dict(problems),
    )
