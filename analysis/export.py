"""The shape of an export format. One file each in exports/ defines EXPORT; its name is the file's name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

Cell = str | int | float | None | list[str]
Row = Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A column: its stable English key, and whether it holds words for people beside a code in another column."""

    key: str
    is_label: bool = False


@dataclass(frozen=True)
class Export:
    """A format: `write` turns columns and rows into pieces of text as the rows come, and keeps none of them."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Column], Iterable[Row]], Iterator[str]]


@lru_cache
def load_exports() -> dict[str, Export]:
    """Every format by the ending of its files."""
    package = import_module("analysis.exports")
    found = (import_module(f"analysis.exports.{name}").EXPORT for _, name, _ in iter_modules(package.__path__))
    return {export.ending: export for export in found}
