"""`lyhord survey …` from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import lyhord
from survey.database import Database
from tests.builders import add_record

FORM = """
| survey |
| | type | name | label::en | label::sv |
| | text | a | Well? | {swedish} |
"""


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Callable[..., Result]:
    environment = {"LYHORD_DATABASE": database_url, "LYHORD_INSTANCE": str(tmp_path / "instance")}

    def invoke(*words: str, **more: str) -> Result:
        return CliRunner().invoke(lyhord, ["survey", *words], env={**environment, **more})

    return invoke


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "bins.md"
    path.write_text(FORM.format(swedish="Nå?"), "utf-8")
    return path


def test_from_file_to_open_to_closed(run: Callable[..., Result], form: Path) -> None:
    said = [
        run("import", str(form)).output,
        run("import", str(form)).output,
        run("publish", "bins").output,
        run("list").output,
        run("close", "bins").output,
    ]
    assert said == [
        "bins: version 1 saved.\n",
        "bins: version 1 was there already.\n",
        "bins: version 1 is open.\n",
        "bins\topen\tversion 1\ten sv\n",
        "bins is closed.\n",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "gone.md"), "gone.md"),
        (("publish", "nowhere"), "There is no survey “nowhere”."),
        (("close", "nowhere"), "There is no survey “nowhere”."),
    ],
)
def test_refused_with_code_2(run: Callable[..., Result], words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and told in result.output


def test_every_problem_of_a_file_on_its_own_line(run: Callable[..., Result], form: Path) -> None:
    form.write_text("| survey |\n| | type | name | label::en |\n| | audio | a | A |\n| | video | b | B |", "utf-8")
    result = run("import", str(form))
    assert result.exit_code == 2
    assert "survey sheet, row 2, column “type”" in result.output and "\nsurvey sheet, row 3, column" in result.output


def test_publishing_names_what_is_missing(run: Callable[..., Result], form: Path) -> None:
    form.write_text(FORM.format(swedish=""), "utf-8")
    run("import", str(form), "--slug", "autumn")
    result = run("publish", "autumn")
    assert result.exit_code == 2
    assert result.output.startswith("Error: The label of “a” is missing in: Swedish.\n")


def test_publishing_needs_an_emergency_number(run: Callable[..., Result], form: Path) -> None:
    run("import", str(form))
    result = run("publish", "bins", LYHORD_EMERGENCY_NUMBER="")
    assert result.exit_code == 2 and "emergency_number" in result.output


def test_a_setting_that_cannot_be_read(run: Callable[..., Result]) -> None:
    result = run("list", LYHORD_PORT="many")
    assert result.exit_code == 2 and "port" in result.output


def test_a_database_without_tables(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("list", LYHORD_DATABASE=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert result.exit_code == 2 and "lyhord database upgrade" in result.output


def test_expire(run: Callable[..., Result], database: Database) -> None:
    add_record(database, "Recent words")
    assert run("expire").output == "0 texts deleted.\n"


def test_written_to_a_file_or_to_the_screen(run: Callable[..., Result], form: Path, tmp_path: Path) -> None:
    run("import", str(form))
    assert "| text | a | Well? | Nå? |" in run("export", "bins", "--to", "-").output
    assert run("export", "bins", "--version", "1", "--to", str(tmp_path / "out.xlsx")).exit_code == 0
    assert run("import", str(tmp_path / "out.xlsx")).output == "bins: version 1 was there already.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere", "--to", "-"), "There is no survey “nowhere”."),
        (("bins", "--to", "out.pdf"), "out.pdf must end in .xlsx, .csv, .md."),
        (("bins", "--version", "7", "--to", "-"), "There is no version 7. There are: 1."),
        (("bins", "--to", "no/such/folder.md"), "no/such/folder.md cannot be written"),
    ],
)
def test_an_export_that_cannot_be(run: Callable[..., Result], form: Path, words: tuple[str, ...], told: str) -> None:
    run("import", str(form))
    result = run("export", *words)
    assert result.exit_code == 2 and told in result.output


def test_published_in_some_of_its_languages(run: Callable[..., Result], form: Path) -> None:
    form.write_text(FORM.format(swedish=""), "utf-8")
    run("import", str(form))
    assert "Nothing is missing in: English (en)." in run("publish", "bins").output
    assert run("publish", "bins", "--languages", "en").output == "bins: version 1 is open.\n"
    assert run("import", str(form)).output == "bins: version 1 was there already.\n"
