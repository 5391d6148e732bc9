"""CSV that spreadsheets open as it is: UTF-8 with a byte order mark, and no text that becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.export import Cell, Column, Export, Row

MARK = "\ufeff"
PIECE = 64 * 1024
# What spreadsheets take for the start of a formula, also in full width; spaces and invisible characters before it
# do not stop all of them.
FORMULA = re.compile("^(?:[\\t\\r\\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠\u2212])")


def safe(text: str) -> str:
    """`text` with an apostrophe in front when a spreadsheet might calculate it. Numbers do not come here."""
    return f"'{text}" if FORMULA.match(text) else text


def cell(value: Cell) -> object:
    if isinstance(value, list):
        return safe(";".join(value))
    return safe(value) if isinstance(value, str) else value


def write(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """The header and the rows, in pieces of about 64 KB."""
    buffer = io.StringIO()
    lines = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(MARK)
    lines.writerow([column.key for column in columns])
    for row in rows:
        lines.writerow([cell(value) for value in row])
        if buffer.tell() >= PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


EXPORT = Export("CSV", "csv", "text/csv; charset=utf-8", write)
