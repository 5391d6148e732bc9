"""The time it is now. A demonstration lives through months in a minute by setting it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set: ContextVar[datetime | None] = ContextVar("now", default=None)


def utc_now() -> datetime:
    return _set.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` for everything that asks inside the block."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
