"""Who is signed in, and the doors that ask for a role."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, Request, abort, redirect, request, url_for
from flask import session as flask_session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from survey import web
from survey.models import Membership, User

P = ParamSpec("P")
R = TypeVar("R")


class SignedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's view of a person. The session holds the session key, so a new password ends it."""

    def __init__(self, user: User) -> None:
        self.user = user

    def get_id(self) -> str:
        return self.user.session_key


class Sessions(SecureCookieSessionInterface):
    """Flask's own; who brings no session gets an empty one before anything is made ready to read it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        brings = self.get_cookie_name(app) in request.cookies
        return super().open_session(app, request) if brings else self.session_class()


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    manager = LoginManager(app)
    manager.user_loader(load)
    manager.unauthorized_handler(ask_to_sign_in)


def load(session_key: str) -> SignedIn | None:
    query = (
        select(User)
        .where(User.session_key == session_key, User.is_open)
        .options(selectinload(User.memberships).selectinload(Membership.agency))
    )
    user = web.session().scalar(query)
    return SignedIn(user) if user else None


def ask_to_sign_in() -> Response:
    """To the sign-in page, and from there back to the page that was asked for."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("staff.sign_in", next=wanted))


def own_path(address: str | None) -> str | None:
    """`address` when it is a path of this site; None for anything a browser might take elsewhere."""
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    return None if "\\" in address or any(ord(character) < 32 for character in address) else address


def begin_session(user: User) -> None:
    """Sign in on this browser. Whatever its session held before is gone, so that nobody can have planted it."""
    flask_session.clear()
    login_user(SignedIn(user))


def end_session() -> None:
    logout_user()
    flask_session.clear()


def person() -> User:
    """The signed-in person; only behind `only`."""
    return cast(User, current_user.user)


def only(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets in people with one of `roles` in some agency (any role when none is named); asks others to sign in."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if roles and not person().has_role(*roles):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate
