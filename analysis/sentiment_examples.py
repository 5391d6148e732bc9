"""What the models of moods are learned from: tables of labelled texts, and lists of words with weights.

A table is tab separated with the columns id, lang, text and label. A word list has a word, a tab and a whole number
from -5 to 5 on each line; its name tells the language, as in ``AFINN-sv-165.txt``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from analysis.language import SUPPORTED
from analysis.sentiment_model import LABELS, WIDTH, features
from analysis.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = ("id", "lang", "text", "label")
LISTED = 4  # rows for what word lists say, beyond the table: good and bad words, plain and after a negation
_LISTED = re.compile(r"(.+)\t([+-]?[0-5])$")
_LANGUAGE = re.compile(rf"(?<![^\W_])({'|'.join(SUPPORTED)})(?![^\W_])")
_LIST_WEIGHT = 0.7
_HELD_OUT = 5  # one row in so many

Listed = dict[int, tuple[int, float]]  # row of the table: row of the word lists, weight


class ExamplesError(ValueError):
    """A file that cannot be learned from: which, where and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text; ``held_out`` rows are for measuring only."""

    id: str
    text: str
    label: int

    @property
    def held_out(self) -> bool:
        return crc32(self.id.encode()) % _HELD_OUT == 0

    def draw(self, count: int) -> int:
        """A number below ``count``, the same whenever it is drawn."""
        return crc32(self.id.encode()) // _HELD_OUT % count


def read(files: Iterable[Path]) -> dict[str, tuple[list[Row], Listed]]:
    """The rows and listed words of every language. Raises ExamplesError naming file and line that cannot be used."""
    rows: dict[str, list[Row]] = defaultdict(list)
    lists: dict[str, Listed] = defaultdict(dict)
    for path in files:
        lines = _text(path).split("\n")
        if set(COLUMNS) <= set(lines[0].strip("\r").split("\t")):
            for language, row in _rows(lines, path):
                rows[language].append(row)
        else:
            language = _language(path)
            lists[language].update(_words(lines, path))
    if not rows:
        raise ExamplesError(f"None of the files holds labelled texts: a header with {', '.join(COLUMNS)} is needed.")
    for language, found in rows.items():
        if {row.label for row in found if row.held_out} != set(range(len(LABELS))):
            raise ExamplesError(
                f"{language}: too few rows; of each of {', '.join(LABELS)} a hundred or more are needed."
            )
    return {language: (rows[language], lists[language]) for language in sorted(rows)}


def _rows(lines: Iterable[str], path: Path) -> Iterator[tuple[str, Row]]:
    for number, cells in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
        if cells["label"] not in LABELS or cells["lang"] not in SUPPORTED:
            known = f"lang must be one of {', '.join(SUPPORTED)}, label one of {', '.join(LABELS)}"
            raise ExamplesError(f"{path}, line {number}: {known}.")
        yield cells["lang"], Row(cells["id"] or "", cells["text"] or "", LABELS.index(cells["label"]))


def _words(lines: Iterable[str], path: Path) -> Iterator[tuple[int, tuple[int, float]]]:
    """Rows of the table where listed words lie, and what is said of them; phrases are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _LISTED.match(line.rstrip("\r"))
        if not entry:
            raise ExamplesError(f"{path}, line {number}: not a word, a tab and a whole number from -5 to 5.")
        folded, bare = forms(entry[1])
        weight = int(entry[2])
        if " " not in folded:
            for turned, unit in enumerate(("w" + folded, "n" + bare)):
                yield next(features(unit))[0], (WIDTH + 2 * turned + (weight < 0), abs(weight) * _LIST_WEIGHT)


def _language(path: Path) -> str:
    found = _LANGUAGE.search(path.name)
    if not found:
        raise ExamplesError(
            f"{path}: neither labelled texts with a header, nor a word list with a language in its name."
        )
    return found[1]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExamplesError(f"{path} cannot be read as UTF-8 text: {error}.") from error
