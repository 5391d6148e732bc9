"""Tables of codes to write: one row a comment, .tsv or .csv."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from analysis.comment_table import TagError

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
_BLANKS = str.maketrans("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\0", " " * 12)


def row_writer(out: TextIO, ending: str) -> Callable[[Iterable[str]], object]:
    """What writes one row; in .tsv, which knows no quotes, tabs and line breaks become spaces."""
    if ending == ".csv":
        return csv.writer(out, lineterminator="\r\n").writerow
    return lambda row: out.write("\t".join([cell.translate(_BLANKS) for cell in row]) + "\n")


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


@contextmanager
def written(target: str) -> Iterator[TextIO]:
    """A file beside the target that takes its name only when everything is written; "-" is standard output."""
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
