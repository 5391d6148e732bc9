"""Export formats: what a spreadsheet and a program read back, and that rows pass through one at a time."""

import csv
import io
import json

import pytest

from analysis.export import Column, load_exports
from analysis.exports.csv_table import MARK, safe

COLUMNS = (Column("id"), Column("text"), Column("status"), Column("status_label", is_label=True), Column("themes"))
CSV, JSON_LINES = load_exports()["csv"], load_exports()["jsonl"]


def read_csv(pieces):
    text = "".join(pieces)
    assert text.startswith(MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))


def test_formats_are_found_by_their_ending() -> None:
    assert {ending: export.name for ending, export in load_exports().items()} == {"csv": "CSV", "jsonl": "JSON Lines"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+46 8",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u200b=1",
        "\ufeff=1",
        "−1",
    ],
)
def test_text_that_would_become_a_formula_is_quoted(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "Bus 4-5", "'=1", "đường", "2 + 2", '"=1"', "#1", " word"])
def test_other_text_stays(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(("number", "read"), [(-0.42, "-0.42"), (0, "0"), (-3, "-3"), (None, "")])
def test_numbers_stay_numbers(number: float | None, read: str) -> None:
    assert read_csv(CSV.write([Column("score")], [[number]])) == [["score"], [read]]


def test_csv_keeps_every_kind_of_text() -> None:
    text = 'Quote " comma, semicolon; line\r\nbreak, Tiếng Việt, العربية, 😀, NUL-free'
    rows = read_csv(CSV.write(COLUMNS, [[7, text, "received", "Received", ["parks", "buses"]]]))
    assert rows == [[column.key for column in COLUMNS], ["7", text, "received", "Received", "parks;buses"]]


def test_csv_of_nothing_has_its_header() -> None:
    assert read_csv(CSV.write(COLUMNS, [])) == [[column.key for column in COLUMNS]]


def test_json_lines_has_codes_and_lists_and_no_labels() -> None:
    row = [7, "=1\u2028two\nlines", "received", "Received", ["parks"]]
    text = "".join(JSON_LINES.write(COLUMNS, [row]))
    assert len(text.splitlines()) == 1
    assert json.loads(text) == {"id": 7, "text": "=1\u2028two\nlines", "status": "received", "themes": ["parks"]}


@pytest.mark.parametrize("export", [CSV, JSON_LINES])
def test_rows_pass_through_and_are_not_gathered(export) -> None:
    taken = 0

    def rows():
        nonlocal taken
        for taken in range(1, 100_001):
            yield [taken, "x" * 100, "received", "Received", []]

    next(export.write(COLUMNS, rows()))
    assert taken < 1500
