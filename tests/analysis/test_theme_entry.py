"""Entries of word lists: what can be used, and what is wrong with the rest."""

import pytest

from analysis.theme import theme_from
from analysis.theme_entry import LONG, MANY_WORDS, MARK, NO_LETTERS, SHORT, fault
from analysis.theme_index import ThemeIndex
from analysis.words import tokens


@pytest.mark.parametrize("entry, found", [
    ("bench", None), ("park bench", None), ("bench*", None), ("*bro", None), ("=parks", None), ("~rác", None),
    ("=đèn đỏ", None), ("xe buýt", None), ("dial-a-ride", None), ("farmer's market", None), ("公园*", None),
    ("🚌", None), ("24/7", None), ("weekend activit*", None),
    ("", NO_LETTERS), ("  ", NO_LETTERS), ("!!", NO_LETTERS), ("*", NO_LETTERS), ("=", NO_LETTERS), ("~", NO_LETTERS),
    ("park !", NO_LETTERS), ("\x00", NO_LETTERS), ("\u202e", NO_LETTERS),
    ("be*ch", MARK), ("*bench*", MARK), ("=bench*", MARK), ("=*bench", MARK), ("b=c", MARK), ("park ~bench", MARK),
    ("b*", SHORT), ("*xö", SHORT),
    ("one two three four five six seven", MANY_WORDS), ("a-b-c-d-e-f-g", MANY_WORDS),
    ("b" * 81, LONG),
])  # fmt: skip
def test_what_is_wrong_with_an_entry(entry: str, found: str | None) -> None:
    assert fault(entry) == found


@pytest.mark.parametrize("entry, text", [
    ("bench", "two benches"), ("bench*", "benchmarks"), ("*bro", "Älvsborgsbro"), ("=parks", "the parks"),
    ("dial-a-ride", "the dial-a-ride bus"), ("🚌", "no 🚌 here"), ("24/7", "open 24/7"),
])  # fmt: skip
def test_what_can_be_used_is_found(entry: str, text: str) -> None:
    theme = theme_from({"code": "x", "category": "service_areas", "label": "X", "words": {"en": {"strong": [entry]}}})
    assert fault(entry) is None
    assert ThemeIndex([theme], "en").find(tokens(text))
