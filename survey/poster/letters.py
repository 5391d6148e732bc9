"""The letters that we bring: DejaVu Sans, for Latin with Vietnamese, Cyrillic and Arabic."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import uharfbuzz

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
POINT = 25.4 / 72  # millimetres
#: As much of a text's letters must be ours for the text to be told without the rest, an emoji for instance
MOST_OF = 0.9


@lru_cache
def font(bold: bool) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face((BOLD if bold else REGULAR).read_bytes()))


@lru_cache
def known() -> frozenset[int]:
    return frozenset(font(False).face.unicodes) & frozenset(font(True).face.unicodes)


def width(text: str, size: float, bold: bool) -> float:
    """Millimetres that `text` takes at `size` points; a letter that is not ours counts as wide as it is high."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(ours(text))
    buffer.guess_segment_properties()
    used = font(bold)
    uharfbuzz.shape(used, buffer)
    units = sum(position.x_advance for position in buffer.glyph_positions or ())
    others = len(text) - len(ours(text))
    return float((units / used.face.upem + others) * size * POINT)


def ours(text: str) -> str:
    """`text` without the letters that we do not bring."""
    return "".join(letter for letter in text if ord(letter) in known())


def can_write(text: str) -> bool:
    """Whether nearly all letters of `text` are ours."""
    letters = [letter for letter in text if unicodedata.category(letter)[0] in "LMN"]
    return sum(ord(letter) in known() for letter in letters) >= MOST_OF * max(len(letters), 1)
