"""A chart as places and sizes: bars of the largest themes, cut into feelings. The template draws it as SVG.

Widths are percent of the page, so that letters keep their size on every screen; heights are pixels. Feelings are told
apart by their order and a sign, not by colour alone.
"""

from dataclasses import dataclass

from survey import labels
from survey.actions.count_records import FEELINGS, ThemeCounts
from survey.language import format_number

MOST_BARS = 10
BAR, LABEL, GAP = 24, 22, 14
SIGNS = {"negative": "−", "mixed": "±", "neutral": "=", "positive": "+", "not_scored": "?"}
LEAST_WIDTH, LETTER = 3.0, 2.8  # percent that a number in a bar needs on a phone


@dataclass(frozen=True)
class Segment:
    """One feeling of a bar: `start` and `width` in percent from the left edge, mirrored where the page is."""

    feeling: str
    number: int
    start: float
    width: float
    words: str

    @property
    def middle(self) -> float:
        return self.start + self.width / 2

    @property
    def has_room(self) -> bool:
        return self.width >= LEAST_WIDTH + LETTER * len(self.words)


@dataclass(frozen=True)
class Bar:
    theme: str
    label: str
    number: int
    top: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Chart:
    """`edge` is where labels begin, in percent."""

    bars: tuple[Bar, ...]
    height: int
    edge: int
    records: int


def draw(counts: ThemeCounts, mirrored: bool = False) -> Chart:
    """The largest themes, each bar as long as its share of the largest."""
    themes = counts.largest(MOST_BARS)
    longest = counts.themes[themes[0]].total() if themes else 1
    bars = tuple(bar(theme, counts, longest, place, mirrored) for place, theme in enumerate(themes))
    return Chart(bars, len(bars) * (LABEL + BAR + GAP), 100 if mirrored else 0, counts.records)


def bar(theme: str, counts: ThemeCounts, longest: int, place: int, mirrored: bool) -> Bar:
    feelings = counts.themes[theme]
    segments, start = [], 0.0
    for feeling in FEELINGS:
        if number := feelings[feeling]:
            width = 100 * number / longest
            edge = 100 - start - width if mirrored else start
            words = f"{SIGNS[feeling]} {format_number(number)}"
            segments.append(Segment(feeling, number, round(edge, 3), round(width, 3), words))
            start += width
    return Bar(theme, labels.theme(theme), feelings.total(), place * (LABEL + BAR + GAP), tuple(segments))
