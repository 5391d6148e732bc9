"""Sign in and sign out."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField

from survey import web
from survey.actions.sign_in import sign_in as check
from survey.language import lazy_gettext as _
from survey.limits import account, limited
from survey.login import begin_session, end_session, own_path
from survey.staff.fields import StaffForm, Written
from survey.staff.pages import room


class SignInForm(StaffForm):
    email = StringField(_("E-mail address"), [Written(_("Enter your e-mail address."))])
    password = PasswordField(_("Password"), [Written(_("Enter your password."))])
    next = HiddenField()


def has_failed(response: Response) -> bool:
    return response.status_code != 303


@room.route("/sign-in", methods=["GET", "POST"])
@limited("sign_in_limit", methods=["POST"])
@limited("sign_in_limit", by=account, methods=["POST"], counts=has_failed)
def sign_in() -> Response | str | tuple[str, int]:
    """One error for whatever was wrong, so that nobody learns which addresses have an account."""
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(url_for("staff.queue"))
        return render_template("staff/sign_in.html", form=SignInForm(data={"next": request.args.get("next", "")}))
    form = SignInForm()
    user = check(web.database(), form.email.data, form.password.data) if form.validate() else None
    if user is None:
        if not form.problems:
            form.form_errors.append(str(_("The e-mail address and the password do not match.")))
        return render_template("staff/sign_in.html", form=form), 422
    begin_session(user)
    return redirect(own_path(form.next.data) or url_for("staff.queue"), 303)


@room.post("/sign-out")
def sign_out() -> Response:
    end_session()
    return redirect(url_for("staff.sign_in"), 303)
