"""Invitations for samples: make them, see how many have been used, say whether the survey asks for one."""

import csv
import io
from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer
from wtforms import StringField

from survey import labels, web
from survey.actions import make_invitations as action
from survey.actions.make_invitations import FEWEST, LONGEST_LABEL, MOST, InvitationProblem, make_invitations, used
from survey.language import lazy_gettext as _
from survey.login import only
from survey.models import InvitationSample, Survey
from survey.models.user import ADMINISTRATOR
from survey.staff.fields import StaffForm, Written
from survey.staff.pages import room
from survey.staff.survey_at import survey_at
from survey.staff.surveys import only_editors
from survey.typed_number import read_number

PAGE = "/surveys/<slug>/invitations"
#: Of fewer it is not told how many, for two looks at the page would show who answered in between
FEWEST_SHOWN = 10


class SampleForm(StaffForm):
    label = StringField(_("Name of the sample"), [Written(_("Enter a name for the sample."))])
    stratum = StringField(_("Part of the sample"))
    count = StringField(_("How many invitations"), [Written(_("Enter how many invitations you need."))])


@dataclass(frozen=True)
class Row:
    """A sample and how many of its invitations have been used; None while too few have."""

    sample: InvitationSample
    used: int | None


@room.get(PAGE)
@only(ADMINISTRATOR)
def invitations(slug: str) -> str:
    only_editors()
    return show(survey_at(slug), SampleForm())


@room.post(PAGE)
@only(ADMINISTRATOR)
def add_sample(slug: str) -> Answer | tuple[str, int]:
    """The list of codes is the answer, once; nobody can make it again."""
    only_editors()
    survey, form = survey_at(slug), SampleForm()
    if not form.validate():
        return show(survey, form), 422
    secret, count = current_app.config["SECRET_KEY"], int(min(read_number(form.count.data) or 0, MOST + 1))
    try:
        codes = make_invitations(
            web.database(), web.settings(), secret, survey.id, form.label.data, form.stratum.data or "", count
        )
    except InvitationProblem as problem:
        form.form_errors.append(str(problem))
        return show(survey, form), 422
    answer = Answer(table(codes), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={slug}-invitations.csv"
    return answer


@room.post(f"{PAGE}/<int(max=2147483647):sample_id>/take-back")
@only(ADMINISTRATOR)
def take_back(slug: str, sample_id: int) -> Answer | tuple[str, int]:
    only_editors()
    survey = survey_at(slug)
    try:
        action.take_back(web.database(), survey.id, sample_id)
    except InvitationProblem as problem:
        form = SampleForm(formdata=None)
        form.form_errors.append(str(problem))
        return show(survey, form), 422
    flash(str(_("The sample is taken back. Its codes open nothing any more.")))
    return redirect(url_for("staff.invitations", slug=slug), 303)


@room.post(f"{PAGE}/who")
@only(ADMINISTRATOR)
def who_may_answer(slug: str) -> Answer:
    only_editors()
    action.ask_for_invitations(web.database(), survey_at(slug).id, request.form.get("who") == "invited")
    flash(str(_("It is saved who can answer.")))
    return redirect(url_for("staff.invitations", slug=slug), 303)


def table(codes: list[str]) -> str:
    """Code and personal address, one a row."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["code", "address"])
    rows.writerows((code, url_for("resident.invited", code=code, _external=True)) for code in codes)
    return text.getvalue()


def show(survey: Survey, form: SampleForm) -> str:
    query = select(InvitationSample).where(InvitationSample.survey_id == survey.id)
    return render_template(
        "staff/invitations.html",
        survey=survey,
        title=labels.survey(survey),
        form=form,
        rows=[row_of(sample) for sample in web.session().scalars(query.order_by(InvitationSample.id.desc()))],
        longest=LONGEST_LABEL,
        fewest=FEWEST,
        most=MOST,
        fewest_shown=FEWEST_SHOWN,
    )


def row_of(sample: InvitationSample) -> Row:
    number = used(web.session(), sample)
    return Row(sample, number if number >= FEWEST_SHOWN else None)
