"""Tables of comments to read: .tsv or .csv with a header, in UTF-8."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".tsv", ".csv")


class TagError(Exception):
    """The input or output cannot be used; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns to read: comments; ids (else "id", else the row's number); hints at the language."""

    text: str = "text"
    id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input: its number (the header is row 1), its id, the text and the hint; or what is wrong."""

    number: int
    id: str
    text: str
    hint: str | None
    problem: str = ""


def ending(name: str) -> str:
    """``.tsv`` or ``.csv``. Raises TagError for a name that ends otherwise."""
    found = Path(name).suffix.lower()
    if found not in ENDINGS:
        raise TagError(f"{name}: the name must end in .tsv or .csv, so that it is clear how the columns are separated.")
    return found


@contextmanager
def opened(source: Path) -> Iterator[TextIO]:
    """The table as text. Raises TagError for what goes wrong while it is open and read."""
    ending(source.name)
    try:
        with source.open(encoding="utf-8-sig", newline="") as table:
            yield table
    except UnicodeDecodeError as error:
        raise TagError(f"{source} is not UTF-8 text ({error.reason}). Save it as “CSV UTF-8” and try again.") from error
    except OSError as error:
        raise TagError(f"{source} cannot be read: {error.strerror}.") from error
    except csv.Error as error:
        raise TagError(f"{source} is not a table that can be read: {error}.") from error


def read_rows(table: TextIO, source: Path, columns: Columns) -> Iterator[Row]:
    """The rows of an open table. Raises TagError for a missing column, a wrong encoding or a binary file."""
    lines = _checked(table, source)
    csv.field_size_limit(1 << 30)
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), _dialect(source, first))
    header = next(reader, None)
    if not header or not any(header):
        raise TagError(f"{source} is empty: it needs a header line with a column of comments.")
    text = _place(header, columns.text, source)
    id_ = _place(header, columns.id, source) if columns.id else header.index("id") if "id" in header else None
    hint = _place(header, columns.language, source) if columns.language else None
    for number, cells in enumerate(reader, start=2):
        if cells:
            yield Row(
                number,
                str(number - 1) if id_ is None else _cell(cells, id_),
                _cell(cells, text),
                _cell(cells, hint).strip().lower() or None,
                _problem(len(cells), len(header), text),
            )


def _dialect(source: Path, header: str) -> type[csv.Dialect]:
    """Tabs and no quotes in a .tsv; in a .csv what the header has most: in many countries semicolons."""
    if ending(source.name) == ".tsv":
        return _Tabs
    return type("_Separated", (csv.excel,), {"delimiter": max(",;\t", key=header.count)})


class _Tabs(csv.excel_tab):
    quoting, quotechar = csv.QUOTE_NONE, None


def _place(header: list[str], name: str, source: Path) -> int:
    if name not in header:
        found = ", ".join(header[:20])
        raise TagError(
            f"{source} has no column “{name}”. Its columns are: {found}. Choose one with --text, --id or --language."
        )
    return header.index(name)


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _problem(cells: int, wanted: int, text: int) -> str:
    """A row may end early, but not before its comment."""
    return f"{cells} cells where the header has {wanted}" if cells > wanted or cells <= text else ""


def _checked(table: TextIO, source: Path) -> Iterator[str]:
    for number, line in enumerate(table, start=1):
        if number == 1 and "\0" in line:
            raise TagError(f"{source} is not a text file. Export the table as .csv or .tsv (UTF-8) and try again.")
        yield line.replace("\0", " ")
