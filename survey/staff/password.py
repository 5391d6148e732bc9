"""Change one's own password."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField

from survey import passwords, web
from survey.actions.manage_accounts import AccountProblem, change_password
from survey.language import lazy_gettext as _
from survey.limits import limited
from survey.login import begin_session, only, person
from survey.models import User
from survey.staff.fields import StaffForm, Written
from survey.staff.pages import room


class PasswordForm(StaffForm):
    current = PasswordField(_("Current password"), [Written(_("Enter your current password."))])
    new = PasswordField(_("New password"), [Written(_("Enter a new password."))])


@room.route("/password", methods=["GET", "POST"])
@only()
@limited("sign_in_limit", methods=["POST"])
def password() -> Response | str | tuple[str, int]:
    """A changed password ends the person's sessions everywhere else."""
    form, user_id = PasswordForm(), person().id
    page = "staff/password.html"
    if request.method == "GET":
        return render_template(page, form=form, shortest=passwords.SHORTEST)
    try:
        if not form.validate():
            return render_template(page, form=form, shortest=passwords.SHORTEST), 422
        change_password(web.database(), user_id, form.current.data, form.new.data)
    except AccountProblem as problem:
        form.form_errors.append(str(problem))
        return render_template(page, form=form, shortest=passwords.SHORTEST), 422
    begin_session(web.fresh_session().get_one(User, user_id))
    flash(str(_("Your password is changed.")))
    return redirect(url_for("staff.queue"), 303)
