"""The theme files: whole, valid and readable, and what is refused."""

import pytest

from analysis.theme import (
    CATEGORIES,
    FOLDER,
    load_categories,
    load_residual_codes,
    load_themes,
    read_theme,
    theme_from,
)
from analysis.theme_index import split

THEMES = load_themes()
FILES = sorted(path.stem for path in FOLDER.glob("*.toml") if path != CATEGORIES)


def test_every_file_is_a_theme():
    assert sorted(THEMES) == FILES
    assert len(THEMES) == 47


def test_categories_stand_in_the_order_of_the_coding_framework():
    assert list(load_categories()) == [
        "service_areas",
        "service_quality",
        "working_together",
        "resources_sustainability",
        "community_engagement",
        "accountability_trust",
        "learning_impact",
    ]
    assert {theme.category for theme in THEMES.values()} == set(load_categories())


def test_residual_codes_have_labels_and_are_no_themes():
    assert set(load_residual_codes()) == {"other_not_listed", "unclear_or_empty", "off_topic_or_spam"}
    assert all(code.label for code in load_residual_codes().values())
    assert not set(load_residual_codes()) & set(THEMES)


@pytest.mark.parametrize("code", FILES)
def test_theme_says_what_it_is(code):
    theme = THEMES[code]
    assert theme.label and theme.definition and theme.include and theme.exclude


@pytest.mark.parametrize("language", ["en", "vi", "sv", "es"])
@pytest.mark.parametrize("code", FILES)
def test_theme_has_words_in_every_language(code, language):
    assert len(THEMES[code].words[language].strong) >= 10


@pytest.mark.parametrize("code", FILES)
def test_no_word_stands_twice_and_every_word_can_be_found(code):
    for words in THEMES[code].words.values():
        entries = [*words.strong, *words.weak, *words.excluded]
        assert len(entries) == len(set(entries))
        assert all(list(split(entry)) for entry in entries)


def test_labels_differ():
    assert len({theme.label for theme in THEMES.values()}) == len(THEMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        'code = "parking"',
        'code = "other"\ncategory = "service_areas"\nlabel = "Parking"',
        'code = "parking"\ncategory = "nowhere"\nlabel = "Parking"',
        'code = "parking"\ncategory = "service_areas"\nlabel = ""',
        'code = "parking"\ncategory = "service_areas"\nlabel = "Parking"\nwords = "car"',
    ],
)
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "parking.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"parking\.toml"):
        read_theme(path)


def test_a_theme_is_plain_data():
    theme = theme_from(
        {"code": "ferry", "category": "local", "label": "Ferry", "words": {"sv": {"strong": ["färja"], "not": ["x"]}}}
    )
    assert theme.words["sv"].strong == ("färja",)
    assert theme.words["sv"].excluded == ("x",)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("Bus stop", ["bus", "stop"]),
        ("park-and-ride", ["park", "and", "ride"]),
        ("bostads*", ["bostads*"]),
        ("*parken", ["*parken"]),
        ("=parks", ["=parks"]),
        ("~rác", ["rác"]),
        ("hoà nhập", ["hòa", "nhập"]),
        ("...", ["..."]),
        ("*", []),
    ],
)
def test_entries_are_split_as_comments_are(entry, words):
    assert list(split(entry)) == words
