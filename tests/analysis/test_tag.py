"""``python -m analysis tag``: columns, order, and clear answers to input that cannot be used."""

import csv
import json

import pytest

from analysis.__main__ import main
from analysis.code_table import COLUMNS


def rows(path):
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def comments(tmp_path):
    path = tmp_path / "in.tsv"
    path.write_text(
        'id\ttext\tlang\na\tMore "buses" please\ten\nb\tCảm ơn phường, gọi 0912 345 678\tvi\nc\tBra jobbat!\tsv\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("processes", ["1", "2"])
def test_every_row_is_coded_in_order(comments, tmp_path, processes):
    out = tmp_path / "out.tsv"
    assert main(["tag", str(comments), str(out), "--language", "lang", "--processes", processes]) == 0
    coded = rows(out)
    assert tuple(coded[0]) == COLUMNS
    assert [row["id"] for row in coded] == ["a", "b", "c"]
    assert [row["language"] for row in coded] == ["en", "vi", "sv"]
    assert coded[1]["redacted"].endswith("[phone]")
    assert "transport_mobility" in json.loads(coded[0]["evidence"])


def test_csv_in_standard_output_out(tmp_path, capsys):
    source = tmp_path / "in.csv"
    source.write_text('comment\n"More buses,\nplease"\n', encoding="utf-8-sig")
    assert main(["tag", str(source), "-", "--text", "comment"]) == 0
    written = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert (written[0]["id"], written[0]["type"]) == ("1", "suggestion")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_as_a_spreadsheet_of_any_country_writes_it(tmp_path, mark):
    source, out = tmp_path / "in.csv", tmp_path / "out.tsv"
    source.write_text(f'id{mark}text\n1{mark}"The bus, late; again"\n', encoding="utf-8")
    assert main(["tag", str(source), str(out)]) == 0
    assert [(row["id"], row["redacted"]) for row in rows(out)] == [("1", "The bus, late; again")]


def test_line_breaks_and_tabs_become_spaces_in_tsv(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.tsv"
    source.write_text('id,text\n1,"one\ttwo\nthree"\n', encoding="utf-8")
    assert main(["tag", str(source), str(out)]) == 0
    assert rows(out)[0]["redacted"] == "one two three"


def test_a_broken_row_is_named_and_the_others_go_on(tmp_path, capsys):
    source, out = tmp_path / "in.tsv", tmp_path / "out.tsv"
    source.write_text("id\ttext\n1\tMore buses\n2\n3\tMore parks\n", encoding="utf-8")
    assert main(["tag", str(source), str(out)]) == 1
    assert [row["id"] for row in rows(out)] == ["1", "3"]
    assert "Row 3" in capsys.readouterr().err


BAD = [
    ("binary.tsv", b"\x7fELF\x00\x01\x02\xff", "UTF-8"),
    ("nul.tsv", b"PK\x03\x04\x00\x00", "not a text file"),
    ("latin.csv", "id,text\n1,kö\n".encode("latin-1"), "UTF-8"),
    ("late.csv", b"id,text\n" + b"1,good words\n" * 3000 + b"2,k\xf6\n", "UTF-8"),
    ("utf16.csv", "id,text\n1,hej\n".encode("utf-16"), "UTF-8"),
    ("empty.csv", b"", "empty"),
    ("header.csv", b"id,text\n", "no rows"),
    ("column.csv", b"id,comment\n1,hello\n", "no column"),
    ("table.xlsx", b"PK", ".tsv or .csv"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_bad_input_is_explained_and_nothing_is_written(tmp_path, capsys, name, content, message):
    source = tmp_path / name
    source.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    assert main(["tag", str(source), str(tmp_path / "out.tsv")]) == 2
    assert message in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "message"),
    [("out.xlsx", ".tsv or .csv"), ("missing/out.tsv", "cannot be written"), ("out", ".tsv or .csv")],
)
def test_bad_targets_are_explained(comments, tmp_path, capsys, target, message):
    assert main(["tag", str(comments), str(tmp_path / target)]) == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_is_explained(tmp_path, capsys):
    assert main(["tag", str(tmp_path / "none.tsv"), str(tmp_path / "out.tsv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_an_old_result_survives_a_failed_run(tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.tsv"
    source.write_bytes(b"id,text\n1,fine\n2,k\xf6\n")
    out.write_text("old", encoding="utf-8")
    assert main(["tag", str(source), str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "old"
