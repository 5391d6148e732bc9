"""Marked words: escaped, in order, never twice."""

import pytest

from survey.staff.marks import marked, quoted


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("late bus", [], "late bus"),
        ("late bus", [[0, 4]], "<mark>late</mark> bus"),
        ("late bus", [[5, 8], [0, 4]], "<mark>late</mark> <mark>bus</mark>"),
        ("late bus", [[0, 6], [2, 8]], "<mark>late bus</mark>"),
        ("late bus", [[0, 8], [2, 4]], "<mark>late bus</mark>"),
        ("late bus", [[0, 4], [4, 8]], "<mark>late bus</mark>"),
        ("late bus", [[5, 99], [-3, 2]], "<mark>la</mark>te <mark>bus</mark>"),
        ("late bus", [[4, 4], [6, 2], [20, 30]], "late bus"),
        ("<b>&", [[0, 3]], "<mark>&lt;b&gt;</mark>&amp;"),
        ("xe buýt 🚌 trễ", [[10, 13]], "xe buýt 🚌 <mark>trễ</mark>"),
        ("%s {0}", [[0, 2]], "<mark>%s</mark> {0}"),
    ],
)
def test_marks(text: str, spans: list[list[int]], shown: str) -> None:
    assert marked(text, spans) == shown


def test_the_words_are_quoted_once() -> None:
    assert quoted("late late bus", [[0, 4], [5, 9], [10, 13]]) == ["late", "bus"]
