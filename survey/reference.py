"""The reference code of a sent form: derived from the form key, so that one form has one code however often it is sent.

Whoever has the code reads the reply, so only a keyed hash of it is stored.
"""

import hmac
import re
import secrets
import unicodedata

#: No two look or sound alike on paper or read aloud; no vowels, so that no code spells a word
ALPHABET = "CDFHJKMNPRTWXY34679"
LENGTH, GROUP = 12, 4
KEY = re.compile(r"[A-Za-z0-9_-]{22,64}")


def new_key() -> str:
    """A form key, made when a form is opened: 32 characters that nobody can guess."""
    return secrets.token_urlsafe(24)


def is_key(key: str) -> bool:
    return KEY.fullmatch(key) is not None


def key_hash(secret: str, key: str) -> str:
    """What is stored of a form key: 64 hexadecimal digits."""
    return keyed(secret, "key", key).hex()


def reference_code(secret: str, key: str) -> str:
    """The code for this form, as people read it: FHTK-4W7M-XR3D. About 51 bits."""
    number = int.from_bytes(keyed(secret, "code", key))
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return in_groups("".join(letters))


def read_code(typed: str) -> str | None:
    """The code as it was given out, from what somebody typed: any case, spaces and hyphens. None when it is no code."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", typed)).upper()
    return in_groups(letters) if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", letters) else None


def code_hash(secret: str, code: str) -> str:
    """What is stored of a reference code: 64 hexadecimal digits."""
    return keyed(secret, "reference", code).hex()


def in_groups(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def keyed(secret: str, purpose: str, text: str) -> bytes:
    """Each purpose has its own hashes, so that none can be found from another."""
    return hmac.digest(secret.encode(), f"{purpose}:{text}".encode(), "sha256")
