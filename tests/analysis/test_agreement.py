"""Agreement of coders: Krippendorff's own examples, F1 worked out by hand, and intervals that hold the value."""

import random

import numpy as np
import pytest
from nltk.metrics import masi_distance

from analysis.agreement import MOST, agreement, alpha, masi_distances, theme_agreement_alpha, verdict
from analysis.resampling import Estimate, records_needed, resamples
from analysis.theme_scores import theme_agreement

#: from Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: observers in rows, units in columns
PUBLISHED = {
    "two observers, two values": (0.095, "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"),
    "two observers, five values": (0.692, "a a b b d c c c e d d a", "b a b b b c c c e d d d"),
    "four observers, some values missing": (
        0.743,
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ),
}


def sets(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


@pytest.mark.parametrize("name", PUBLISHED)
def test_alpha_of_the_published_examples(name: str) -> None:
    expected, *observers = PUBLISHED[name]
    codings = [
        (f"observer {who}", unit, value)
        for who, values in enumerate(observers)
        for unit, value in enumerate(values.split())
        if value != "."
    ]
    assert alpha(codings) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(("codings", "expected"), [
    ([], None),
    ([("a", 1, "x")], None),
    ([("a", 1, "x"), ("b", 2, "y")], None),  # nobody has coded what the other has
    ([("a", 1, "x"), ("b", 1, "x"), ("a", 2, "x"), ("b", 2, "x")], None),  # no variation
    ([("a", 1, "x"), ("b", 1, "x"), ("a", 2, "x"), ("b", 2, "x"), ("a", 3, "y")], None),  # none among what counts
    ([("a", 1, "x"), ("b", 1, "x"), ("a", 2, "y"), ("b", 2, "y")], 1.0),
    ([("a", 1, "x"), ("b", 1, "y"), ("a", 2, "y"), ("b", 2, "x")], -0.5),
])  # fmt: skip
def test_alpha_where_there_is_little_to_reckon_from(codings, expected: float | None) -> None:
    assert alpha(codings) == expected


def test_sets_that_share_a_theme_agree_in_part() -> None:
    first, second = sets("ab", "c", "", "d"), sets("a", "c", "", "e")
    found = theme_agreement_alpha(list(zip(first, second, strict=True)))
    # Observed: MASI distance of {a, b} and {a} is 1 - 1/2 * 2/3 = 2/3, of {d} and {e} 1; so (2/3 + 1) / 4 = 5/12.
    # Expected: of 28 pairs of the 8 codings, {c} {c} and none none are alike, {ab} {a} is 2/3 apart: (26 - 1/3) / 28.
    assert found.value == pytest.approx(1 - (5 / 12) / ((26 - 1 / 3) / 28))
    assert found.n == 4


def test_alpha_reckoned_on_numbers_is_that_of_the_sets_themselves() -> None:
    chance = random.Random(7)
    first, second = (sets(*("".join(chance.sample("abcde", chance.randint(1, 3))) for _ in range(200))) for _ in "ab")
    codings = [(who, n, code) for who, codes in (("a", first), ("b", second)) for n, code in enumerate(codes)]
    pairs = list(zip(first, second, strict=True))
    for quick in (True, False):
        assert theme_agreement_alpha(pairs, quick).value == pytest.approx(alpha(codings, masi_distance))


def test_distances_reckoned_at_once_are_those_of_nltk() -> None:
    found = sets("a", "b", "ab", "abc", "bcd", "de", "abcde")
    each = [[masi_distance(one, other) for other in found] for one in found]
    assert masi_distances(found) == pytest.approx(np.array(each))


def test_alpha_of_pairs_is_that_of_their_codings() -> None:
    chance = random.Random(5)
    pairs = [(code := chance.choice("abcdefghijkl"), chance.choice([code, "a", "z"])) for _ in range(300)]
    codings = [(who, n, code) for n, pair in enumerate(pairs) for who, code in zip("ab", pair, strict=True)]
    for quick in (True, False):
        assert agreement(pairs, quick).value == pytest.approx(alpha(codings))


@pytest.mark.parametrize(("first", "second", "records", "each"), [
    (["a"], ["a"], 1.0, {"a": (1, 1.0)}),
    ([""], [""], 1.0, {}),
    (["a"], [""], 0.0, {"a": (1, 0.0)}),
    (["ab", "b", ""], ["a", "b", ""], (2 / 3 + 1 + 1) / 3, {"a": (1, 1.0), "b": (2, 2 / 3)}),
    (["abc", "d"], ["ab", "c"], (4 / 5 + 0) / 2, {"a": (1, 1), "b": (1, 1), "c": (2, 0), "d": (1, 0)}),
])  # fmt: skip
def test_f1(first, second, records: float, each: dict[str, tuple[int, float]]) -> None:
    for one, other in ((first, second), (second, first)):
        found = theme_agreement(list(zip(sets(*one), sets(*other), strict=True)))
        assert found.records.value == pytest.approx(records)
        assert {theme: (part.n, part.value) for theme, part in found.each.items()} == {
            theme: (n, pytest.approx(value)) for theme, (n, value) in each.items()
        }
        mean = sum(value for _n, value in each.values()) / len(each) if each else None
        assert found.themes.value == (pytest.approx(mean) if each else None)


def test_no_pairs_no_numbers() -> None:
    assert theme_agreement([]).records == theme_agreement([]).themes == theme_agreement_alpha([]) == Estimate(0)


def test_intervals_hold_the_value_and_narrow_as_records_come() -> None:
    chance = random.Random(3)
    widths = []
    for n in (40, 900):
        first = [chance.choice("abc") for _ in range(n)]
        second = [code if chance.random() < 0.7 else chance.choice("abc") for code in first]
        pairs = list(zip(first, second, strict=True))
        scores = theme_agreement([(frozenset(one), frozenset(other)) for one, other in pairs])
        for found in (agreement(pairs), scores.records, scores.themes, *scores.each.values()):
            assert found.low < found.value < found.high
        widths.append(agreement(pairs).high - agreement(pairs).low)
    assert widths[1] < widths[0] / 3


def test_the_same_records_give_the_same_interval() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "a"), ("b", "b")] * 9
    assert agreement(pairs) == agreement(pairs)


def test_each_resample_draws_as_many_as_there_are() -> None:
    drawn = resamples(37)
    assert drawn.shape == (1000, 37) and set(drawn.sum(axis=1)) == {37}


def test_alpha_looks_at_the_newest_only() -> None:
    assert agreement([("a", "a"), ("b", "b")] * (MOST // 2) + [("a", "b")] * 500) == Estimate(MOST, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(("margin", "available", "needed"), [
    (0.05, None, 385), (0.1, None, 97), (0.05, 200, 132), (0.05, 1, 1), (0.05, 0, 1),
])  # fmt: skip
def test_how_many_records_are_needed(margin: float, available: int | None, needed: int) -> None:
    assert records_needed(margin, available) == needed


@pytest.mark.parametrize(("estimate", "said"), [
    (Estimate(29, 0.9), "too_few"), (Estimate(30, 0.8), "reliable"), (Estimate(30, 0.7999), "tentative"),
    (Estimate(99, 0.667), "tentative"), (Estimate(99, 0.66), "unreliable"), (Estimate(99, -0.2), "unreliable"),
    (Estimate(99), "no_variation"), (Estimate(0), "too_few"),
])  # fmt: skip
def test_what_an_alpha_is_good_for(estimate: Estimate, said: str) -> None:
    assert verdict(estimate) == said
