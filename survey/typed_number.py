"""Numbers as people type them: digits of their own script, a comma or a point, spaces between thousands."""

import unicodedata
from decimal import Decimal, InvalidOperation

POINTS = str.maketrans({"٫": ".", "，": ".", ",": "."})
MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-"})
SPACES = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "\u2009": None, "'": None, "’": None, "٬": None})
INVISIBLE = str.maketrans(dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
LONGEST = 18  # digits


def read_number(typed: str) -> Decimal | None:
    """The number, None for what is none: `1 234,5`, `١٢`, `-0.5`. One mark only: whether `1,234` has a comma or a point
    nobody can tell, so it is read as 1.234, as it is in most of the world's languages."""
    plain = "".join(digit(letter) for letter in typed.translate(INVISIBLE).strip())
    plain = plain.translate(MINUS).translate(SPACES).translate(POINTS)
    if not plain.isascii() or not plain.lstrip("+-").replace(".", "", 1).isdigit() or len(plain) > LONGEST + 2:
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def written(number: Decimal) -> str:
    """As it is stored: `12`, `-0.5`; no exponent, no zeros at the end."""
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain
