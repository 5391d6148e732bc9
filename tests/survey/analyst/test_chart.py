"""The chart's places and sizes: bars in order and to scale, mirrored where the page reads from right to left."""

from collections import Counter

import pytest

from survey.actions.count_records import ThemeCounts
from survey.analyst.chart import MOST_BARS, draw

COUNTS = ThemeCounts(
    themes={
        "transport_mobility": Counter(negative=6, positive=2),
        "waste_sanitation": Counter(negative=1, mixed=1, neutral=1, not_scored=1),
    },
    none=Counter(),
    everything=Counter(negative=8),
    coded=Counter(),
)


def places(mirrored: bool) -> list[list[tuple[str, float, float]]]:
    return [[(part.feeling, part.start, part.width) for part in bar.segments] for bar in draw(COUNTS, mirrored).bars]


def test_bars_are_to_scale_and_stand_side_by_side() -> None:
    assert places(mirrored=False) == [
        [("negative", 0, 75), ("positive", 75, 25)],
        [("negative", 0, 12.5), ("mixed", 12.5, 12.5), ("neutral", 25, 12.5), ("not_scored", 37.5, 12.5)],
    ]


def test_a_page_from_right_to_left_has_its_chart_so_too() -> None:
    expected = [[(feeling, 100 - start - width, width) for feeling, start, width in bar] for bar in places(False)]
    assert places(mirrored=True) == expected
    assert (draw(COUNTS, mirrored=True).edge, draw(COUNTS).edge) == (100, 0)


@pytest.mark.parametrize(("themes", "bars"), [(0, 0), (1, 1), (47, MOST_BARS)])
def test_only_the_largest_themes_are_drawn(themes: int, bars: int) -> None:
    counts = {f"theme_{number:02}": Counter(neutral=number + 1) for number in range(themes)}
    chart = draw(ThemeCounts(counts, Counter(), Counter(), Counter()))
    assert [bar.number for bar in chart.bars] == list(range(themes, themes - bars, -1))


def test_a_number_is_written_where_it_has_room() -> None:
    counts = ThemeCounts({"a": Counter(negative=97, positive=3)}, Counter(), Counter(), Counter())
    assert [part.has_room for part in draw(counts).bars[0].segments] == [True, False]
