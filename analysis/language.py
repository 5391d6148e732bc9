"""Which language a comment is in: one of those residents use here, ``other``, or ``und`` where nothing tells.

Evidence, joined: the script, letters only Vietnamese has, small words of the language packs, the shape of Vietnamese
syllables (people type them without tone marks), the py3langid model, and the language of the form as a hint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from analysis.language_words import TRAITS, Traits, small_word_shares, topic_word_shares, vietnamese_look
from analysis.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

    from analysis.words import Token

SUPPORTED = ("en", "vi", "sv", "es", "ar", "fi", "fr", "so", "uk", "zh")
OTHER, UNKNOWN = "other", "und"
# Languages the model may answer with, so that a neighbour is not taken for one of ours.
_NEIGHBOURS = (
    "af am az be bg bn bs ca cs cy da de el eo et eu fa ga gl gu "
    "ha he hi hr ht hu hy id is it ja ka kk km kn ko ku ky la lo "
    "lt lv mg mk ml mn mr ms mt my nb ne nl nn no om or pa pl ps "
    "pt ro ru rw si sk sl sq sr sw ta te th tl tr ug ur uz xh yo "
    "zu"
)
_PLAIN_VIETNAMESE = 6  # words of that shape
# How many telling words make the slower model needless, their share of all words, and how few may tell of another
# language. Neighbours of English are far; Swedish and Spanish have near ones.
_PLAIN = {"en": (1.9, 0.2, 3.0), "sv": (4.0, 0.4, 4.0), "es": (4.0, 0.4, 4.0)}
_TOPIC_WORD = 0.7  # how much a word of the word lists and themes says, measured in small words
_TOPIC_WEIGHT = 4.0
_HINTED = 0.7  # of the words needed, where the form was in the same language
_PLAIN_CONFIDENCE = 0.98
_READ, _READ_WORDS = 600, 120  # characters and words are plenty
_FLOOR = 0.34
_PRIOR = 1.2  # residents write in one of these languages far more often than in another
_HINT_WEIGHT = 1.5
_SMALL_WORD_WEIGHT = 7.0
_VIETNAMESE_WEIGHT = 14.0
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff\u31f0-\u31ff]")),
    ("han", re.compile("[\u3400-\u9fff\uf900-\ufaff]")),
    ("arabic", re.compile("[\u0620-\u06ff\u0750-\u077f]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("elsewhere", re.compile("[\u0370-\u03ff\u0530-\u061f\u0700-\u074f\u0780-\u1cff\u2d00-\u2dff\ua000-\ud7af]")),
)
_NOT_LATIN = re.compile("[\u0370-\u1cff\u2d00-\ud7af\uf900-\ufaff]")  # at least one letter of those above
_NOT_ARABIC = re.compile("[پچژگکیٹڈڑںےۓۆێڕڵەټډړښڼۍ]")
_UKRAINIAN, _NOT_UKRAINIAN = re.compile("[іїєґ]"), re.compile("[ыэъёўјљњћђџ]")


def identify(text: str, words: Sequence[Token], hint: str | None = None) -> tuple[str, float]:
    """``(language, confidence)``; ``hint`` is a language code, with its region or not, or None. Nothing to read
    gives ``("und", 0.0)``."""
    heard = [trait for word in words if (trait := TRAITS[word.text]).is_heard][:_READ_WORDS]
    if not heard:
        return UNKNOWN, 0.0
    hint = hint.partition("-")[0] if hint else None
    sample = fold(" ".join([trait.word for trait in heard])[:_READ])
    script = _script(sample)
    if script == "latin":
        return _choose(_latin(sample, heard, hint))
    if script == "han":
        return "zh", 0.97
    if script == "arabic":
        return _choose(_model(sample, hint, {"ar": -12.0 if _NOT_ARABIC.search(sample) else 2.0}))
    if script == "cyrillic":
        return _choose(_model(sample, hint, {"uk": _ukrainian(sample)}))
    return OTHER, 0.97


def _script(sample: str) -> str:
    """The script most letters are in; any kana means Japanese, which also writes Han."""
    if not _has_other_letters(sample):
        return "latin"
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    if counts["kana"] > 2:
        return "kana"
    name = max(counts, key=counts.__getitem__)
    letters = sum(c.isalpha() for c in sample)
    weight = 3 if name in ("han", "elsewhere") else 2  # one Han character says as much as a Latin word
    return name if counts[name] * weight > letters else "latin"


def _has_other_letters(sample: str) -> bool:
    return not sample.isascii() and _NOT_LATIN.search(sample) is not None


def _latin(sample: str, words: Sequence[Traits], hint: str | None) -> dict[str, float]:
    shares = small_word_shares(words)
    vietnamese = vietnamese_look(sample, words)
    topics = topic_word_shares(words)
    plain = _plain(shares, topics, vietnamese, len(words), hint)
    if plain and not _has_other_letters(sample):
        return {plain: _PLAIN_CONFIDENCE}
    evidence = {
        code: _SMALL_WORD_WEIGHT * share + _TOPIC_WEIGHT * topics.get(code, 0) for code, share in shares.items()
    }
    return _model(sample, hint, evidence | {"vi": _VIETNAMESE_WEIGHT * vietnamese})


def _plain(shares: dict[str, float], topics: dict[str, float], vietnamese: float, count: int, hint: str | None) -> str:
    """The language that the words tell without doubt, so that the slower model need not be asked; else ""."""
    if vietnamese > 0:
        return "vi" if vietnamese > 0.4 and count >= _PLAIN_VIETNAMESE else ""
    telling = {code: shares[code] + _TOPIC_WORD * topics[code] for code in _PLAIN}
    code = max(telling, key=telling.__getitem__)
    needed, share, ahead = _PLAIN[code]
    if telling[code] <= share or telling[code] * (count + 1) < needed * (_HINTED if hint == code else 1.0):
        return ""
    rivals = {**shares, **telling, code: 0.0}
    return code if max(rivals.values()) * ahead < telling[code] else ""


def _ukrainian(sample: str) -> float:
    return 6.0 * bool(_UKRAINIAN.search(sample)) - 12.0 * bool(_NOT_UKRAINIAN.search(sample))


def _model(sample: str, hint: str | None, evidence: dict[str, float]) -> dict[str, float]:
    """Probability of each supported language and of any other, from the model and the evidence in log odds."""
    shares = dict(_identifier().rank(sample))
    shares = {label: shares[label] for label in SUPPORTED} | {OTHER: 1 - sum([shares[label] for label in SUPPORTED])}
    evidence = {**evidence, OTHER: evidence.get(OTHER, 0.0) - _PRIOR}
    if hint in SUPPORTED:
        evidence[hint] = evidence.get(hint, 0.0) + _HINT_WEIGHT
    odds = {label: (max(share, 0.0) + 1e-6) * exp(evidence.get(label, 0.0)) for label, share in shares.items()}
    total = sum(odds.values())
    return {label: value / total for label, value in odds.items()}


def _choose(odds: dict[str, float]) -> tuple[str, float]:
    best = max(odds, key=odds.__getitem__)
    return (best, odds[best]) if odds[best] >= _FLOOR else (UNKNOWN, odds[best])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from numpy import ascontiguousarray
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model of some 100 MB

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(model.labels)
    model.set_languages([code for code in (*SUPPORTED, *_NEIGHBOURS.split()) if code in known])
    weights = ascontiguousarray(model.nb_ptc)  # the numbers of a feature side by side: twice as fast
    # Made anew, it does not keep the languages left out.
    return LanguageIdentifier(
        weights, model.nb_pc, model.nb_classes, model.tk_nextmove, model.tk_output, norm_probs=True, tk_row=model.tk_row
    )
