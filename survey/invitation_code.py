"""The code of an invitation: eight letters that nobody can guess and two that show it is one of ours.

Only a keyed hash of it is stored. The last two letters tell a code that has been used, of which nothing is left, from
one that was mistyped.
"""

import re
import secrets
import unicodedata

from survey.reference import ALPHABET, keyed

FREE, CHECK = 8, 2


def new_invitation_code(secret: str) -> str:
    """As people read it: FHTK4-W7MXR. About 34 bits that nobody can guess."""
    free = "".join(secrets.choice(ALPHABET) for _place in range(FREE))
    return in_halves(free + check_letters(secret, free))


def read_invitation_code(typed: str) -> str | None:
    """The code as it was made, from what somebody typed: any case, spaces and hyphens. None when it is no code."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", typed)).upper()
    return in_halves(letters) if re.fullmatch(f"[{ALPHABET}]{{{FREE + CHECK}}}", letters) else None


def is_ours(secret: str, code: str) -> bool:
    """Whether we have made this code, used or not; a mistyped one passes once in 361 times."""
    letters = code.replace("-", "")
    return letters[FREE:] == check_letters(secret, letters[:FREE])


def invitation_hash(secret: str, code: str) -> str:
    """What is stored of a code until it is used: 64 hexadecimal digits."""
    return keyed(secret, "invitation", code).hex()


def check_letters(secret: str, free: str) -> str:
    number = int.from_bytes(keyed(secret, "invitation check", free))
    return ALPHABET[number % len(ALPHABET)] + ALPHABET[number // len(ALPHABET) % len(ALPHABET)]


def in_halves(letters: str) -> str:
    half = (FREE + CHECK) // 2
    return f"{letters[:half]}-{letters[half:]}"
