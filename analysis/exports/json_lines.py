"""JSON Lines: one object a line, codes as they are stored, lists as lists, nothing guarded or translated."""

import json
from collections.abc import Iterable, Iterator, Sequence

from analysis.export import Column, Export, Row

PIECE = 64 * 1024
# Line ends of Unicode that JSON leaves as they are; some readers would split a line there.
LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def write(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """One line a row, in pieces of about 64 KB; columns of words for people are left out."""
    kept = [(place, column.key) for place, column in enumerate(columns) if not column.is_label]
    piece, length = [], 0
    for row in rows:
        line = json.dumps({key: row[place] for place, key in kept}, ensure_ascii=False).translate(LINE_ENDS)
        piece.append(f"{line}\n")
        length += len(line)
        if length >= PIECE:
            yield "".join(piece)
            piece, length = [], 0
    yield "".join(piece)


EXPORT = Export("JSON Lines", "jsonl", "application/x-ndjson; charset=utf-8", write)
