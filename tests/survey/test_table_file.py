"""Tables as people save them: marks between cells, quotation marks or none, and what is no table at all."""

from pathlib import Path

import pytest

from survey.table_file import Table, TableProblem, open_table


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def texts(table: Table) -> list[list[str] | str]:
    return [cells if isinstance(cells, list) else "broken" for _number, cells in table.rows()]


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        ("a.csv", "id,text\n1,Good\n", [["1", "Good"]]),
        ("a.csv", "\ufeffid,text\r\n1,Good\r\n", [["1", "Good"]]),
        ("a.csv", "id;text\n1;Good, but late\n", [["1", "Good, but late"]]),
        ("a.csv", "id\ttext\n1\tGood\n", [["1", "Good"]]),
        ("a.csv", 'id,text\n1,"two\nlines, ""quoted"""\n', [["1", 'two\nlines, "quoted"']]),
        ("A.CSV", "text\nBuss\n", [["Buss"]]),
        ("a.csv", "id,text\r1,Old Mac\r", [["1", "Old Mac"]]),
        ("a.csv", "id,text\n\n1,Good\n,\n2,Bad\n", [["1", "Good"], ["2", "Bad"]]),
        ("a.csv", "id,text\n1,Good,,\n", [["1", "Good", "", ""]]),
        ("a.csv", "id,text\n1,Good,more\n2,Fine\n", ["broken", ["2", "Fine"]]),
        ("a.csv", 'id,text\n1,"a"b\n2,Fine\n', ["broken", ["2", "Fine"]]),
        ("a.csv", 'id,text\n1,Fine\n2,"never closed\n3,lost\n', [["1", "Fine"], "broken"]),
        ("a.tsv", "id\ttext\n1\tGood, but late\n", [["1", "Good, but late"]]),
        ("a.tsv", 'id\ttext\n1\t"Soon" is too late\n2\tA 5" pipe\n', [["1", '"Soon" is too late'], ["2", 'A 5" pipe']]),
        ("a.tsv", 'id\ttext\n1\t"Not closed\n2\tGood\n', [["1", '"Not closed'], ["2", "Good"]]),
        ("a.tsv", 'id\ttext\n1\t"two\nlines"\n2\tGood\n', [["1", "two\nlines"], ["2", "Good"]]),
        ("a.tsv", 'id\ttext\n1\t"a ""word"" here"\n', [["1", 'a "word" here']]),
    ],
)
def test_rows(tmp_path: Path, name: str, content: str, rows: list) -> None:
    table = open_table(write(tmp_path, name, content))
    assert texts(table) == rows
    assert table.length == len(rows)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", 'text\n"two\nlines"\n\nGood\n'))
    assert [number for number, _cells in table.rows()] == [2, 4]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "\ufeff", "is empty"),
        ("a.csv", "\n\n", "is empty"),
        ("a.csv", "id,text\n", "no rows"),
        ("a.csv", "id,text\n,\n", "no rows"),
        ("a.csv", "id,text\n1,Sm\u00f6r".encode("latin-1"), "not text in UTF-8"),
        ("a.csv", "id,text\n1,Good\n".encode("utf-16"), "UTF-16"),
        ("a.csv", "id,text\n1,Good\n".encode("utf-16-le"), "not a text table"),
        ("a.csv", b"PK\x03\x04\x14\x00", "workbook"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        ("a.csv", 'id,"text\n1,Good\n', "header cannot be read"),
        ("a.xlsx", "id,text\n1,Good\n", ".csv or .tsv"),
        ("a", "id,text\n1,Good\n", ".csv or .tsv"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(TableProblem, match=words) as problem:
        open_table(path)
    assert str(path) in str(problem.value)


@pytest.mark.parametrize(
    ("column", "words"), [("texte", "no column called 'texte'"), ("id", "two columns called 'id'")]
)
def test_a_column_that_is_not_there_once_is_named_with_those_that_are(tmp_path: Path, column: str, words: str) -> None:
    table = open_table(write(tmp_path, "a.csv", "id,text,id\n1,Good,2\n"))
    with pytest.raises(TableProblem, match=f"{words}.*id, text, id"):
        table.place(column)
