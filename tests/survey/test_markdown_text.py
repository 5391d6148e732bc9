"""Bold, italics, links, lists and line breaks are drawn; everything else stays as its author typed it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from survey.markdown_text import drawn, drawn_line, plain, plain_line

PLAIN = [
    "How far do you agree?",
    "1. First question",
    "- not a list on its own",
    "5 * 3 = 15 * 1",
    "snake_case_name",
    "# no heading",
    "> no quotation",
    "<b>no HTML</b> & no &amp; entities; 'quotes' \"too\"",
    "`no code` and ~~no strike~~",
    "https://example.org stays text",
    "C:\\path",
    "[not a link]",
    "[x](javascript:alert(1))",
    "[x](//example.org)",
    "[x](data:text/html,hello)",
    "{organisation}",
    "*",
    "",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_without_marks_stays_as_it_is(text: str) -> None:
    assert drawn_line(text) == escape(text)
    assert drawn(text) == f"<p>{escape(text)}</p>"
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("a **bold** word", "a <strong>bold</strong> word", "a bold word"),
        ("an *italic* word", "an <em>italic</em> word", "an italic word"),
        ("_so_ too", "<em>so</em> too", "so too"),
        (r"\*not so\*", "*not so*", "*not so*"),
        (
            "See [our page](https://example.org/?a=1&b=2).",
            'See <a href="https://example.org/?a=1&amp;b=2" rel="noopener">our page</a>.',
            "See our page.",
        ),
        ("[write](mailto:a@example.org)", '<a href="mailto:a@example.org" rel="noopener">write</a>', "write"),
        ("[call](tel:+4612)", '<a href="tel:+4612" rel="noopener">call</a>', "call"),
        ("**<b>**", "<strong>&lt;b&gt;</strong>", "<b>"),
        ('[x](https://e.org "title")', '<a href="https://e.org" rel="noopener">x</a>', "x"),
    ],
)
def test_marks(text: str, html: str, words: str) -> None:
    assert drawn_line(text) == html
    assert drawn(text) == f"<p>{html}</p>"
    assert plain(text) == words


def test_lines_and_lists_in_a_note() -> None:
    assert drawn("One\nTwo\n\n- a\n- *b*") == ("<p>One<br>\nTwo</p>\n<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>")


def test_lines_and_lists_in_a_label() -> None:
    assert drawn_line("One\nTwo\n\n- a\n- *b*") == "One<br>\nTwo<br>\n• a<br>\n• <em>b</em>"
    assert plain("One\n\n- a\n- *b*") == "One\n• a\n• b"
    assert plain_line("One\n\n- a\n- *b*") == "One • a • b"


@given(st.text("*_[](){}<>&\"'\\\n-ab :/htps!#`~|1.", max_size=60))
def test_nothing_but_the_known_marks_ever_comes_out(text: str) -> None:
    tag = re.compile(r'</?(?:strong|em|p|ul|ol|li)>|<ol start="\d+">|<br>|</a>|<a href="[^"<>]*" rel="noopener">')
    for html in (drawn(text), drawn_line(text)):
        rest = tag.sub("", html)
        assert "<" not in rest and ">" not in rest
        assert all(re.match(r"https?://|mailto:|tel:", href) for href in re.findall(r'href="([^"]*)"', html))
    assert isinstance(plain(text), str)
