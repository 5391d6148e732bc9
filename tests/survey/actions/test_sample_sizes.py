"""Samples are shared out in whole records that add up, and no language is forgotten."""

import pytest

from survey.actions.sample_sizes import share_by_size, share_equally


@pytest.mark.parametrize(("available", "size", "shares"), [
    ({}, 10, {}),
    ({"sv": 700, "vi": 300}, 10, {"sv": 7, "vi": 3}),
    ({"sv": 900, "vi": 90, "so": 10}, 100, {"sv": 80, "vi": 10, "so": 10}),  # two raised to the floor
    ({"sv": 960, "vi": 20, "so": 20}, 100, {"sv": 80, "vi": 10, "so": 10}),
    ({"sv": 500, "vi": 300, "so": 200}, 101, {"sv": 51, "vi": 30, "so": 20}),  # 50.5, 30.3 and 20.2
    ({"sv": 500, "vi": 300, "so": 200}, 2, {"sv": 1, "vi": 1, "so": 0}),  # too few for a floor
    ({"sv": 997, "vi": 2, "so": 1}, 6, {"sv": 4, "vi": 1, "so": 1}),  # half of it for floors
])  # fmt: skip
def test_as_languages_occur(available: dict[str, int], size: int, shares: dict[str, int]) -> None:
    assert share_by_size(available, size, floor=10) == shares


@pytest.mark.parametrize(("size", "shares"), [
    (9, {"sv": 3, "vi": 3, "so": 3}), (10, {"sv": 3, "vi": 3, "so": 4}), (1, {"sv": 0, "vi": 0, "so": 1}),
])  # fmt: skip
def test_equally(size: int, shares: dict[str, int]) -> None:
    assert share_equally({"sv": 900, "vi": 90, "so": 10}, size) == shares


@pytest.mark.parametrize("size", range(1, 60))
def test_shares_add_up(size: int) -> None:
    available = {"sv": 613, "vi": 211, "so": 17, "en": 5, "ar": 1}
    assert sum(share_by_size(available, size, 10).values()) == sum(share_equally(available, size).values()) == size
