"""Ways of coding are compared by F1 with people's codes; a gain counts when its whole interval is above nothing."""

import pytest

from analysis.learn_compare import Judge, theme_f1

A, B, NONE = frozenset({"a"}), frozenset({"b"}), frozenset[str]()
PLAIN = (NONE, "neutral")


@pytest.mark.parametrize(
    ("said", "found", "f1"),
    [(NONE, NONE, 1), (A, NONE, 0), (NONE, A, 0), (A, A, 1), (A, A | B, 2 / 3), (A | B, A, 2 / 3), (A, B, 0)],
)
def test_f1_of_two_sets_of_themes(said: frozenset[str], found: frozenset[str], f1: float) -> None:
    assert theme_f1(said, found) == pytest.approx(f1)


def test_figures_have_a_value_an_interval_and_n() -> None:
    judge = Judge([(A, "neutral"), (B, "negative")] * 20, range(40))
    figure = judge.figure("themes", [(A, "neutral")] * 40)
    assert figure and (figure.n, figure.value) == (40, 0.5)
    assert 0.3 < figure.low < 0.5 < figure.high < 0.7
    feelings = judge.figure("feelings", [(A, "neutral")] * 40)
    assert feelings and feelings.value == pytest.approx((2 * 20 / 60) / 2, abs=1e-4)
    assert judge.gain("themes", [(A, "neutral")] * 40, [(A, "neutral")] * 40).value == 0  # type: ignore[union-attr]


def test_without_comments_there_are_no_figures() -> None:
    judge = Judge([], [])
    assert judge.figure("themes", []) is None and judge.gain("feelings", [], []) is None
    assert not judge.is_better("themes", [], []) and judge.value("feelings", []) == 0


@pytest.mark.parametrize(("right", "better"), [(0, False), (1, False), (2, False), (20, True), (40, True)])
def test_few_lucky_hits_are_no_gain(right: int, better: bool) -> None:
    judge = Judge([(A, "neutral")] * 40, range(40))
    before, after = [PLAIN] * 40, [(A, "neutral")] * right + [PLAIN] * (40 - right)
    assert judge.is_better("themes", after, before) is better


def test_copies_are_one_piece_of_evidence() -> None:
    said, before, after = [(A, "neutral")] * 40, [PLAIN] * 40, [(A, "neutral")] * 30 + [PLAIN] * 10
    assert Judge(said, range(40)).is_better("themes", after, before)
    assert not Judge(said, [1] * 30 + [2] * 10).is_better("themes", after, before)


def test_guessing_feelings_is_no_gain_though_macro_f1_rises() -> None:
    labels = ("negative", "neutral", "positive")
    judge = Judge([(NONE, labels[n % 3]) for n in range(90)], range(90))
    before, guesses = [PLAIN] * 90, [(NONE, labels[n // 3 % 3]) for n in range(90)]
    assert judge.value("feelings", guesses) > judge.value("feelings", before) + 0.1
    assert not judge.is_better("feelings", guesses, before)
    assert judge.is_better("feelings", [(NONE, labels[n % 3]) for n in range(90)], before)
