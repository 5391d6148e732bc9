"""`lyhord feedback import`, `analyse` and `export` as an operator meets them: what they say, store and refuse."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from survey.commands import lyhord
from survey.models import FeedbackRecord
from tests.builders import add_record, add_survey

TABLE = (
    "id,comment,lang,day\n"
    "1,The bus 42 is always late and the driver was rude,en,2026-03-02\n"
    "2,Biblioteket är underbart och personalen är hjälpsam,sv,\n"
)


@pytest.fixture
def run(settings, database, monkeypatch):
    """run("export", "-") runs the command line on the test's database."""
    monkeypatch.setenv("LYHORD_INSTANCE", settings.instance)
    monkeypatch.setenv("LYHORD_DATABASE", settings.database)

    def run_command(*words: str | Path) -> Result:
        return CliRunner().invoke(lyhord, [str(word) for word in words], prog_name="lyhord")

    return run_command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letters.csv"
    path.write_text(TABLE, "utf-8")
    return path


COLUMNS = ("--text", "comment", "--language", "lang", "--date", "day", "--id", "id", "--channel", "paper")


def stored(database) -> int:
    with database.session() as session:
        return len(session.scalars(select(FeedbackRecord.id)).all())


def test_import_analyse_and_export(run, database, file: Path, tmp_path: Path) -> None:
    assert "2 added, 0 known already, 0 changed" in run("feedback", "import", file, *COLUMNS).output
    assert "0 added, 2 known already" in run("feedback", "import", file, *COLUMNS).output
    assert "2 records analysed" in run("analyse").output
    assert "0 records analysed" in run("analyse").output
    assert "2 records analysed" in run("analyse", "--all").output
    done = run("export", tmp_path / "out.csv", "--language", "sv")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, f"Records written to {tmp_path / 'out.csv'}: 1.")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline=""))
    assert (row["language"], row["channel"], row["sentiment"]) == ("sv", "paper", "positive")


def test_the_export_goes_to_standard_output_too(run, database) -> None:
    add_record(database, "Good", themes={"transport_mobility": "mixed"})
    assert run("export", "-").stdout_bytes.startswith(b"\xef\xbb\xbfid,")
    line = json.loads(run("export", "-", "--format", "jsonl").stdout)
    assert (line["text"], line["themes"]) == ("Good", ["transport_mobility"])


def test_broken_rows_are_named_and_counted(run, database, file: Path) -> None:
    file.write_text(TABLE + "3,,,\n4,Fine,klingon,\n", "utf-8")
    done = run("feedback", "import", file, *COLUMNS)
    assert done.exit_code == 0
    assert "2 added, 0 known already, 0 changed (not stored), 2 broken (not stored)." in done.stdout
    assert "Row 4: the text is empty." in done.stderr
    assert "Row 5: 'klingon' is not a language code in use; write one of en, vi, sv" in done.stderr


def test_strict_stores_nothing_and_fails(run, database, file: Path) -> None:
    file.write_text(TABLE + "3,,,\n", "utf-8")
    done = run("feedback", "import", file, *COLUMNS, "--strict")
    assert (done.exit_code, stored(database)) == (2, 0)
    assert "Row 4: the text is empty." in done.output and "Nothing was stored" in done.output


def test_a_changed_text_is_named_and_the_first_kept(run, database, file: Path) -> None:
    run("feedback", "import", file, *COLUMNS)
    file.write_text(TABLE.replace("rude", "kind"), "utf-8")
    done = run("feedback", "import", file, *COLUMNS)
    assert "Row 2: another text than before under the id '1'." in done.stderr
    assert "1 changed (not stored)" in done.stdout


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"", COLUMNS, "is empty"),
        (b"id,comment,lang,day\n", COLUMNS, "no rows under it"),
        (b"\x89PNG\r\n\x1a\n", COLUMNS, "not text in UTF-8"),
        ("Sm\u00f6r".encode("latin-1"), COLUMNS, "not text in UTF-8"),
        (TABLE.encode(), ("--text", "texte", "--channel", "paper"), "Its columns are: id, comment, lang, day"),
        (TABLE.encode(), ("--text", "comment", "--channel", "pigeon"), "'pigeon' is not one of"),
        (TABLE.encode(), ("--text", "comment"), "--channel"),
        (TABLE.encode(), ("--channel", "paper"), "--text"),
        (TABLE.encode(), (*COLUMNS, "--survey", "nowhere"), "There are: park"),
        (TABLE.encode(), (*COLUMNS, "--source", "x" * 201), "at most 200"),
    ],
)
def test_what_cannot_be_imported_is_told_and_stores_nothing(run, database, file, content, options, says) -> None:
    add_survey(database, "park")
    file.write_bytes(content)
    done = run("feedback", "import", file, *options)
    assert (done.exit_code, stored(database)) == (2, 0)
    assert says in " ".join(done.output.split())


def test_a_file_that_is_not_there(run, tmp_path: Path) -> None:
    done = run("feedback", "import", tmp_path / "none.csv", *COLUMNS)
    assert done.exit_code == 2 and "does not exist" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["out.xlsx"], "must end in .csv or .jsonl"),
        (["out"], "must end in .csv or .jsonl"),
        (["-", "--format", "xml"], "must end in .csv or .jsonl"),
        (["-", "--language", "klingon"], "--language cannot be 'klingon'. Choose: ar, en"),
        (["-", "--since", "yesterday"], "--since cannot be 'yesterday'. Write a day as 2026-03-31."),
        (["-", "--theme", "dragons"], "--theme cannot be 'dragons'. Choose: "),
        (["-", "--sensitivity", "S3"], "--sensitivity cannot be 'S3'. Choose: S0, S1."),
        (["-", "--survey", "nowhere"], "There are: park."),
        (["-", "--labels", "tlh"], "--labels cannot be 'tlh'"),
        (["nowhere/at/all/out.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_told(run, database, words: list[str], says: str) -> None:
    add_survey(database, "park")
    done = run("export", *words)
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())


def test_a_failed_export_leaves_the_old_file_and_no_other(run, database, tmp_path: Path) -> None:
    out = tmp_path / "exports" / "out.csv"
    out.mkdir(parents=True)  # a folder stands where the file should
    add_record(database)
    assert run("export", out).exit_code == 2
    assert [path.name for path in out.parent.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("words", [["analyse"], ["export", "-"]])
def test_without_a_database_the_way_to_one_is_told(settings, monkeypatch, tmp_path: Path, words: list[str]) -> None:
    monkeypatch.setenv("LYHORD_INSTANCE", str(tmp_path))
    monkeypatch.setenv("LYHORD_DATABASE", f"sqlite:///{tmp_path / 'new.sqlite'}")
    done = CliRunner().invoke(lyhord, words, prog_name="lyhord")
    assert done.exit_code == 2 and "lyhord database upgrade" in done.output
