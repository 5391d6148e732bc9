"""Tags of languages: which are taken, how they are stored, named and written, and who reads what."""

import pytest

from survey.language_tag import direction, name_in, nearest, own_name, read_tag, tag_of_name


@pytest.mark.parametrize("written, tag", [
    ("vi", "vi"), ("SV", "sv"), ("pt-BR", "pt-BR"), ("pt_br", "pt-BR"), (" zh-hant ", "zh-Hant"), ("es-419", "es-419"),
    ("sr-Latn", "sr-Latn"), ("vi-US", "vi-US"), ("ckb", "ckb"), ("hmn", "hmn"), ("prs", "prs"), ("tl", "fil"),
    ("iw", "he"), ("zh-Hant-HK", None), ("xx", None), ("pt-XX", None), ("en-", None), ("", None), ("English", None),
    ("und", None), ("pt-BR\n<b>", None),
])  # fmt: skip
def test_read_tag(written: str, tag: str | None) -> None:
    assert read_tag(written) == tag


@pytest.mark.parametrize("tag, own, english, way", [
    ("pt-BR", "Português (Brasil)", "Portuguese (Brazil)", "ltr"),
    ("zh-Hant", "中文 (繁體)", "Chinese (Traditional)", "ltr"),
    ("pa-Arab", "پنجابی (عربی)", "Punjabi (Arabic)", "rtl"),
    ("ar-SD", "العربية (السودان)", "Arabic (Sudan)", "rtl"),
    ("vi-US", "Tiếng Việt (Hoa Kỳ)", "Vietnamese (United States)", "ltr"),
    ("hmn", "Hmoob", "Hmong", "ltr"),
    ("prs", "دری", "Dari", "rtl"),
])  # fmt: skip
def test_names_and_direction(tag: str, own: str, english: str, way: str) -> None:
    assert (own_name(tag), name_in(tag, "en"), direction(tag)) == (own, english, way)


@pytest.mark.parametrize("wanted, found", [
    (["pt-BR"], "pt-BR"), (["PT-br"], "pt-BR"), (["pt"], "pt-BR"), (["pt-PT", "en"], "pt-BR"), (["zh-TW"], "zh-Hant"),
    (["zh-CN"], "zh-Hans"), (["en-GB", "zh"], "en"), (["EN"], "en"), (["sv"], None), (["*", "\x00", "x" * 99], None),
])  # fmt: skip
def test_nearest(wanted: list[str], found: str | None) -> None:
    assert nearest(wanted, ["en", "pt-BR", "zh-Hans", "zh-Hant"]) == found


@pytest.mark.parametrize("name, tag", [
    ("English", "en"), ("Tiếng Việt", "vi"), ("Tieng Viet", "vi"), ("french", "fr"), ("Francais ", "fr"),
    ("hmoob", "hmn"), ("Somali", "so"), ("العربية", "ar"), ("Elvish", None), ("", None), ("Unknown language", None),
])  # fmt: skip
def test_a_language_goes_by_its_name(name: str, tag: str | None) -> None:
    assert tag_of_name(name) == tag
