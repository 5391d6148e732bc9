"""Accounts: administrators add and close them, set roles, reset passwords."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response
from wtforms import StringField

from survey import labels, pages, web
from survey.access import administered, may_administer
from survey.actions import manage_accounts
from survey.actions.manage_accounts import AccountProblem
from survey.language import lazy_gettext as _
from survey.login import only, person
from survey.models import Agency, Membership, User
from survey.models.user import ADMINISTRATOR
from survey.staff.fields import CodeField, CodesField, StaffForm, Written, choices
from survey.staff.pages import room

Answer = Response | str | tuple[str, int]
ACCOUNT = "/accounts/<int(max=2147483647):user_id>"


class RolesForm(StaffForm):
    agency = CodeField(_("Agency"))
    roles = CodesField(_("Roles in this agency"))

    def offer(self) -> "RolesForm":
        self.agency.choices = choices({str(agency.id): pages.agency_name(agency) for agency in own_agencies()})
        self.roles.choices = choices(labels.ROLE)
        return self


class AccountForm(RolesForm):
    name = StringField(_("Name"), [Written(_("Enter the person's name."))])
    email = StringField(_("E-mail address"), [Written(_("Enter an e-mail address, like name@example.org."))])


def own_agencies() -> list[Agency]:
    query = select(Agency).order_by(Agency.name)
    return [agency for agency in web.session().scalars(query) if administered(person(), agency.id)]


@room.route("/accounts", methods=["GET", "POST"])
@only(ADMINISTRATOR)
def accounts() -> Answer:
    """All accounts; a new one's password is shown in the answer and nowhere again."""
    form = AccountForm().offer()
    if request.method == "GET":
        return show_all(form)
    if not form.validate():
        return show_all(form), 422
    try:
        _user_id, password = manage_accounts.add_user(
            web.database(), form.email.data, form.name.data, form.roles.data, int(form.agency.data)
        )
    except AccountProblem as problem:
        form.form_errors.append(str(problem))
        return show_all(form), 422
    return render_template("staff/new_password.html", name=form.name.data, password=password)


def show_all(form: AccountForm) -> str:
    query = select(User).order_by(User.name, User.id).options(
        selectinload(User.memberships).selectinload(Membership.agency)
    )  # fmt: skip
    users = [user for user in web.session().scalars(query) if may_administer(person(), user)]
    return render_template("staff/accounts.html", users=users, form=form)


@room.get(ACCOUNT)
@only(ADMINISTRATOR)
def account(user_id: int) -> Answer:
    return show_one(user_id)


@room.post(f"{ACCOUNT}/roles")
@only(ADMINISTRATOR)
def roles(user_id: int) -> Answer:
    form = RolesForm().offer()
    if not form.validate():
        return show_one(user_id, [words for _id, words in form.problems]), 422
    agency, chosen = int(form.agency.data), form.roles.data
    return act(user_id, lambda: manage_accounts.set_roles(web.database(), user_id, agency, chosen))


@room.post(f"{ACCOUNT}/close")
@only(ADMINISTRATOR)
def close_account(user_id: int) -> Answer:
    return act(user_id, lambda: manage_accounts.close_user(web.database(), user_id))


@room.post(f"{ACCOUNT}/reopen")
@only(ADMINISTRATOR)
def reopen_account(user_id: int) -> Answer:
    return act(user_id, lambda: manage_accounts.reopen_user(web.database(), user_id))


@room.post(f"{ACCOUNT}/password")
@only(ADMINISTRATOR)
def reset_password(user_id: int) -> Answer:
    """The new password is shown in the answer and nowhere again."""
    user = find(user_id)
    password = manage_accounts.reset_password(web.database(), user_id)
    return render_template("staff/new_password.html", name=user.name, password=password)


def find(user_id: int) -> User:
    user = web.session().get(User, user_id)
    if user is None or not may_administer(person(), user):
        abort(404)
    return user


def show_one(user_id: int, problems: list[str] | None = None) -> str:
    user = find(user_id)
    return render_template(
        "staff/account.html", user=user, problems=problems or [], agencies=own_agencies(), form=RolesForm().offer()
    )


def act(user_id: int, change: Callable[[], None]) -> Answer:
    find(user_id)
    try:
        change()
    except AccountProblem as problem:
        return show_one(user_id, [str(problem)]), 422
    flash(str(_("The account is saved.")))
    return redirect(url_for("staff.account", user_id=user_id), 303)
