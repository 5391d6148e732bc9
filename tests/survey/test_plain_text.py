"""Typed text is kept as written, but for what no database or page can hold."""

import pytest

from survey.plain_text import clean, clean_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\n", "a\nb\nc"),
        ("\x00\x07a\tb\x1b\x7f\x85", "a\tb"),
        ("\ud83d alone, \U0001f600 whole", "alone, \U0001f600 whole"),
        ("Vie\u0323\u0302t", "Vi\u1ec7t"),
        ("\u0645\u200c\u0646 \u200f", "\u0645\u200c\u0646 \u200f"),
        ("\ufffe\uffff", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_clean_line() -> None:
    assert clean_line(" a \n\t b ") == "a b"
