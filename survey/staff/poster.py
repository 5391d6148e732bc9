"""Getting people there: a survey's short addresses, how many came by each, and its poster."""

import re

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as Answer
from wtforms import StringField

from survey import labels, pages, web
from survey.actions.make_short_address import LONGEST_TAG, AddressProblem, make_short_address
from survey.form_content import read_content
from survey.form_to_fill import particulars
from survey.language import lazy_gettext as _
from survey.language import name as language_name
from survey.login import only
from survey.models import Response, ShortAddress, Survey
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.poster import Poster, draw_pdf, draw_svg, left_out, words_of
from survey.short_code import read_short_code
from survey.staff.fields import StaffForm, Written
from survey.staff.pages import room
from survey.staff.survey_at import survey_at

PAGE = "/surveys/<slug>/poster"
STAFF = (ADMINISTRATOR, REVIEWER)
MOST_COUNTED = 1000
#: Hosts that lead nowhere from a resident's phone
HERE = re.compile(r"(localhost|127\.|\[::1\]|0\.0\.0\.0)")
DRAWN = {"pdf": (draw_pdf, "application/pdf"), "svg": (draw_svg, "image/svg+xml")}


class AddressForm(StaffForm):
    tag = StringField(_("Where will it be given out?"), [Written(_("Enter where the address will be given out."))])


@room.get(PAGE)
@only(*STAFF)
def poster(slug: str) -> str:
    return show(survey_at(slug), AddressForm())


@room.post(PAGE)
@only(*STAFF)
def add_address(slug: str) -> Answer | tuple[str, int]:
    survey, form = survey_at(slug), AddressForm()
    if not form.validate():
        return show(survey, form), 422
    try:
        code = make_short_address(web.database(), survey.id, form.tag.data)
    except AddressProblem as problem:
        form.tag.errors = [str(problem)]
        return show(survey, form), 422
    flash(str(_("The short address is made.")))
    return redirect(url_for("staff.poster", slug=slug, address=code), 303)


@room.get(f"{PAGE}.<ending>")
@only(*STAFF)
def poster_file(slug: str, ending: str) -> Answer:
    """The poster as a PDF or an SVG, shown or (with ?save) to be kept."""
    draw, kind = DRAWN.get(ending) or abort(404)
    made = poster_of(survey_at(slug), chosen_address(survey_at(slug)))
    answer = Answer(draw(made), mimetype=kind)
    if "save" in request.args:
        answer.headers["Content-Disposition"] = f"attachment; filename={slug}-poster.{ending}"
    return answer


def show(survey: Survey, form: AddressForm) -> str:
    address = chosen_address(survey)
    return render_template(
        "staff/poster.html",
        survey=survey,
        title=labels.survey(survey),
        form=form,
        longest=LONGEST_TAG,
        addresses=[(one, count_responses(one.code)) for one in addresses_of(survey)],
        chosen=address,
        is_local=HERE.match(request.host) is not None,
        most=MOST_COUNTED,
        left_out=", ".join(map(language_name, left_out(poster_of(survey, address)))),
    )


def addresses_of(survey: Survey) -> list[ShortAddress]:
    """The newest first."""
    query = select(ShortAddress).where(ShortAddress.survey_id == survey.id)
    return list(web.session().scalars(query.order_by(ShortAddress.made_at.desc(), ShortAddress.code)))


def chosen_address(survey: Survey) -> ShortAddress | None:
    """The short address that the page's own address names, if it is one of this survey's."""
    code = read_short_code(request.args.get("address", ""))
    found = web.session().get(ShortAddress, code) if code else None
    return found if found and found.survey_id == survey.id else None


def count_responses(code: str) -> int:
    """How many came by this address, never counting further than one beyond the most that is shown."""
    ids = select(Response.id).where(Response.source == code).limit(MOST_COUNTED + 1)
    return web.session().scalar(select(func.count()).select_from(ids.subquery())) or 0


def poster_of(survey: Survey, address: ShortAddress | None) -> Poster:
    """With the short address, else with the form's own."""
    content = read_content((survey.open_version or survey.latest).content)
    if address:
        where = url_for("resident.short_address", code=address.code, _external=True)
    else:
        where = url_for("resident.form", slug=survey.slug, _external=True)
    return Poster(pages.organisation(), words_of(content, particulars()), where)
