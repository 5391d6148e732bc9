"""Assisted entry: staff type in what came on paper, by phone or at a meeting, one after the other."""

from dataclasses import replace
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy import exists, select
from werkzeug.wrappers import Response as Answer

from survey import labels, web
from survey.actions.acknowledge_response import acknowledge_response
from survey.actions.make_records import TypedIn
from survey.actions.submit_response import SentForm, submit_response
from survey.form_content import FormContent, read_content
from survey.form_to_fill import form_to_fill, what_was_sent
from survey.language import current
from survey.language import gettext as _
from survey.login import only, person
from survey.models import InvitationSample, Survey, SurveyVersion
from survey.models.survey import DRAFT
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.reference import code_hash, read_code
from survey.staff.entry_form import EntryForm
from survey.staff.pages import room
from survey.staff.survey_at import survey_at
from survey.survey_form import SurveyForm

PAGE = "/surveys/<slug>/enter"
STAFF = (ADMINISTRATOR, REVIEWER)
ENTERED = "entered"
Page = Answer | str | tuple[str, int]


@room.get("/enter")
@only(*STAFF)
def entries() -> str:
    """The surveys whose answers can be typed in."""
    found = web.session().scalars(select(Survey).where(Survey.state != DRAFT).order_by(Survey.slug))
    return render_template("staff/entries.html", surveys=[(one.slug, labels.survey(one)) for one in found])


@room.get(PAGE)
@only(*STAFF)
def entry(slug: str) -> str:
    """A blank form; how and when the last one came stays chosen."""
    survey = survey_at(slug)
    version = version_of(survey)
    head = EntryForm(formdata=None).begin(request.args)
    form = form_to_fill(read_content(version.content), language_of(version))
    return show(survey, version, head, form, entered=cookie.pop(ENTERED, None))


@room.post(PAGE)
@only(*STAFF)
def enter(slug: str) -> Page:
    survey, head = survey_at(slug), EntryForm()
    version = version_of(survey)
    content = read_content(version.content)
    form = form_to_fill(without_required(content) if head.may_skip.data else content, language_of(version))
    form.process(what_was_sent(form))
    if request.form.get("switch_language"):
        return show(survey, version, head, form)
    whole, answers_good = head.validate(), form.validate()
    if whole and answers_good and not form.answers():
        head.form_errors.append(_("Nothing has been typed in yet. Enter at least one answer."))
    if head.problems or form.problems():
        return show(survey, version, head, form), 422
    cookie[ENTERED] = save(version, head, form)
    kept: dict[str, Any] = {"version": version.number, "language": form.language, **head.kept()}
    return redirect(url_for("staff.entry", slug=slug, **kept), 303)


@room.post(f"{PAGE}/given")
@only(*STAFF)
def given(slug: str) -> Answer:
    """The person has their code and knows what happens next: that is the receipt."""
    survey_at(slug)
    if code := read_code(request.form.get("code", "")):
        reference = code_hash(current_app.config["SECRET_KEY"], code)
        acknowledge_response(web.database(), reference, web.settings())
    kept: dict[str, Any] = {name: request.form.get(name, "") for name in ("version", "language", "channel", "day")}
    return redirect(url_for("staff.entry", slug=slug, **kept), 303)


def save(version: SurveyVersion, head: EntryForm, form: SurveyForm) -> str:
    """The reference code."""
    sent = SentForm(
        version.id, head.key.data, form.language, form.answers(), "form_sensitive" in request.form, head.channel.data,
        invitation=head.invitation.data or "", images=form.images(),
        typed_in=TypedIn(person().id, head.received_at()),
    )  # fmt: skip
    return submit_response(web.database(), sent, current_app.config["SECRET_KEY"], web.settings())


def without_required(content: FormContent) -> FormContent:
    """The same form with every question optional: on paper people leave out what they like."""
    groups = tuple(
        replace(
            group,
            questions=tuple(
                replace(one, required=False, logic={k: v for k, v in one.logic.items() if k != "required"})
                for one in group.questions
            ),
        )
        for group in content.groups
    )
    return replace(content, groups=groups)


def version_of(survey: Survey) -> SurveyVersion:
    """The published version that is asked for, else the newest."""
    published = [version for version in survey.versions if version.published_at]
    number = request.form.get("form_version", request.args.get("version"))
    wanted = [version for version in published if str(version.number) == number]
    return next(iter(wanted or published[::-1]), None) or abort(404)


def language_of(version: SurveyVersion) -> str:
    """One of the survey's: the button that was pressed, the one in use, else the reader's own or the first."""
    languages = version.content["languages"]
    values = request.values
    wanted = (values.get("switch_language"), values.get("form_language"), values.get("language"), current())
    return next((str(code) for code in wanted if code in languages), languages[0])


def show(survey: Survey, version: SurveyVersion, head: EntryForm, form: SurveyForm, **values: Any) -> str:
    head.new_key()
    asked = exists().where(InvitationSample.survey_id == survey.id)
    return render_template(
        "staff/entry.html",
        survey=survey,
        version=version,
        versions=[one.number for one in survey.versions if one.published_at],
        title=labels.survey(survey),
        head=head,
        form=form,
        filled={"sensitive": "form_sensitive" in request.form},
        has_invitations=web.session().scalar(select(asked)),
        problems=[*head.problems, *((place, f"{question}: {words}") for place, question, words in form.problems())],
        **values,
    )
