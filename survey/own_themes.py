"""The organisation's own themes, for whoever names themes.

They stand in the database: a page or a command says where to ask, and nothing is asked before somebody needs it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from survey.actions.coding_in_use import OwnTheme

Find = Callable[[], Mapping[str, OwnTheme]]
_find: ContextVar[Find] = ContextVar("own_themes", default=dict)


def find_with(find: Find) -> None:
    """Ask `find` in this request or command; `dict` finds none."""
    _find.set(find)


@contextmanager
def knowing(own: Mapping[str, OwnTheme]) -> Iterator[None]:
    """Take these for the organisation's own until the block ends."""
    before = _find.set(lambda: own)
    try:
        yield
    finally:
        _find.reset(before)


def own_themes() -> Mapping[str, OwnTheme]:
    """By code, retired ones too."""
    return _find.get()()
