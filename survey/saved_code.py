"""The code of a form that is saved half-way, and the key that only the code can make.

Who has the database alone can read no saved form, nor who has the secret key as well: the code stands nowhere.
"""

import hmac
import re
import secrets
import unicodedata
from hashlib import scrypt

from survey.reference import ALPHABET, in_groups

LENGTH = 16


def new_saved_code() -> str:
    """As people read it: FHTK-4W7M-XR3D-9PCN. About 68 bits."""
    return in_groups("".join(secrets.choice(ALPHABET) for _place in range(LENGTH)))


def read_saved_code(typed: str) -> str | None:
    """The code as it was given out, from what somebody typed; None when it is no code."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", typed)).upper()
    return in_groups(letters) if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", letters) else None


def saved_hash(secret: str, code: str) -> str:
    """What is stored of the code: 64 hexadecimal digits."""
    return hmac.digest(secret.encode(), f"saved:{code}".encode(), "sha256").hex()


def saved_key(secret: str, code: str) -> bytes:
    """The 256 bits that open what was saved; they take some 50 milliseconds and 16 MB to find."""
    salt = hmac.digest(secret.encode(), f"saved salt:{code}".encode(), "sha256")
    return scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
