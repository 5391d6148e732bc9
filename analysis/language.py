"""Which language a comment is in: one of those residents use here, ``other``, or ``und`` where nothing tells.

Evidence, joined: the script, letters only Vietnamese has, small words of the language packs, the shape of Vietnamese
syllables (people type them without tone marks), the py3langid model, and the language of the form as a hint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from analysis.language_pack import language_pack, pack_codes
from analysis.words import Memory, fold, forms, strip_marks

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
_PLAIN_VIETNAMESE, _PLAIN_ENGLISH = 6, 1.9  # words of that shape, small words
_PLAIN_CONFIDENCE = 0.98
_READ, _READ_WORDS = 600, 120  # characters and words are plenty
_FLOOR = 0.34
_PRIOR = 1.2  # residents write in one of these languages far more often than in another
_HINT_WEIGHT = 1.5
_SMALL_WORD_WEIGHT = 7.0
_VIETNAMESE_WEIGHT = 14.0
_VIETNAMESE_LETTERS = re.compile("[ăắằẳẵặđơớờởỡợưứừửữựạảấầẩẫậẹẻẽếềểễệỉịọỏốồổỗộụủỳỵỷỹ]")
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
# onset and rime of a Vietnamese syllable without marks
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    "(?:uye(?:n|t)|uong|uoc|uon|uom|uot|uoi|uou|uya|uyu|uynh|uych|uyt|uy|ieng|iec|iem|ien|iep|iet|ieu|yen|yem|yet|yeu|"
    "oang|oanh|oach|oac|oan|oat|oai|oay|oam|oap|oeo|oen|oet|oe|oa|oong|ong|oc|on|ot|om|op|oi|uang|uan|uat|uay|uau|uech|uenh|"
    "ue|ua|uo|ung|uc|un|ut|um|up|ui|uu|inh|ich|in|it|im|ip|iu|ia|enh|ech|eng|ec|en|et|em|ep|eo|eu|anh|ach|ang|ac|an|"
    "at|am|ap|ai|ay|ao|au|[aeiouy])$"
)


def identify(text: str, words: Sequence[Token], hint: str | None = None) -> tuple[str, float]:
    """``(language, confidence)``; ``hint`` is a language code, or None. Nothing to read gives ``("und", 0.0)``."""
    heard = [word.text for word in words if _TRAITS[word.text].is_heard][:_READ_WORDS]
    if not heard:
        return UNKNOWN, 0.0
    sample = fold(" ".join(heard)[:_READ])
    script = _script(sample)
    if script == "latin":
        return _choose(_latin(sample, [_TRAITS[text] for text in heard], hint))
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


def _latin(sample: str, words: Sequence[_Traits], hint: str | None) -> dict[str, float]:
    shares = _shares(words)
    vietnamese = _vietnamese(sample, words)
    plain = _plain(shares, vietnamese, len(words))
    if plain and not _has_other_letters(sample):
        return {plain: _PLAIN_CONFIDENCE}
    evidence = {code: _SMALL_WORD_WEIGHT * share for code, share in shares.items()}
    return _model(sample, hint, evidence | {"vi": _VIETNAMESE_WEIGHT * vietnamese})


def _plain(shares: dict[str, float], vietnamese: float, count: int) -> str:
    """The language that small words tell without doubt, so that the slower model need not be asked; else ""."""
    if vietnamese > 0:
        return "vi" if vietnamese > 0.4 and count >= _PLAIN_VIETNAMESE else ""
    english = shares["en"]
    if english <= 0.2 or english * (count + 1) < _PLAIN_ENGLISH:
        return ""
    return "en" if all(share < english / 3 for code, share in shares.items() if code != "en") else ""


def _shares(words: Sequence[_Traits]) -> dict[str, float]:
    """For each language the share of the words that are its small words."""
    counts = dict.fromkeys(_small_words(), 0)
    for word in words:
        for code in word.speakers:
            counts[code] += 1
    return {code: count / (len(words) + 1) for code, count in counts.items()}


def _vietnamese(sample: str, words: Sequence[_Traits]) -> float:
    """In [-1, 1]: how Vietnamese the words look, by letters nobody else has or, without marks, by their shape."""
    marked = 0.0 if sample.isascii() else len(_VIETNAMESE_LETTERS.findall(sample)) / len(words)
    if marked > 0.2:
        return min(marked, 1.0)
    shaped = sum([word.is_syllable for word in words]) / len(words)
    if shaped < 0.6:
        return -0.3
    known = sum([word.is_bare_vietnamese for word in words]) / len(words)
    return max(0.0, (shaped - 0.7) * 1.3) + known if known > 0.1 or shaped > 0.95 and len(words) > 3 else 0.0


class _Traits(NamedTuple):
    """What one word tells of the language: the languages it is a small word of, and how Vietnamese it looks."""

    is_heard: bool
    speakers: tuple[str, ...]
    is_syllable: bool
    is_bare_vietnamese: bool


def _traits(word: str) -> _Traits:
    folded, bare = forms(word)
    return _Traits(
        is_heard=folded[0].isalpha() and "@" not in word and "/" not in word,
        speakers=tuple(code for code, small in _small_words().items() if folded in small),
        is_syllable=_SYLLABLE.match(bare) is not None,
        is_bare_vietnamese=bare in _bare_vietnamese(),
    )


_TRAITS = Memory(_traits)


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

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in (*SUPPORTED, *_NEIGHBOURS.split()) if code in known])
    identifier.nb_ptc = ascontiguousarray(identifier.nb_ptc)  # the numbers of a feature side by side: twice as fast
    return identifier


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    packs = ((code, language_pack(code)) for code in pack_codes())
    return {code: frozenset(map(fold, pack.phrases("function"))) for code, pack in packs if pack and code != "vi"}


@lru_cache(maxsize=1)
def _bare_vietnamese() -> frozenset[str]:
    """Vietnamese small words without marks that are no small word of another language."""
    pack = language_pack("vi")
    bare = {strip_marks(fold(word)) for word in pack.phrases("function")} if pack else set()
    return frozenset(bare.difference(*_small_words().values()))
