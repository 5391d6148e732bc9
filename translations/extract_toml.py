"""Lets Babel read the data files of the analysis: the label and the definition of each theme and category."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

SPOKEN = ("label", "definition")
Message = tuple[int, None, str, list[str]]


def extract_toml(file: IO[bytes], _keywords: object, _tags: object, options: object) -> Iterator[Message]:
    """What people read in a TOML file: (line, no function, text, a comment that says where it stands)."""
    source = file.read().decode("utf-8")
    name = Path(getattr(file, "name", "")).stem
    for key, text in spoken(tomllib.loads(source)):
        yield line_of(text, source), None, text, [f"{name}: {key}"]


def spoken(value: Any) -> Iterator[tuple[str, str]]:
    """Every (key, text) that people read, however deep in tables and lists."""
    pairs: Iterable[tuple[str, Any]] = value.items() if isinstance(value, dict) else ()
    for key, inner in pairs:
        if key in SPOKEN and isinstance(inner, str):
            yield key, inner
        yield from spoken(inner)
    for inner in value if isinstance(value, list) else ():
        yield from spoken(inner)


def line_of(text: str, source: str) -> int:
    return source[: max(source.find(text), 0)].count("\n") + 1
