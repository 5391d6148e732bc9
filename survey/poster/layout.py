"""Where everything stands on the poster: A4, millimetres from its upper corner, everything centred."""

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from survey.poster.letters import POINT, width
from survey.poster.wording import Poster, Words

PAGE = (210.0, 297.0)
MARGIN = 16.0
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
CODE_SIDE = 88.0
CODE_TOP = 172.0
ADDRESS_AT = 278.0
WORDS_FROM, WORDS_TO = 36.0, CODE_TOP - 11
#: points; all shrink together until everything has room
TITLE, INVITATION, ORGANISATION, ADDRESS = 34.0, 17.0, 18.0, 30.0
LEADING = 1.3
#: Room below a title for tails and the dots of Vietnamese
BELOW = 0.25
SMALLEST = 0.2


@dataclass(frozen=True)
class Line:
    """One line of text; `size` in points, `base` where its letters stand."""

    text: str
    language: str
    size: float
    bold: bool
    base: float


@dataclass(frozen=True)
class Square:
    """Dark modules of the code that lie side by side."""

    x: float
    y: float
    width: float
    height: float


def lines_of(poster: Poster) -> list[Line]:
    """Every line of text, from the top down."""
    organisation = fit(poster.organisation, ORGANISATION)
    address = fit(poster.spelled, ADDRESS)
    return [
        Line(poster.organisation, "", organisation, False, 24.0),
        *words_lines(poster.words),
        Line(poster.spelled, "", address, True, ADDRESS_AT),
    ]


def fit(text: str, size: float) -> float:
    """The size at which `text` goes on one line, `size` at most."""
    return min(size, size * TEXT_WIDTH / max(width(text, size, True), 1.0))


def words_lines(words: tuple[Words, ...]) -> list[Line]:
    """The titles and invitations, as large as there is room for."""
    scale = 1.0
    while True:
        lines = list(stack(words, scale))
        if not lines or lines[-1].base <= WORDS_TO or scale <= SMALLEST:
            return lines
        scale *= 0.93


def stack(words: tuple[Words, ...], scale: float) -> Iterator[Line]:
    base = WORDS_FROM
    for one in words:
        for text, size, bold in ((one.title, TITLE * scale, True), (one.invitation, INVITATION * scale, False)):
            for line in wrap(text, size, bold):
                base += size * POINT * LEADING
                yield Line(line, one.language, size, bold, base)
            base += size * POINT * BELOW
        base += TITLE * scale * POINT * 0.5


def wrap(text: str, size: float, bold: bool) -> Iterator[str]:
    """Lines that fit; a word that is too long for one, as in scripts without spaces, is broken between letters."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, size, bold) <= TEXT_WIDTH:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in word:
            if line and width(line + letter, size, bold) > TEXT_WIDTH:
                yield line
                line = ""
            line += letter
    if line:
        yield line


def squares(address: str) -> Iterator[Square]:
    """The code for `address`, which survives a quarter of it being torn or wet, with its quiet rim left white."""
    rows = segno.make(address, error="q", micro=False).matrix
    side = CODE_SIDE / len(rows)
    across = (PAGE[0] - CODE_SIDE) / 2
    for y, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                yield Square(across + start * side, CODE_TOP + y * side, (end - start) * side, side)
            start = max(end, start + 1)
