"""Words to search by: without case and marks, each once."""

import pytest

from survey.search_words import search_words


@pytest.mark.parametrize("text, words", [
    ("Đường phố, đường PHỐ", ["duong", "pho"]),
    ("Åkersbergas buss", ["akersbergas", "buss"]),
    ("公园很好", ["公", "园", "很", "好"]),
    ("  ...  ", []),
    ("", []),
    ("a\u200bb", ["ab"]),
    ("x" * 100, ["x" * 64]),
])  # fmt: skip
def test_search_words(text: str, words: list[str]) -> None:
    assert search_words(text) == words
