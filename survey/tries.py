"""Counts tries and forms: where the settings say, and in this process's memory while that cannot be reached."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

MEMORY = "memory://"
#: seconds that a store may take to answer, and that it is left alone after it has not
PATIENCE, REST = 1, 30
T = TypeVar("T")
log = logging.getLogger(__name__)


class Tries:
    """`store` is an address as the library limits reads it: memory://, or redis://host:6379/0 for several processes.

    Raises an error of limits or of the store's client for one that cannot be used.
    """

    def __init__(self, store: str) -> None:
        options = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE} if "redis" in store else {}
        self.is_shared = not store.startswith(MEMORY)
        self.store = FixedWindowRateLimiter(storage_from_string(store, wrap_exceptions=True, **options))
        self.own = FixedWindowRateLimiter(MemoryStorage())
        self.rests_until = 0.0

    def hit(self, limit: RateLimitItem, key: str) -> bool:
        """Count one more; False when it is one too many."""
        return self.ask(lambda counted: counted.hit(limit, key))

    def test(self, limit: RateLimitItem, key: str) -> bool:
        return self.ask(lambda counted: counted.test(limit, key))

    def over_at(self, limit: RateLimitItem, key: str) -> float:
        """When the time of the limit begins anew, in seconds since 1970."""
        return self.ask(lambda counted: counted.get_window_stats(limit, key).reset_time)

    def ask(self, question: Callable[[FixedWindowRateLimiter], T]) -> T:
        """Nobody is turned away because the store is."""
        if monotonic() >= self.rests_until:
            try:
                return question(self.store)
            except StorageError as error:
                log.warning("rate_limit_store does not answer (%s): counting alone", type(error.storage_error).__name__)
                self.rests_until = monotonic() + REST
        return question(self.own)
