"""`lyhord user …` and `lyhord agency …` from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.actions.sign_in import sign_in
from survey.commands.user import agency, user
from survey.database import Database
from tests.builders import add_agency, add_user


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Callable[..., Result]:
    environment = {"LYHORD_DATABASE": database_url, "LYHORD_INSTANCE": str(tmp_path / "instance")}

    def invoke(group: str, *words: str) -> Result:
        return CliRunner().invoke({"user": user, "agency": agency}[group], words, env=environment)

    return invoke


def test_from_adding_to_closing_and_back(run: Callable[..., Result], database: Database) -> None:
    add_user(database)
    made = run("user", "add", "Kim@example.org", "--role", "reviewer", "--role", "analyst")
    password = made.output.split()[-1]
    assert sign_in(database, "kim@example.org", password)
    new = run("user", "reset-password", "kim@example.org").output.split()[-1]
    assert (bool(sign_in(database, "kim@example.org", password)), bool(sign_in(database, "kim@example.org", new))) == (
        False,
        True,
    )
    run("user", "close", "kim@example.org")
    assert sign_in(database, "kim@example.org", new) is None
    assert "kim@example.org\tKim\tclosed\tanalyst in agency-" in run("user", "list").output
    run("user", "reopen", "kim@example.org")
    assert sign_in(database, "kim@example.org", new)


def test_an_agency_and_somebody_in_it(run: Callable[..., Result], database: Database) -> None:
    assert run("agency", "add", "Đà Nẵng Police").output == "Added da-nang-police.\n"
    assert "da-nang-police\tĐà Nẵng Police\t\n" in run("agency", "list").output
    run("user", "add", "officer@example.org", "--agency", "da-nang-police")
    assert "reviewer in da-nang-police" in run("user", "list").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "close", "nobody@example.org"), "There is no account for nobody@example.org."),
        (("user", "reset-password", "nobody@example.org"), "There is no account"),
        (("user", "close", "only@example.org"), "This is the last administrator."),
        (("user", "add", "only@example.org"), "There is already an account"),
        (("user", "add", "no address"), "Enter an e-mail address"),
        (("user", "add", "kim@example.org", "--role", "king"), "'king' is not one of"),
        (("user", "add", "kim@example.org", "--agency", "nowhere"), "There is no agency nowhere."),
        (("agency", "add", " "), "Enter a name"),
        (("agency", "add", "Test town"), "There is already an agency"),
    ],
)
def test_what_cannot_be_done_says_why(
    run: Callable[..., Result], database: Database, words: tuple[str, ...], said: str
) -> None:
    add_user(database, email="only@example.org")
    answer = run(*words)
    assert (answer.exit_code, said in answer.output) == (2, True)


def test_the_default_agency_comes_first(run: Callable[..., Result], database: Database) -> None:
    answer = run("user", "add", "kim@example.org")
    assert (answer.exit_code, "run lyhord run first" in answer.output) == (2, True)
    add_agency(database, default=True)
    assert run("user", "add", "kim@example.org").exit_code == 0
