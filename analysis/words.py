"""Words of a text, each with where it stands in the text as it was typed.

Offsets are the reason for the design: the text itself is never rewritten, only single words are folded, so that a
tag can always show the words it rests on. Stems are NLTK's Snowball; no data files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nltk.stem.snowball import SnowballStemmer

# Marks that belong to the letter before them, and invisible characters that people paste inside words.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_MARKS = rf"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670{_INVISIBLE}]"
_LETTERS = rf"[^\W_]+(?:{_MARKS}+[^\W_]*)*"
_EMOJI = (
    "[\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
    "(?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff]|(?<=\u200d)[\u2600-\u27bf\U0001f300-\U0001faff])*"
)
_ADDRESS = r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_WORD = (
    rf"{_LETTERS}(?:['’ʼ`]{_LETTERS})*"
    rf"|{_EMOJI}"
    r"|(?<![\w:;=8])[:;=8xX]['’]?-?[)(DdPp/\\|\]\[](?!\w)|<3+|\^\^"
    r"|[.,;:!?…。！？，、；：¿¡؟،؛]+|\n+"
)
_WORDS, _WORDS_OR_ADDRESSES = re.compile(_WORD), re.compile(f"{_ADDRESS}|{_WORD}")

_BARE_SHARE = 0.08  # of the words a text with tone marks carries them on at least this share

_STEMMERS = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "sv": "swedish",
}
_DROP_INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
_TONE_LAST = str.maketrans("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy")
_TONE_FIRST = {"o": "òóỏõọ", "u": "ùúủũụ"}
_OPEN_SYLLABLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$")


class Token(NamedTuple):
    """One word, number, emoji, address or run of punctuation; ``start`` and ``end`` are offsets in the typed text.

    ``folded`` is lower case with its marks, written one way ("hoà" and "hòa" are one word); ``bare`` has no marks.
    ``is_word`` is True for words and numbers.
    """

    start: int
    end: int
    text: str
    folded: str
    bare: str
    is_word: bool


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in reading order; spaces, quotes, brackets and hyphens are not tokens.

    "dial-a-ride" is three tokens, "don't" is one, "!!" is one. Linear in the length of the text.
    """
    has_address = "@" in text or "://" in text or "www." in text
    words: list[str] = (_WORDS_OR_ADDRESSES if has_address else _WORDS).findall(text)
    found, at, make, find = [], 0, tuple.__new__, text.find
    for word in words:
        start = find(word, at)  # finding them again is cheaper than a match object for each
        at = start + len(word)
        found.append(make(Token, (start, at, *_FORMS[word])))  # as Token(...) does, in half the time
    return found


def forms(word: str) -> tuple[str, str]:
    """``(folded, bare)`` of one word: the two shapes in which word lists are looked up."""
    folded = fold(word) or word
    return folded, strip_marks(folded) or folded


# With the word itself: where it is looked up again it is the same object, which is quicker to find.
_FORMS = Memory(lambda word: (word, *forms(word), word[0].isalnum()))


def is_bare(words: Sequence[Token]) -> bool:
    """True for text of a language with diacritics that was typed (nearly) without any."""
    marked = sum([word.folded != word.bare for word in words])
    return not marked or marked <= _BARE_SHARE * sum([word.folded[0].isalpha() for word in words])


def fold(text: str) -> str:
    """``text`` in NFC and lower case, nothing invisible in it; apostrophes and Vietnamese tones written one way."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFC", _DROP_INVISIBLE.sub("", text)).casefold()
    text = text.replace("’", "'").replace("ʼ", "'").replace("`", "'")
    return _OPEN_SYLLABLE.sub(_move_tone, text).replace("qúy", "quý")


def strip_marks(text: str) -> str:
    """``text`` with every diacritic taken away: "đường" gives "duong", "Åkersberga" gives "Akersberga"."""
    if text.isascii():
        return text
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).replace("đ", "d").replace("Đ", "D").replace("ø", "o").replace("ł", "l")


@lru_cache(maxsize=1 << 14)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a folded word; the word itself in languages without a stemmer (Vietnamese, Chinese ...)."""
    name = _STEMMERS.get(language)
    stemmed: str = _stemmer(name).stem(word) if name else word
    return stemmed


@lru_cache(maxsize=16)
def _stemmer(name: str) -> SnowballStemmer:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer(name)


def _move_tone(match: re.Match[str]) -> str:
    """The older way of writing an open syllable: "oà" becomes "òa"."""
    first, marked = match.group()[0], match.group()[1]
    place = "àáảãạèéẻẽẹỳýỷỹỵ".index(marked) % 5
    return _TONE_FIRST[first][place] + marked.translate(_TONE_LAST)
