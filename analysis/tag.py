"""Tables of comments in, tables of codes out: the work behind ``python -m analysis tag``."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

from analysis import analyse, analyse_many, batches
from analysis.code_table import COLUMNS, cells, row_writer, written
from analysis.comment_table import Columns, Row, TagError, ending, opened, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from analysis.record import Analysis

Coded = tuple[Row, "Analysis | None", str]  # a row with its analysis, or with what went wrong


def tag(source: Path, target: str, columns: Columns, processes: int, progress: Callable[[int], None]) -> int:
    """Code every row of ``source`` into ``target`` (a path, or "-" for standard output); the number of broken rows.

    ``progress`` is called with the number of rows done. Raises TagError before anything is written at ``target``.
    """
    analyse("")  # what the analysis itself lacks must stop the work here, not be blamed on every row
    kind = ending(source.name if target == "-" else target)
    with opened(source) as table, written(target) as out:
        rows = read_rows(table, source, columns)
        first = next(rows, None)
        if first is None:
            raise TagError(f"{source}: there is a header but no rows under it.")
        return _write(row_writer(out, kind), _coded(chain([first], rows), processes), progress)


def _write(write: Callable[[Iterable[str]], object], coded: Iterable[Coded], progress: Callable[[int], None]) -> int:
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


def _coded(rows: Iterator[Row], processes: int) -> Iterator[Coded]:
    """Each row coded, in order; only a few batches are ever in memory."""
    parts = batches(rows, lambda row: len(row.text))
    if processes <= 1:
        for batch in parts:
            yield from _code_batch(batch)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        waiting: list[Future[list[Coded]]] = []
        for batch in parts:
            waiting.append(pool.submit(_code_batch, batch))
            if len(waiting) > 2 * processes:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _code_batch(batch: list[Row]) -> list[Coded]:
    """All together; where one cannot be read, each by itself, so that it alone is left out."""
    if not any(row.problem for row in batch):
        try:
            found = analyse_many([row.text for row in batch], [row.hint for row in batch])
            return [(row, analysis, "") for row, analysis in zip(batch, list(found), strict=True)]
        except Exception:  # found out below which row it is
            pass
    return [_code(row) for row in batch]


def _code(row: Row) -> Coded:
    if row.problem:
        return row, None, row.problem
    try:
        return row, analyse(row.text, row.hint), ""
    except Exception as error:  # one comment that cannot be read must not stop the others
        return row, None, f"{type(error).__name__} while reading it"
