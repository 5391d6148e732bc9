"""Who is signed in, and the doors that ask for a role."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, abort, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
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


def init_app(app: Flask) -> None:
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
    return redirect(url_for("staff.sign_in", next=request.full_path.rstrip("?")))


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
