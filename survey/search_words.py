"""Words under which a record is found: without case and marks, so that "duong" finds "đường"."""

from analysis.words import tokens

LONGEST = 64


def search_words(text: str) -> list[str]:
    """Distinct words of `text` in the order they come; Chinese, which has no spaces, character by character."""
    found = (part for token in tokens(text) if token.is_word for part in split(token.bare))
    return list(dict.fromkeys(word[:LONGEST] for word in found if word))


def split(word: str) -> list[str]:
    return list(word) if any("\u4e00" <= character <= "\u9fff" for character in word) else [word]
