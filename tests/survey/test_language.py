"""Which language a visitor gets, and how each writes days, numbers and plurals."""

from datetime import date

import pytest

from survey import language


@pytest.mark.parametrize("wanted, accepted, code", [
    (["vi"], ["sv"], "vi"),
    ([None, "sv"], ["en"], "sv"),
    (["xx", "'; DROP TABLE"], ["sv-SE", "en"], "sv"),
    ([], ["fr", "vi-VN"], "vi"),
    ([], ["fr"], "en"),
    ([], [], "en"),
])  # fmt: skip
def test_choose(wanted: list[str | None], accepted: list[str], code: str) -> None:
    assert language.choose(wanted, accepted, "en") == code


@pytest.mark.parametrize("code, day, number, share", [
    ("en", "November 20, 2026", "1,234.5", "62%"),
    ("vi", "20 tháng 11, 2026", "1.234,5", "62%"),
    ("sv", "20 november 2026", "1\u00a0234,5", "62\u00a0%"),
])  # fmt: skip
def test_formats(code: str, day: str, number: str, share: str) -> None:
    language.speak(code)
    found = language.format_day(date(2026, 11, 20)), language.format_number(1234.5), language.format_share(0.62)
    assert found == (day, number, share)


@pytest.mark.parametrize("code, own, direction", [
    ("vi", "Tiếng Việt", "ltr"),
    ("sv", "Svenska", "ltr"),
    ("ar", "العربية", "rtl"),
])  # fmt: skip
def test_names_and_direction(code: str, own: str, direction: str) -> None:
    assert (language.own_name(code), language.direction(code)) == (own, direction)


@pytest.mark.parametrize(
    "code, name", [("vi", "vietnamesiska"), ("und", "Okänt språk"), ("qqq", "qqq"), ("<b>", "<b>")]
)
def test_a_language_is_named_in_the_readers(code: str, name: str) -> None:
    language.speak("sv")
    assert language.name(code) == name


@pytest.mark.parametrize("code", [None, "und", "other", "x" * 50])
def test_an_unknown_language_reads_as_its_text_does(code: str | None) -> None:
    assert language.direction(code) == "auto"


@pytest.mark.parametrize("code, words", [
    ("sv", ["Avfall", "Jobb", "Öppenhet"]),
    ("sv", ["Zon", "Ås", "Ände", "Öl"]),
    ("vi", ["Cảnh sát", "Công trình", "Dân", "Đa dạng", "Được", "Giao thông"]),
    ("en", ["Access", "Policing", "Waste"]),
])  # fmt: skip
def test_lists_are_in_the_order_of_the_alphabet(code: str, words: list[str]) -> None:
    language.speak(code)
    assert sorted(reversed(words), key=language.sort_key) == words
