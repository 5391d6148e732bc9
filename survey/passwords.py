"""Passwords: argon2id hashes, random ones for a person to change, and the one rule for those people choose."""

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 1000
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Whether `password` made `password_hash`. Takes as long without a hash: nobody learns who has an account."""
    instead = dummy_hash()
    try:
        return _hasher.verify(password_hash or instead, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache
def dummy_hash() -> str:
    return hash_password(secrets.token_urlsafe())


def random_password() -> str:
    """Four groups of five letters and digits, about 99 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


def session_key() -> str:
    """A new session key: whoever signed in under the old one is signed out."""
    return secrets.token_urlsafe(32)


def is_acceptable(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST
