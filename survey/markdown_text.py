"""Simple Markdown in what authors write: bold, italics, links, lists, line breaks. Anything else stays as typed.

`drawn` is for a page, `drawn_line` for places where only running text may stand (a label, a heading), `plain` for
titles, lists, files and speech. A text without marks comes out as it was typed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

#: Without one of these a text holds no marks, and markdown-it need not be asked (nor imported)
MARKS = re.compile(r"[*_\[\\\n]")
RULES = ("emphasis", "link", "list", "newline", "escape")
ADDRESS = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
BULLET = "• "


@lru_cache(maxsize=8192)
def drawn(text: str) -> Markup:
    """As paragraphs and lists, for a note."""
    if "\n" not in text:
        return Markup("<p>") + drawn_line(text) + Markup("</p>")
    return Markup(_reader().render(text).strip())


@lru_cache(maxsize=8192)
def drawn_line(text: str) -> Markup:
    """As running text, lines and points of a list broken with <br>."""
    if not MARKS.search(text):
        return escape(text)
    reader = _reader()
    if "\n" not in text:
        tokens = reader.parseInline(text)[0].children or []
        return escape(text) if _says(tokens) == text else Markup(_reader().renderInline(text))
    return Markup("<br>\n").join(Markup(mark) + Markup(reader.renderInline(line)) for mark, line in _lines(text))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """What is read when no marks can be shown, on lines of its own; links by their words."""
    if not MARKS.search(text):
        return text
    reader = _reader()
    return "\n".join(mark + _says(reader.parseInline(line)[0].children or []) for mark, line in _lines(text))


def is_marked_up(text: str) -> bool:
    """Whether people see anything but what was typed."""
    return drawn_line(text) != escape(text)


def plain_line(text: str) -> str:
    """As `plain`, on one line."""
    return " ".join(plain(text).split("\n"))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """(what stands before it, the marks and words of a line) for each that holds something."""
    if "\n" not in text:
        yield "", text
        return
    for number, line in enumerate(filter(str.strip, text.split("\n"))):
        found = re.fullmatch(r"\s*[-*+]\s+(.*)", line)
        yield (BULLET, found[1]) if found else ("", line.strip() if number else line)


def _says(tokens: list[Any]) -> str:
    """The words of some inline tokens."""
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)


@lru_cache(maxsize=1)
def _reader() -> Any:
    """HTML is off, and no address but of the web, of mail and of telephones is a link."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False, "breaks": True})
    reader.enable(list(RULES))
    reader.validateLink = lambda url: ADDRESS.match(url) is not None  # type: ignore[method-assign]
    reader.add_render_rule("link_open", _open_link)
    return reader


def _open_link(self: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    tokens[place].attrs = {"href": tokens[place].attrs["href"], "rel": "noopener"}
    return str(self.renderToken(tokens, place, options, env))
