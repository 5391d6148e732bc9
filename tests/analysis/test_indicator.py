"""Indicators: what they say of known counts, and that counts of parts make the counts of the whole."""

from collections import Counter

import pytest

from analysis.indicator import DIMENSIONS, SOURCES, Figure, Need, load_indicators
from analysis.indicators.a3_ttr import first_day

INDICATORS = load_indicators()
ALL = sorted(INDICATORS)


def needs(code, *histograms):
    return dict(zip(INDICATORS[code].needs, map(Counter, histograms), strict=True))


def test_the_first_indicators_are_found_by_their_files() -> None:
    assert {"E4-LNG", "E5-AWR", "A1-ACK", "A2-OTR", "A3-TTR", "P1-TRU", "P2-TDX", "P3-VOI", "P5-NTS"} <= set(ALL)


@pytest.mark.parametrize("code", ALL)
def test_every_indicator_says_what_it_is(code: str) -> None:
    indicator = INDICATORS[code]
    assert indicator.name and indicator.definition.endswith(".") and indicator.basis
    assert indicator.sources and all(source.slug in SOURCES for source in indicator.sources)
    assert all(need.kind in DIMENSIONS for need in indicator.needs)
    if indicator.target is not None:
        assert indicator.reaches(indicator.target, indicator.floor or 0)


@pytest.mark.parametrize("code", ALL)
def test_nothing_counted_is_too_few_to_say(code: str) -> None:
    assert INDICATORS[code].measure({}) == Figure(None, 0, "too_few")


@pytest.mark.parametrize(
    ("code", "histograms", "value", "n"),
    [
        ("A1-ACK", [{"on_time": 9, "late": 2, "open": 1}], 75, 12),
        ("A2-OTR", [{"on_time": 10, "open": 10}], 50, 20),
        ("E4-LNG", [{("en", "served"): 1, ("sv", "served"): 1, ("so", "missing"): 1}, {}], 200 / 3, 3),
        ("E5-AWR", [{"yes_know_how": 12, "unsure": 8, "no": 10, "-8": 99}], 40, 30),
        ("P1-TRU", [{"10": 30, "6": 20, "5": 25, "0": 25, "-8": 50}], 50, 100),
        ("P3-VOI", [{"1": 10, "3": 30, "4": 40, "5": 20, "-8": 7, "-6": 3}], 60, 100),
        # a hundred people with four items at 4 and a hundred with five at 2; three items are not enough
        ("P2-TDX", [{(4, 16): 100, (5, 10): 100, (3, 15): 1000}, {}, {}, {}, {}, {}], 50, 200),
    ],
)
def test_figure_of_known_counts(code: str, histograms: list[dict], value: float, n: int) -> None:
    figure = INDICATORS[code].measure(needs(code, *histograms))
    assert (figure.value, figure.n, figure.state) == (pytest.approx(value), n, "shown")


@pytest.mark.parametrize(
    ("code", "histograms", "n"),
    [
        ("A1-ACK", [{"on_time": 9}], 9),
        ("A2-OTR", [{"on_time": 9}], 9),
        ("A3-TTR", [{(1, "resolved"): 19}], 19),
        ("E5-AWR", [{"yes_know_how": 29, "-9": 50}], 29),
        ("P1-TRU", [{"10": 99, "-8": 100}], 99),
        ("P2-TDX", [{(5, 25): 99, (3, 15): 50}, {}, {}, {}, {}, {}], 99),
        ("P3-VOI", [{"5": 99}], 99),
        ("P5-NTS", [{("parks", "positive"): 29, ("parks", "not_scored"): 99}], 29),
    ],
)
def test_below_the_minimum_there_is_no_value_and_no_part(code: str, histograms: list[dict], n: int) -> None:
    assert INDICATORS[code].measure(needs(code, *histograms)) == Figure(None, n, "too_few")


@pytest.mark.parametrize("code", ALL)
def test_counts_of_two_days_give_the_figure_of_both(code: str) -> None:
    """What roll-ups rely on: a formula sees the sum, whichever parts it was summed from."""
    kinds = {
        "answers": {"yes_know_how": 30, "1": 40, "4": 60, "6": 40, "-8": 4},
        "answer_profiles": {(5, 20): 60, (4, 10): 60},
        "acknowledgements": {"on_time": 8, "late": 3},
        "answers_on_time": {"on_time": 8, "open": 3},
        "resolution_days": {(2, "resolved"): 12, (8, "open"): 9},
        "theme_mentions": {("parks", "positive"): 20, ("parks", "negative"): 12},
        "languages": {("en", "served"): 1},
        "reply_languages": {"same": 4, "other": 3},
    }
    indicator = INDICATORS[code]
    one = {need: Counter(kinds[need.kind]) for need in indicator.needs}
    both = {need: histogram + histogram for need, histogram in one.items()}
    doubled = {need: Counter({key: 2 * n for key, n in histogram.items()}) for need, histogram in one.items()}
    assert indicator.measure(both) == indicator.measure(doubled)


@pytest.mark.parametrize(
    ("waits", "left", "day"),
    [
        ({(3, "resolved"): 1, (5, "resolved"): 1}, 0.5, 3),
        ({(3, "resolved"): 1, (5, "resolved"): 2}, 0.5, 5),
        ({(3, "resolved"): 4, (9, "open"): 6}, 0.5, None),
        ({(1, "open"): 5, (4, "resolved"): 5}, 0.5, 4),
        # 10 watched; day 2: 9/10 left; one leaves open on day 3; day 4: 4 of 8 resolved, 0.9 * 4/8 = 0.45
        ({(2, "resolved"): 1, (3, "open"): 1, (4, "resolved"): 4, (7, "open"): 4}, 0.5, 4),
        ({(2, "resolved"): 1, (3, "open"): 1, (4, "resolved"): 4, (7, "open"): 4}, 0.1, None),
        # open and resolved on the same day: the open one was still watched that day, so 1 of 2 is left
        ({(4, "open"): 1, (4, "resolved"): 1}, 0.5, 4),
        ({(0, "resolved"): 20}, 0.1, 0),
        ({}, 0.5, None),
    ],
)
def test_kaplan_meier_day(waits: dict, left: float, day: int | None) -> None:
    assert first_day(Counter(waits), left) == day


def test_resolution_says_not_reached_rather_than_a_number_from_closed_records() -> None:
    figure = INDICATORS["A3-TTR"].measure(needs("A3-TTR", {(2, "resolved"): 15, (30, "open"): 15}))
    assert (figure.value, figure.state) == (2, "shown")
    assert (figure.parts[0].value, figure.parts[0].state) == (None, "not_reached")


def test_trust_shows_low_neutral_and_dont_know_beside_the_share() -> None:
    counts = needs("P1-TRU", {"8": 50, "5": 20, "2": 30, "-8": 25})
    low, neutral, unknown = INDICATORS["P1-TRU"].measure(counts).parts
    assert [(part.value, part.n) for part in (low, neutral, unknown)] == [(30, 100), (20, 100), (20, 125)]


def test_drivers_index_always_shows_its_five_items() -> None:
    items = [{"5": 100}, {"1": 100}, {"3": 99}, {"4": 100, "-6": 40}, {"2": 200}]
    figure = INDICATORS["P2-TDX"].measure(needs("P2-TDX", {(5, 15): 100}, *items))
    assert [part.value for part in figure.parts] == [100, 0, None, 75, 25]
    assert figure.parts[2].state == "too_few"


def test_net_sentiment_is_one_figure_a_theme_and_none_for_all() -> None:
    mentions = {
        ("parks", "positive"): 30, ("parks", "negative"): 5, ("parks", "mixed"): 15, ("parks", "not_scored"): 80,
        ("buses", "negative"): 40, ("buses", "neutral"): 20, ("dogs", "negative"): 29,
    }  # fmt: skip
    figure = INDICATORS["P5-NTS"].measure(needs("P5-NTS", mentions))
    assert (figure.value, figure.state, figure.n) == (None, "by_part", 110)
    assert [(part.theme, round(part.value), part.n) for part in figure.parts] == [("buses", -67, 60), ("parks", 50, 50)]


@pytest.mark.parametrize(
    ("code", "figure", "verdict"),
    [
        ("A1-ACK", Figure(95.0, 20), "met"),
        ("A1-ACK", Figure(90.0, 20), "below_target"),
        ("A1-ACK", Figure(80.0, 20), "below_floor"),
        ("A3-TTR", Figure(9, 20), "met"),
        ("A3-TTR", Figure(15, 20), "below_target"),
        ("A3-TTR", Figure(None, 20, "not_reached"), ""),
        ("A3-TTR", Figure(18, 20, label="nine in ten", target=20, floor=40), "met"),
        ("A2-OTR", Figure(2, 20, label="late"), ""),
        ("A1-ACK", Figure(None, 3, "too_few"), ""),
        ("P5-NTS", Figure(10.0, 40), ""),
    ],
)
def test_verdict(code: str, figure: Figure, verdict: str) -> None:
    assert INDICATORS[code].verdict(figure) == verdict


def test_a_need_names_what_its_counts_can_be_split_by() -> None:
    assert Need("acknowledgements").dimensions == ("day", "agency", "language", "area")
