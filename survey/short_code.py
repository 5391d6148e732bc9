"""The few letters of a short address, as people copy them from a poster."""

import re
import secrets
import unicodedata

from survey.reference import ALPHABET

LENGTH = 5
CODE = re.compile(f"[{ALPHABET}]{{4,6}}")


def new_short_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def read_short_code(typed: str) -> str | None:
    """The code as it was made, from what somebody typed in any case; None when it is none."""
    code = unicodedata.normalize("NFKC", typed).strip().upper()
    return code if CODE.fullmatch(code) else None
