"""Whatever stands in the way of a command is told in a line, with exit code 2, and nothing is half-written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from survey.commands import analyse, lyhord
from survey.database import Database
from survey.models import FeedbackRecord
from survey.settings import Settings
from tests.builders import add_record

BROKEN = "\udcff"  # how Python hands over a byte that is not UTF-8


@pytest.mark.parametrize("words", [
    ["feedback", "import", "letters.csv", "--text", "text", "--channel", "paper", "--source", BROKEN],
    ["survey", "publish", BROKEN],
    ["user", "add", f"kim{BROKEN}@example.org"],
    ["user", "add", "kim@example.org", "--agency", BROKEN],
    ["export", "out.csv", "--search", BROKEN],
])  # fmt: skip
def test_an_argument_that_is_no_text_is_refused(sqlite_url: str, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "letters.csv").write_text("text\nThe bus is late\n", "utf-8")
    words = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
    done = CliRunner().invoke(lyhord, words, env={"LYHORD_DATABASE": sqlite_url, "LYHORD_INSTANCE": str(tmp_path)})
    assert (done.exit_code, "is not text in UTF-8" in done.output) == (2, True)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "command", [["run"], ["database", "upgrade"], ["analyse"], ["survey", "list"], ["user", "list"]]
)
@pytest.mark.parametrize("environment, says", [
    ({"LYHORD_DATABASE": "garbage"}, "database cannot be read"),
    ({"LYHORD_DATABASE": "postgresql://kim:hidden@127.0.0.1:1/name"}, "The database cannot be used"),
    ({"LYHORD_DATABASE": "sqlite:////proc/nothing/lyhord.sqlite"}, "cannot be used"),
    ({"LYHORD_PORT": "99999"}, "port must lie from 0 to 65535"),
])  # fmt: skip
def test_what_cannot_be_used_is_named(
    tmp_path: Path, command: list[str], environment: dict[str, str], says: str
) -> None:
    done = CliRunner().invoke(lyhord, command, env={"LYHORD_INSTANCE": str(tmp_path), **environment})
    assert (done.exit_code, says in done.output) == (2, True)
    assert "hidden" not in done.output


def test_a_full_disk_is_told(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    add_record(database)
    database.close()
    environment = {**os.environ, "LYHORD_DATABASE": sqlite_url, "LYHORD_INSTANCE": str(tmp_path)}
    words = [sys.executable, "-c", "from survey.commands import main; main()", "export", "--format", "csv"]
    with open("/dev/full", "wb") as full:
        to_output = subprocess.run([*words, "-"], env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    to_device = subprocess.run([*words, "/dev/full"], env=environment, stderr=subprocess.PIPE, check=False)
    for done in (to_output, to_device):
        assert done.returncode == 2
        assert b"cannot be written: No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr
    assert Path("/dev/full").is_char_device()


def test_an_error_of_the_database_quotes_nobody(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_database: Database) -> Iterator[int]:
        yield add_record(database, "the words of somebody", sensitivity="S9")

    monkeypatch.setattr(analyse, "analyse_waiting", break_off)
    done = CliRunner().invoke(
        lyhord, ["analyse"], env={"LYHORD_DATABASE": settings.database, "LYHORD_INSTANCE": settings.instance}
    )
    assert (done.exit_code, "constraint" in done.output) == (2, True)
    assert "the words of somebody" not in done.output


def test_two_first_starts_at_once_set_up_one_database(tmp_path: Path) -> None:
    environment = {**os.environ, "LYHORD_INSTANCE": str(tmp_path)}
    words = [sys.executable, "-c", "from survey.commands import main; main()", "database", "upgrade"]

    def start(_number: int) -> str:
        return subprocess.run(words, env=environment, stderr=subprocess.PIPE, check=False).stderr.decode()

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(start, range(3)))
    assert said == ["", "", ""]
    opened = Database(f"sqlite:///{tmp_path / 'lyhord.sqlite'}")
    with opened.session() as session:
        assert session.scalars(select(FeedbackRecord.id)).all() == []
    opened.close()
