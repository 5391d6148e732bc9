"""`lyhord user` and `lyhord agency`: accounts and agencies from the command line."""

from collections.abc import Callable
from typing import TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from survey.actions import manage_accounts, manage_agencies
from survey.actions.manage_accounts import AccountProblem, find_user
from survey.actions.manage_agencies import AgencyProblem
from survey.commands.database import open_database
from survey.database import Database
from survey.models import Agency, Membership, User
from survey.models.user import REVIEWER, ROLES

Result = TypeVar("Result")


@click.group()
def user() -> None:
    """Accounts of staff and analysts."""


@user.command()
@click.argument("email")
@click.option("--name", help="The person's name; the part of the address before the @ when left out.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="May be given several times.")
@click.option("--agency", "slug", help="The agency's short name (see lyhord agency list); the default one if left out.")
def add(email: str, name: str | None, roles: tuple[str, ...], slug: str | None) -> None:
    """Add an account and print its random password once. Without --role: reviewer."""
    database = open_database()
    agency = find_agency(database, slug)
    given = email, name or email.split("@")[0], roles or (REVIEWER,), agency
    _user_id, password = sure(lambda: manage_accounts.add_user(database, *given))
    click.echo(f"Password of {email}, shown only now: {password}")


@user.command()
@click.argument("email")
def close(email: str) -> None:
    """Close an account: the person is signed out and cannot sign in again."""
    database = open_database()
    sure(lambda: manage_accounts.close_user(database, find_user(database, email)))
    click.echo(f"The account {email} is closed.")


@user.command()
@click.argument("email")
def reopen(email: str) -> None:
    """Open a closed account again."""
    database = open_database()
    sure(lambda: manage_accounts.reopen_user(database, find_user(database, email)))
    click.echo(f"The account {email} is open.")


@user.command("reset-password")
@click.argument("email")
def reset_password(email: str) -> None:
    """Print a new random password once; every open session of the person ends."""
    database = open_database()
    password = sure(lambda: manage_accounts.reset_password(database, find_user(database, email)))
    click.echo(f"Password of {email}, shown only now: {password}")


@user.command("list")
def list_users() -> None:
    """List the accounts with their roles, tab-separated: address, name, open or closed, roles."""
    roles = selectinload(User.memberships).selectinload(Membership.agency)
    with open_database().session() as session:
        for found in session.scalars(select(User).options(roles).order_by(User.email)):
            given = ", ".join(sorted(f"{role.role} in {role.agency.slug}" for role in found.memberships))
            click.echo(f"{found.email}\t{found.name}\t{'open' if found.is_open else 'closed'}\t{given}")


@click.group()
def agency() -> None:
    """Agencies that answer together."""


@agency.command("add")
@click.argument("name")
def add_agency(name: str) -> None:
    """Add an agency; give people roles in it with lyhord user add --agency or on the page Accounts."""
    database = open_database()
    agency_id = sure(lambda: manage_agencies.add_agency(database, name))
    with database.session() as session:
        click.echo(f"Added {session.get_one(Agency, agency_id).slug}.")


@agency.command("list")
def list_agencies() -> None:
    """List the agencies, tab-separated: short name, name, whether it receives what nobody has routed."""
    with open_database().session() as session:
        for found in session.scalars(select(Agency).order_by(Agency.slug)):
            click.echo(f"{found.slug}\t{found.name}\t{'default' if found.is_default else ''}")


def find_agency(database: Database, slug: str | None) -> int:
    """The agency with this short name, or the default one; stops when there is none."""
    wanted = Agency.slug == slug if slug else Agency.is_default
    with database.session() as session:
        found = session.scalar(select(Agency.id).where(wanted))
    if found is None:
        raise click.UsageError(f"There is no agency {slug or 'yet: run lyhord run first'}. See lyhord agency list.")
    return found


def sure(change: Callable[[], Result]) -> Result:
    """The result of the change; what cannot be done ends with a clear message and exit code 2."""
    try:
        return change()
    except (AccountProblem, AgencyProblem) as problem:
        raise click.UsageError(str(problem)) from problem


COMMANDS = [user, agency]
