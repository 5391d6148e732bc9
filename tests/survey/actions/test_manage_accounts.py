"""Accounts: what may be stored, what ends a session, and that somebody can always administer."""

import pytest
from sqlalchemy import select

from survey import passwords
from survey.actions import manage_accounts as accounts
from survey.actions.manage_accounts import AccountProblem
from survey.database import Database
from survey.models import Agency, User
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER, ROLES
from tests.builders import PASSWORD, add_agency, add_user


def load(database: Database, user_id: int) -> User:
    with database.session() as session:
        user = session.get_one(User, user_id)
        assert user.memberships is not None
        return user


def test_the_first_administrator_has_every_role_in_the_default_agency(database: Database) -> None:
    password = accounts.make_first_administrator(database, "Admin@Example.org", "Test town")
    with database.session() as session:
        user = session.scalars(select(User)).one()
        assert session.scalars(select(Agency)).one().is_default
        assert {membership.role for membership in user.memberships} == set(ROLES)
    assert password and passwords.verify(user.password_hash, password)
    assert user.email == "admin@example.org"


def test_there_is_only_one_first_administrator(database: Database) -> None:
    assert accounts.make_first_administrator(database, "a@example.org")
    assert accounts.make_first_administrator(database, "b@example.org") is None


@pytest.mark.parametrize(
    ("email", "name", "roles", "password"),
    [
        ("", "Kim", [REVIEWER], None),
        ("no address", "Kim", [REVIEWER], None),
        ("a b@c.org", "Kim", [REVIEWER], None),
        ("x" * 250 + "@example.org", "Kim", [REVIEWER], None),
        ("TAKEN@example.org", "Kim", [REVIEWER], None),
        ("kim@example.org", "  ", [REVIEWER], None),
        ("kim@example.org", "K" * 201, [REVIEWER], None),
        ("kim@example.org", "Kim", [], None),
        ("kim@example.org", "Kim", ["king"], None),
        ("kim@example.org", "Kim", [REVIEWER], "elevenchars"),
        ("kim@example.org", "Kim", [REVIEWER], "x" * 1001),
    ],
)
def test_an_account_that_cannot_be_leaves_nothing(
    database: Database, email: str, name: str, roles: list[str], password: str | None
) -> None:
    agency = add_agency(database, default=True)
    add_user(database, email="taken@example.org")
    with pytest.raises(AccountProblem):
        accounts.add_user(database, email, name, roles, agency, password)
    with database.session() as session:
        assert len(session.scalars(select(User)).all()) == 1


def test_an_account_needs_an_agency_that_exists(database: Database) -> None:
    with pytest.raises(AccountProblem):
        accounts.add_user(database, "kim@example.org", "Kim", [REVIEWER], 999)


def test_a_person_has_other_roles_in_another_agency(database: Database) -> None:
    here, there = add_agency(database), add_agency(database)
    user_id, _password = accounts.add_user(database, "kim@example.org", "Kim", [REVIEWER], here)
    accounts.set_roles(database, user_id, there, [ANALYST])
    accounts.set_roles(database, user_id, here, [REVIEWER, ANALYST])
    user = load(database, user_id)
    assert (user.agencies_as(REVIEWER), user.agencies_as(ANALYST)) == ([here], [here, there])


@pytest.mark.parametrize("roles", [[], [REVIEWER]])
def test_the_last_administrator_keeps_the_role(database: Database, roles: list[str]) -> None:
    agency = add_agency(database, default=True)
    user_id = add_user(database, ADMINISTRATOR, REVIEWER)
    with pytest.raises(AccountProblem):
        accounts.set_roles(database, user_id, agency, roles)
    assert load(database, user_id).has_role(ADMINISTRATOR)


def test_the_last_open_administrator_cannot_be_closed(database: Database) -> None:
    first, second = add_user(database, ADMINISTRATOR), add_user(database, ADMINISTRATOR)
    accounts.close_user(database, first)
    with pytest.raises(AccountProblem):
        accounts.close_user(database, second)
    accounts.reopen_user(database, first)
    accounts.close_user(database, second)
    assert (load(database, first).is_open, load(database, second).is_open) == (True, False)


@pytest.mark.parametrize(
    "end",
    [
        accounts.close_user,
        accounts.reset_password,
        lambda database, user_id: accounts.change_password(database, user_id, PASSWORD, "another long one"),
    ],
)
def test_open_sessions_end(database: Database, end) -> None:  # type: ignore[no-untyped-def]
    add_user(database, ADMINISTRATOR)
    user_id = add_user(database)
    before = load(database, user_id).session_key
    end(database, user_id)
    assert load(database, user_id).session_key != before


@pytest.mark.parametrize(("current", "new"), [("wrong", "another long one"), (PASSWORD, "short")])
def test_a_refused_password_change_changes_nothing(database: Database, current: str, new: str) -> None:
    user_id = add_user(database)
    with pytest.raises(AccountProblem):
        accounts.change_password(database, user_id, current, new)
    assert passwords.verify(load(database, user_id).password_hash, PASSWORD)


def test_an_account_is_found_whatever_the_case(database: Database) -> None:
    user_id = add_user(database, email="kim@example.org")
    assert accounts.find_user(database, " Kim@Example.org") == user_id
    with pytest.raises(AccountProblem):
        accounts.find_user(database, "nobody@example.org")
