"""Words keep their place in the text as typed, however it is typed."""

import unicodedata
from itertools import pairwise

import pytest

from analysis.words import fold, stem, strip_marks, tokens

TEXTS = [
    "Xe buýt số 47 không tới, đường hoà bình!!",
    "don’t go by dial-a-ride :) 👍🏽",
    unicodedata.normalize("NFD", "Đường phố ngập nước, xin sửa giùm"),
    "z\u200bero \u202eright-to-left\u202c and a nul \x00 here",
    "مرحبا بالعالم، كيف الحال؟",
    "see https://example.com/a?b=c or write me@example.com",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_token_stands_where_it_says(text):
    found = tokens(text)
    assert found
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("text", ["", "   ", "\x00\x00", "\u200b\u200f", "--- ((( ///"])
def test_nothing_to_read_gives_no_tokens(text):
    assert tokens(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dial-a-ride", ["dial", "a", "ride"]),
        ("don’t", ["don't"]),
        ("Stop!! now", ["stop", "!!", "now"]),
        ("z\u200bero", ["zero"]),
        ("me@example.com", ["me@example.com"]),
    ],
)
def test_what_is_one_token(text, words):
    assert [token.folded for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("hoàn", "hoàn"),
        ("ĐƯỜNG", "đường"),
    ],
)
def test_vietnamese_tones_are_written_one_way(typed, folded):
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded


@pytest.mark.parametrize(
    ("word", "bare"),
    [("đường", "duong"), ("åäö", "aao"), ("niño", "nino"), ("bus", "bus")],
)
def test_marks_are_stripped(word, bare):
    assert strip_marks(word) == bare


def test_stems_where_there_is_a_stemmer():
    assert stem("bussarna", "sv") == stem("buss", "sv")
    assert stem("streets", "en") == stem("street", "en")
    assert stem("đường", "vi") == "đường"
    assert stem("道路", "zh") == "道路"
