"""`lyhord analysis learn`, `models` and `use` from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands.analysis import analysis
from survey.database import Database
from tests.survey.actions.test_learn_from_reviews import add_town


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Callable[..., Result]:
    environment = {"LYHORD_DATABASE": database_url, "LYHORD_INSTANCE": str(tmp_path / "instance")}
    return lambda *words: CliRunner().invoke(analysis, words, env=environment)


def test_from_learning_to_going_back(run: Callable[..., Result], database: Database) -> None:
    add_town(database)
    shown = run("learn", "--dry-run")
    assert shown.exit_code == 0 and "Proved better: Themes (F1). This was only shown" in shown.output
    assert run("models").output == ""

    learned = run("learn")
    assert "Version 1 is in force." in learned.output
    assert "en, " in learned.output and " gain 0." in learned.output
    (row,) = [line.split("\t") for line in run("models").output.splitlines()]
    assert (row[0], row[2:5]) == ("1", ["", "100", "in force"]) and len(row) == 7

    assert "Version 1 is in force already" in run("use", "1").output
    assert "The built-in rules alone are in force." in run("use", "none").output
    assert "\tretired\t" in run("models").output
    assert "Version 1 is in force." in run("use", "1").output


def test_too_few_held_back_are_told_with_how_many_are_wanted(run: Callable[..., Result], database: Database) -> None:
    add_town(database, 36)
    told = run("learn")
    assert told.exit_code == 0
    assert "held back to judge by; 10 are needed before anything is put in force." in told.output
    assert "Version 1 is kept, not in force." in told.output


def test_too_few_reviews_are_told_with_how_many_are_wanted(run: Callable[..., Result], database: Database) -> None:
    add_town(database, 11)
    told = run("learn")
    assert told.exit_code == 0
    assert "11 records have been reviewed, 30 are needed" in told.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("use", "9"), "There is no version 9. See: lyhord analysis models"),
        (("use", "last"), "last is no version"),
        (("use", "-1"), "No such option"),
        (("use", "²"), "² is no version"),
        (("use", "99999999999999999999"), "is no version"),
        (("use",), "Missing argument"),
        (("learn", "more"), "unexpected extra argument"),
    ],
)
def test_bad_input_is_told(
    run: Callable[..., Result], database: Database, words: tuple[str, ...], message: str
) -> None:
    told = run(*words)
    assert told.exit_code == 2 and message in told.output
