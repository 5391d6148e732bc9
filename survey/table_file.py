"""Tables of text in files: .csv and .tsv as people really save them, read row by row.

A .tsv file of this field is often written without quotation marks around cells. Which way it is shows in the whole
file, so that is read once before its rows are; it also shows what is not a text file at all.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TAB = "\t"
ENDINGS = (".csv", ".tsv")
WHOLE_CELL = re.compile(r'"(?:[^"]|"")*"\Z')
LONGEST_CELL = 8 * 1024 * 1024


class TableProblem(Exception):
    """The file cannot be used; the message says what, where and what to do."""


@dataclass(frozen=True)
class Table:
    """A readable file: its columns, how its cells are kept apart, and its `length` in rows under the header."""

    path: Path
    columns: tuple[str, ...]
    delimiter: str
    quoted: bool
    length: int = 0

    def rows(self) -> Iterator[tuple[int, list[str] | TableProblem]]:
        """(number, cells) of each row that is not blank, or what is wrong with it; the header is row 1."""
        rows = read_rows(self.path, self.delimiter, self.quoted)
        next(rows)
        for number, cells in enumerate(rows, 2):
            if isinstance(cells, TableProblem) or any(cell.strip() for cell in cells):
                yield number, self.checked(cells)

    def checked(self, cells: list[str] | TableProblem) -> list[str] | TableProblem:
        if not isinstance(cells, TableProblem) and any(cells[len(self.columns) :]):
            return TableProblem(f"{len(cells)} cells, but the header has {len(self.columns)}")
        return cells

    def place(self, column: str) -> int:
        """Where `column` stands in a row."""
        if self.columns.count(column) == 1:
            return self.columns.index(column)
        wrong = "two columns" if column in self.columns else "no column"
        raise TableProblem(f"{self.path} has {wrong} called {column!r}. Its columns are: {', '.join(self.columns)}.")


def open_table(path: Path) -> Table:
    """The table in a .csv or .tsv file with a header. TableProblem when it is something else, empty or not UTF-8."""
    if path.suffix.lower() not in ENDINGS:
        raise TableProblem(f"{path} does not end in .csv or .tsv. Save the table as one of these, in UTF-8.")
    header = check_text(path)
    delimiter = TAB if path.suffix.lower() == ".tsv" else max(",;\t", key=lambda mark: len(split(header, mark)))
    quoted = delimiter != TAB or is_quoted(path)
    first = next(read_rows(path, delimiter, quoted))
    if isinstance(first, TableProblem):
        raise TableProblem(f"{path}: the header cannot be read: {first}.")
    columns = tuple(cell.strip() for cell in first)
    table = Table(path, columns, delimiter, quoted)
    length = sum(1 for _row in table.rows())
    if not length:
        raise TableProblem(f"{path} has a header but no rows under it.")
    return Table(path, columns, delimiter, quoted, length)


def check_text(path: Path) -> str:
    """The first line. TableProblem unless the whole file is text in UTF-8."""
    with path.open("rb") as file:
        begin = file.read(4)
    if begin[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise TableProblem(f"{path} is in UTF-16. Save it again as UTF-8.")
    if begin[:2] == b"PK":
        raise TableProblem(f"{path} is a workbook or an archive, not a text table. Save its sheet as CSV in UTF-8.")
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline()
            for _line in file:
                pass
    except UnicodeDecodeError as error:
        raise TableProblem(f"{path} is not text in UTF-8. Save it again as UTF-8.") from error
    if "\0" in header:
        raise TableProblem(f"{path} is not a text table. Save it as CSV in UTF-8.")
    if not header.strip():
        raise TableProblem(f"{path} is empty: it needs a header line with the names of the columns.")
    return header.rstrip("\n")


def is_quoted(path: Path) -> bool:
    """True when cells of a tab-separated file stand in quotation marks, as programs write them, and not by chance."""
    with path.open(encoding="utf-8-sig") as file:
        cells = (cell for line in file for cell in line.rstrip("\n").split(TAB) if cell.startswith('"'))
        whole = {bool(WHOLE_CELL.match(cell)) for cell in cells}
    return whole == {True} or (False in whole and is_even(path, quoted=True) and not is_even(path, quoted=False))


def is_even(path: Path, quoted: bool) -> bool:
    """True when every row has as many cells as the header."""
    rows = read_rows(path, TAB, quoted)
    widths = {len(cells) if isinstance(cells, list) else -1 for cells in rows if cells != []}
    return len(widths) == 1 and -1 not in widths


def read_rows(path: Path, delimiter: str, quoted: bool) -> Iterator[list[str] | TableProblem]:
    """All rows, the header first; a row that breaks the rules of quotation marks is a TableProblem in its place."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="" if quoted else None) as file:
        if not quoted:
            yield from (split(line.rstrip("\n"), delimiter) for line in file)
            return
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield TableProblem(f"its quotation marks do not match ({error})")


def split(line: str, delimiter: str) -> list[str]:
    return line.split(delimiter)
