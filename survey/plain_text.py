"""Typed text, made safe to keep: one way of writing each letter, nothing that a database or a page cannot hold."""

import re
import unicodedata

#: Control characters but tab and line feed, halves of surrogate pairs, and the two that are no characters at all
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Without what cannot be kept, line ends as line feeds, composed (NFC), no space around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNWANTED.sub("", text)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    return re.sub(r"\s+", " ", clean(text))
