"""Tables of comments in, tables of codes out: the work behind ``python -m analysis tag``."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from analysis import analyse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analysis.record import Analysis

COLUMNS = (
    "id",
    "language",
    "language_confidence",
    "sentiment",
    "sentiment_score",
    "sentiment_confidence",
    "themes",
    "theme_scores",
    "theme_sentiments",
    "evidence",
    "type",
    "type_confidence",
    "sensitivity",
    "sensitivity_types",
    "redacted",
    "analysis_version",
)
ENDINGS = (".tsv", ".csv")
_BLANKS = str.maketrans("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\0", " " * 12)
_ROWS_A_BATCH = 64


class TagError(Exception):
    """The input or output cannot be used; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the input: its number (the header is row 1), its id, the text and the hint; or what is wrong."""

    number: int
    id: str
    text: str
    hint: str | None
    problem: str = ""


Coded = tuple[Row, "Analysis | None", str]  # a row with its analysis, or with what went wrong


def tag(
    source: Path,
    target: str,
    text: str,
    id_: str | None,
    language: str | None,
    processes: int,
    progress: Callable[[int], None],
) -> int:
    """Code every row of ``source`` into ``target`` (a path, or "-" for standard output); the number of broken rows.

    ``progress`` is called with the number of rows done. Raises TagError before anything is written at ``target``.
    """
    analyse("")  # what the analysis itself lacks must stop the work here, not be blamed on every row
    ending = _ending(source.name) if target == "-" else _ending(target)
    with _opened(source) as table, _written(target) as out:
        rows = read_rows(table, source, text, id_, language)
        first = next(rows, None)
        if first is None:
            raise TagError(f"{source}: there is a header but no rows under it.")
        return _write(out, ending, _coded(_with(first, rows), processes), progress)


def read_rows(table: TextIO, source: Path, text: str, id_: str | None, language: str | None) -> Iterator[Row]:
    """The rows of an open table. Raises TagError for a missing column, a wrong encoding or a binary file."""
    lines = _checked(table, source)
    tsv = _ending(source.name) == ".tsv"
    csv.field_size_limit(1 << 30)
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tsv else csv.reader(lines)
    header = next(reader, None)
    if not header or not any(header):
        raise TagError(f"{source} is empty: it needs a header line with a column of comments.")
    places = {name: _place(header, name, source, asked) for name, asked in _asked(header, text, id_, language)}
    for number, cells in enumerate(reader, start=2):
        if cells:
            yield _row(number, cells, len(header), places, text, id_ or "id", language)


def _asked(header: list[str], text: str, id_: str | None, language: str | None) -> Iterator[tuple[str, bool]]:
    yield text, True
    if id_ or "id" in header:
        yield id_ or "id", True
    if language:
        yield language, True


def _place(header: list[str], name: str, source: Path, asked: bool) -> int:
    if name not in header:
        found = ", ".join(header[:20])
        raise TagError(
            f"{source} has no column “{name}”. Its columns are: {found}. Choose one with --text, --id or --language."
        )
    return header.index(name)


def _row(
    number: int, cells: list[str], width: int, places: dict[str, int], text: str, id_: str, language: str | None
) -> Row:
    def cell(name: str) -> str:
        at = places.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    problem = "" if len(cells) == width else f"{len(cells)} cells where the header has {width}"
    missing = problem and places[text] >= len(cells)
    return Row(
        number,
        cell(id_) if id_ in places else str(number - 1),
        cell(text),
        (cell(language).strip().lower() or None) if language else None,
        problem if missing or len(cells) > width else "",
    )


def _coded(rows: Iterable[Row], processes: int) -> Iterator[Coded]:
    """Each row coded, in order."""
    if processes <= 1:
        yield from map(_code, rows)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        waiting = []
        for batch in _batches(rows):
            waiting.append(pool.submit(_code_batch, batch))
            if len(waiting) > 2 * processes:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _code(row: Row) -> Coded:
    if row.problem:
        return row, None, row.problem
    try:
        return row, analyse(row.text, row.hint), ""
    except Exception as error:  # one comment that cannot be read must not stop the others
        return row, None, f"{type(error).__name__} while reading it"


def _code_batch(batch: list[Row]) -> list[Coded]:
    return [_code(row) for row in batch]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(out: TextIO, ending: str, coded: Iterable[Coded], progress: Callable[[int], None]) -> int:
    write = _tsv_line(out) if ending == ".tsv" else csv.writer(out, lineterminator="\r\n").writerow
    write(COLUMNS)
    broken = 0
    for done, (row, analysis, problem) in enumerate(coded, start=1):
        if analysis is None:
            broken += 1
            print(f"Row {row.number} was left out: {problem}.", file=sys.stderr)
        else:
            write(cells(row.id, analysis))
        progress(done)
    return broken


def _tsv_line(out: TextIO) -> Callable[[Iterable[str]], None]:
    def write(row: Iterable[str]) -> None:
        out.write("\t".join(cell.translate(_BLANKS) for cell in row) + "\n")

    return write


def cells(id_: str, analysis: Analysis) -> list[str]:
    """One row of the output, in the order of ``COLUMNS``."""
    pairs = analysis.theme_sentiments.items()
    return [
        id_,
        analysis.language,
        f"{analysis.language_confidence:g}",
        analysis.sentiment,
        "" if analysis.sentiment_score is None else f"{analysis.sentiment_score:g}",
        f"{analysis.sentiment_confidence:g}",
        ";".join(analysis.themes),
        ";".join(f"{score:g}" for score in analysis.theme_scores),
        ";".join(f"{theme}:{sentiment}" for theme, sentiment in pairs),
        json.dumps(analysis.evidence, ensure_ascii=False),
        analysis.type,
        f"{analysis.type_confidence:g}",
        analysis.sensitivity,
        ";".join(analysis.sensitivity_types),
        analysis.redacted,
        analysis.analysis_version,
    ]


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise TagError(f"{name}: the name must end in .tsv or .csv, so that it is clear how the columns are separated.")
    return ending


@contextmanager
def _opened(source: Path) -> Iterator[TextIO]:
    _ending(source.name)
    try:
        with source.open(encoding="utf-8-sig", newline="") as table:
            yield table
    except UnicodeDecodeError as error:
        raise TagError(f"{source} is not UTF-8 text ({error.reason}). Save it as “CSV UTF-8” and try again.") from error
    except OSError as error:
        raise TagError(f"{source} cannot be read: {error.strerror}.") from error
    except csv.Error as error:
        raise TagError(f"{source} is not a table that can be read: {error}.") from error


def _checked(table: TextIO, source: Path) -> Iterator[str]:
    for number, line in enumerate(table, start=1):
        if number == 1 and "\0" in line:
            raise TagError(f"{source} is not a text file. Export the table as .csv or .tsv (UTF-8) and try again.")
        yield line.replace("\0", " ")


@contextmanager
def _written(target: str) -> Iterator[TextIO]:
    """A file beside the target that takes its name only when everything is written."""
    if target == "-":
        yield sys.stdout
        return
    folder = Path(target).absolute().parent
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".tag-", suffix=".part")
    except OSError as error:
        raise TagError(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _with(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest
