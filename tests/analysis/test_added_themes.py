"""Themes added to a compiled set tag as if all had been compiled together."""

import pytest

from analysis.added_themes import AddedThemes
from analysis.tagging import built_in, compile_themes, tag_themes
from analysis.theme import Theme, ThemeWords, load_themes
from analysis.words import tokens

OWN = [
    Theme("local_a", "service_areas", "A", words={
        "en": ThemeWords(("skateboard ramp", "bus*", "stop sign"), ("board", "wheel"), ("bus lane", "park")),
        "vi": ThemeWords(("xe buýt điện", "cầu trượt")),
    }),
    Theme("local_b", "accountability_trust", "B", words={"en": ThemeWords(("late",), ("promise", "answer"))}),
]  # fmt: skip


@pytest.mark.parametrize("text, language", [
    ("The skateboard ramp is broken.", "en"),
    ("Buses are late and the bus lane is full; nobody kept the promise to answer.", "en"),
    ("The stop sign near the library and the park board.", "en"),
    ("A board with a wheel", "en"),
    ("Xe buýt điện luôn đến trễ", "vi"),
    ("Xe buyt dien luon den tre, cau truot hong", "vi"),
    ("Bussen är sen.", "sv"),
    ("", "en"),
])  # fmt: skip
def test_added_themes_tag_as_if_compiled_together(text: str, language: str) -> None:
    words = tokens(text)
    together = compile_themes([*load_themes().values(), *OWN])
    assert tag_themes(words, language, AddedThemes(built_in(), OWN)) == tag_themes(words, language, together)


def test_a_language_that_only_an_added_theme_has_is_read() -> None:
    theme = Theme("local_c", "service_areas", "C", words={"so": ThemeWords(("baska",))})
    assert [hit.code for hit in tag_themes(tokens("baska waa daahay"), "so", AddedThemes(built_in(), [theme]))] == [
        "local_c"
    ]
