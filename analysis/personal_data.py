"""Personal data in a comment, found and taken out: who wrote, who is spoken of, how to reach them.

What each kind looks like is told by ``personal_numbers``, ``names`` and ``addresses``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.addresses import addresses
from analysis.names import names
from analysis.personal_numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.words import Token

Span = tuple[int, int, str]  # start, end, what it is

READ_CHARACTERS = 200_000
_LONGEST = 100  # no span that begins within is longer
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SPELLED_DOT = r"(?:\s?\.\s?|\s?[(\[](?:dot|punkt|punto)[)\]]\s?|\s(?:dot|punkt|punto|chấm|cham)\s)"
_SPELLED_AT = r"(?:\s?[(\[](?:at|snabel-?a|arroba|a còng)[)\]]\s?|\s(?:at|snabel-?a|arroba|a còng|a cong)\s)"
_SPELLED_DOMAIN = rf"{_SPELLED_AT}[\w-]{{1,40}}(?:{_SPELLED_DOT}[A-Za-z]{{2,12}}){{1,3}}(?!\w)"
_MAY_BE_SPELLED = re.compile(_SPELLED_DOMAIN, re.IGNORECASE)
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])(?!(?:look\w*|is|are|was|see|seen|found|available|visit\w*|sign\w*|up|us|me|here|online|page|info\w*)\s)"
    rf"[\w+-]{{1,40}}(?:{_SPELLED_DOT}[\w+-]{{1,40}}){{0,3}}{_SPELLED_DOMAIN}",
    re.IGNORECASE,
)
_SAYS_AT = (" at ", "\tat ", "\nat ", "(at)", "[at]", "snabel", "arroba", "a còng", "a cong")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d.{0,3}\d.{0,3}\d")


def redact(text: str, language: str = "und", words: Sequence[Token] | None = None) -> tuple[str, bool]:
    """``(text with personal data replaced by [phone], [email], [id] ..., whether there was any)``.

    ``words`` are the tokens of the whole text, where they are at hand: they save time and change nothing.
    What stands after ``READ_CHARACTERS`` is not read, so it is left out too: the text then ends with "[…]".
    """
    spans = personal_spans(text[: READ_CHARACTERS + _LONGEST], language, words)
    if not spans and len(text) <= READ_CHARACTERS:
        return text, False
    last, cut = len(text), ""
    if last > READ_CHARACTERS:
        last, cut = min((start for start, end, _ in spans if end > READ_CHARACTERS), default=READ_CHARACTERS), "[…]"
    parts, at = [], 0
    for start, end, kind in spans:
        if start < last:
            parts += [text[at:start], f"[{kind}]"]
            at = end
    return "".join([*parts, text[at:last], cut]), at > 0


def personal_spans(text: str, language: str = "und", words: Sequence[Token] | None = None) -> list[Span]:
    """Where personal data stands and what it is, in reading order, without overlaps."""
    spans: list[Span] = []
    if "@" in text:
        spans += [(*match.span(), "email") for match in _EMAIL.finditer(text)]
    lower = text.lower()
    if any([sign in lower for sign in _SAYS_AT]) and _MAY_BE_SPELLED.search(text):
        spans += [(*match.span(), "email") for match in _SPELLED_EMAIL.finditer(text) if _is_spelled(match.group())]
    if _DIGIT.search(text):
        if _DIGITS.search(text):
            spans += numbers(text)
        spans += addresses(text)
    spans = _apart(spans)
    return _apart([*spans, *names(text, language, spans, words)])


def _is_spelled(found: str) -> bool:
    """Whether an address is spelled out, and not a sentence that ends after "at" a place: "Look at it. We"."""
    return re.search(r"\.\s", found) is None


def _apart(spans: list[Span]) -> list[Span]:
    """Without overlaps: of those that do, the one found first stays and grows to cover both."""
    kept: list[Span] = []
    for start, end, kind in sorted(spans, key=lambda span: span[0]):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), kept[-1][2])
        else:
            kept.append((start, end, kind))
    return kept
