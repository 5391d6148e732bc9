"""What single words tell of the language of a text: small words of the language packs, and how Vietnamese they look.

People type Vietnamese without its tone marks; the shape of its syllables shows it all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.language_pack import language_pack, pack_codes
from analysis.memory import Memory
from analysis.theme import load_themes
from analysis.words import fold, forms, strip_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

_VIETNAMESE_LETTERS = re.compile("[ăắằẳẵặđơớờởỡợưứừửữựạảấầẩẫậẹẻẽếềểễệỉịọỏốồổỗộụủỳỵỷỹ]")
# onset and rime of a Vietnamese syllable without marks
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    "(?:uye(?:n|t)|uong|uoc|uon|uom|uot|uoi|uou|uya|uyu|uynh|uych|uyt|uy|ieng|iec|iem|ien|iep|iet|ieu|yen|yem|yet|yeu|"
    "oang|oanh|oach|oac|oan|oat|oai|oay|oam|oap|oeo|oen|oet|oe|oa|oong|ong|oc|on|ot|om|op|oi|uang|uan|uat|uay|uau|uech|uenh|"
    "ue|ua|uo|ung|uc|un|ut|um|up|ui|uu|inh|ich|in|it|im|ip|iu|ia|enh|ech|eng|ec|en|et|em|ep|eo|eu|anh|ach|ang|ac|an|"
    "at|am|ap|ai|ay|ao|au|[aeiouy])$"
)


_TOPIC_LANGUAGES = ("en", "es", "sv")
_NO_TOPICS = frozenset(("function", "name", "address"))
_SHORTEST_TOPIC = 4  # letters


class Traits(NamedTuple):
    """What one word tells of the language: the languages it is a small word of, the only one whose word lists and
    themes hold it (or ""), and how Vietnamese it looks.
    """

    word: str
    is_heard: bool
    speakers: tuple[str, ...]
    topic_of: str
    is_syllable: bool
    is_bare_vietnamese: bool


def _traits(word: str) -> Traits:
    folded, bare = forms(word)
    return Traits(
        word=word,
        is_heard=folded[0].isalpha() and "@" not in word and "/" not in word,
        speakers=tuple(code for code, small in _small_words().items() if folded in small),
        topic_of=_topic_words().get(folded, ""),
        is_syllable=_SYLLABLE.match(bare) is not None,
        is_bare_vietnamese=bare in _bare_vietnamese(),
    )


TRAITS = Memory(_traits)


def small_word_shares(words: Sequence[Traits]) -> dict[str, float]:
    """For each language the share of the words that are its small words."""
    spoken = [code for word in words for code in word.speakers]
    return {code: spoken.count(code) / (len(words) + 1) for code in _small_words()}


def topic_word_shares(words: Sequence[Traits]) -> dict[str, float]:
    """For each language the share of the words that only its word lists and themes hold."""
    told = [word.topic_of for word in words if word.topic_of]
    return {code: told.count(code) / (len(words) + 1) for code in _TOPIC_LANGUAGES}


def vietnamese_look(sample: str, words: Sequence[Traits]) -> float:
    """In [-1, 1]: how Vietnamese the words look, by letters nobody else has or, without marks, by their shape."""
    marked = 0.0 if sample.isascii() else len(_VIETNAMESE_LETTERS.findall(sample)) / len(words)
    if marked > 0.2:
        return min(marked, 1.0)
    shaped = sum([word.is_syllable for word in words]) / len(words)
    if shaped < 0.6:
        return -0.3
    known = sum([word.is_bare_vietnamese for word in words]) / len(words)
    return max(0.0, (shaped - 0.7) * 1.3) + known if known > 0.1 or shaped > 0.95 and len(words) > 3 else 0.0


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    packs = ((code, language_pack(code)) for code in pack_codes())
    return {code: frozenset(map(fold, pack.phrases("function"))) for code, pack in packs if pack and code != "vi"}


@lru_cache(maxsize=1)
def _topic_words() -> dict[str, str]:
    """Single words of the word lists and themes, each with the only language that has it."""
    homes: dict[str, set[str]] = {}
    for code in _TOPIC_LANGUAGES:
        pack = language_pack(code)
        listed = [phrase for phrase, meaning in pack.entries if meaning.kind not in _NO_TOPICS] if pack else []
        themes = [theme.words[code] for theme in load_themes().values() if code in theme.words]
        listed += [phrase for theme in themes for phrase in (*theme.strong, *theme.weak)]
        for word in {word.strip("=~*") for phrase in listed for word in phrase.split()}:
            if len(word) >= _SHORTEST_TOPIC and word.isalpha():
                homes.setdefault(fold(word), set()).add(code)
    small = frozenset().union(*_small_words().values())
    return {word: code for word, (code, *others) in homes.items() if not others and word not in small}


@lru_cache(maxsize=1)
def _bare_vietnamese() -> frozenset[str]:
    """Vietnamese small words without marks that are no small word of another language."""
    pack = language_pack("vi")
    bare = {strip_marks(fold(word)) for word in pack.phrases("function")} if pack else set()
    return frozenset(bare.difference(*_small_words().values()))
