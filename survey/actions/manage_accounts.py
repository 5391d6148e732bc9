"""Accounts: who may sign in, and with which roles in which agency."""

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import passwords
from survey.actions.manage_agencies import default_agency
from survey.database import Database
from survey.language import gettext as _
from survey.models import Agency, Membership, User
from survey.models.user import ADMINISTRATOR, ROLES
from survey.plain_text import clean_line

EMAIL = re.compile(r"[^\s@\x00]+@[^\s@\x00]+")
LONGEST_EMAIL, LONGEST_NAME = 254, 200


class AccountProblem(ValueError):
    """The account cannot be changed so; the message says why and what to do."""


def make_first_administrator(database: Database, email: str, agency_name: str = "") -> str | None:
    """The first administrator's random password, to be shown once; None when an administrator exists already.

    Makes the default agency when it is missing. The first administrator has every role, so that no record waits unseen.
    """
    with database.change() as session:
        agency = default_agency(session, agency_name)
        if open_administrators(session):
            return None
        return insert(session, email, email.split("@")[0], ROLES, agency.id, None)[1]


def add_user(
    database: Database, email: str, name: str, roles: Iterable[str], agency_id: int, password: str | None = None
) -> tuple[int, str]:
    """The new account's id and its password, a random one when none is given. AccountProblem when it cannot be."""
    with database.change() as session:
        return insert(session, email, name, roles, agency_id, password)


def insert(
    session: Session, email: str, name: str, roles: Iterable[str], agency_id: int, password: str | None
) -> tuple[int, str]:
    email = check_email(session, email)
    password = passwords.random_password() if password is None else check_password(password)
    user = User(
        email=email,
        name=check_name(name),
        password_hash=passwords.hash_password(password),
        session_key=passwords.session_key(),
        memberships=memberships(session, roles, agency_id),
    )
    session.add(user)
    session.flush()
    return user.id, password


def set_roles(database: Database, user_id: int, agency_id: int, roles: Iterable[str]) -> None:
    """Give the person exactly `roles` in this agency; none takes them out of it. The last administrator stays one."""
    with database.change() as session:
        administrators = open_administrators(session)
        user = get(session, user_id)
        others = [membership for membership in user.memberships if membership.agency_id != agency_id]
        wanted = set(roles)
        kept = [m for m in user.memberships if m.agency_id == agency_id and m.role in wanted]
        new = wanted - {membership.role for membership in kept}
        user.memberships = [*others, *kept, *(memberships(session, new, agency_id) if new else [])]
        if not user.has_role(ADMINISTRATOR):
            keep_one_administrator(administrators, user)


def close_user(database: Database, user_id: int) -> None:
    """The person can no longer sign in, and is signed out at once; their history stays."""
    with database.change() as session:
        administrators = open_administrators(session)
        user = get(session, user_id)
        keep_one_administrator(administrators, user)
        user.is_open, user.session_key = False, passwords.session_key()


def reopen_user(database: Database, user_id: int) -> None:
    with database.change() as session:
        get(session, user_id).is_open = True


def reset_password(database: Database, user_id: int) -> str:
    """A new random password, to be shown once; every open session of the person ends."""
    password = passwords.random_password()
    with database.change() as session:
        set_password(get(session, user_id), password)
    return password


def change_password(database: Database, user_id: int, current: str, new: str) -> str:
    """The person's own change: the new session key. AccountProblem when the current one is wrong or the new weak."""
    with database.change() as session:
        user = get(session, user_id)
        if not passwords.verify(user.password_hash, current):
            raise AccountProblem(_("That is not your current password."))
        set_password(user, check_password(new))
        return user.session_key


def set_password(user: User, password: str) -> None:
    user.password_hash, user.session_key = passwords.hash_password(password), passwords.session_key()


def find_user(database: Database, email: str) -> int:
    """The id of the account with this address; AccountProblem when there is none."""
    with database.session() as session:
        found = session.scalar(select(User.id).where(User.email == clean_line(email).lower()))
    if found is None:
        raise AccountProblem(_("There is no account for %(email)s.", email=email))
    return found


def get(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise AccountProblem(_("There is no such account."))
    return user


def open_administrators(session: Session) -> list[int]:
    """Ids of the people with an open account who are administrators anywhere; locked, so that two cannot close each
    other at the same moment."""
    role = Membership.user_id == User.id, Membership.role == ADMINISTRATOR
    query = select(User.id).where(User.is_open, select(Membership.role).where(*role).exists())
    return list(session.scalars(query.order_by(User.id).with_for_update()))


def keep_one_administrator(administrators: list[int], user: User) -> None:
    if administrators == [user.id]:
        raise AccountProblem(_("This is the last administrator. Make somebody else an administrator first."))


def memberships(session: Session, roles: Iterable[str], agency_id: int) -> list[Membership]:
    wanted = set(roles)
    if not wanted:
        raise AccountProblem(_("Choose at least one role."))
    if unknown := wanted - set(ROLES):
        raise AccountProblem(_("There is no role called %(role)s.", role=", ".join(sorted(unknown))))
    if session.get(Agency, agency_id) is None:
        raise AccountProblem(_("There is no such agency."))
    return [Membership(agency_id=agency_id, role=role) for role in ROLES if role in wanted]


def check_email(session: Session, email: str) -> str:
    email = clean_line(email).lower()
    if not EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL:
        raise AccountProblem(_("Enter an e-mail address, like name@example.org."))
    if session.scalar(select(User.id).where(User.email == email)):
        raise AccountProblem(_("There is already an account for %(email)s.", email=email))
    return email


def check_name(name: str) -> str:
    name = clean_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise AccountProblem(_("Enter a name of 1 to %(longest)s characters.", longest=LONGEST_NAME))
    return name


def check_password(password: str) -> str:
    if not passwords.is_acceptable(password):
        raise AccountProblem(_("Choose a password of at least %(shortest)s characters.", shortest=passwords.SHORTEST))
    return password
