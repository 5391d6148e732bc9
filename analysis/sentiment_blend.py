"""The mood of a comment as two readers see it: the word lists' rules and the trained model, weighed by what it is.

Wishes for a street or a school sound glad or angry to any model learned from reviews and talk, and are neither. So the
more a comment looks like one to its council (it proposes something, or names a theme), the more the rules say.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from analysis.language_pack import FOLDER, language_pack, read
from analysis.phrases import Phrases
from analysis.sentiment import NOT_SCORED, Feeling, Mood
from analysis.sentiment_model import LABELS, Three, probabilities, sentiment_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.tagging import ThemeHit
    from analysis.words import Token

# Fitted by two-fold cross-validation on coded civic comments and general texts together; see MODEL_CARD.md.
_AT_REST, _PROPOSES, _NAMES_THEME, _ONLY_PROPOSES = -4.5, 2.0, 5.0, 6.0  # log odds that a comment is to a council
_RULES_SAY = 2.2  # of log odds, in a comment that surely is
_SURE, _SURE_OF_TURN = 0.5, 0.85  # from here on good and bad are not mixed for the model; higher after a "but"


def overall_feeling(words: Sequence[Token], language: str, mood: Mood, hits: Sequence[ThemeHit]) -> Feeling:
    """The feeling of a whole comment; ``NOT_SCORED`` where nothing is said, or in a language no list tells of."""
    if not any(map(_is_said, words)):
        return _of_signs(words)
    pack = language_pack(language)
    if pack is None or not pack.knows_feelings:
        return NOT_SCORED
    rules, model = mood.overall(), sentiment_model(language)
    if model is None:
        return rules
    civic = _civic(mood, hits)
    heard = "neutral" if rules.label == "mixed" else rules.label
    blended = [
        odds + _RULES_SAY * civic * (label == heard)
        for label, odds in zip(LABELS, model.logits(words, mood), strict=True)
    ]
    sure = _SURE_OF_TURN if mood.marks.get("contrast") else _SURE
    return _feeling((blended[0], blended[1], blended[2]), rules, sure)


def _is_said(word: Token) -> bool:
    """A word, where numbers, signs and addresses are none."""
    return word.text[0].isalpha() and not ("@" in word.text or "://" in word.text or word.folded.startswith("www."))


def _of_signs(words: Sequence[Token]) -> Feeling:
    """Emoji are read in any language; without them there is nothing to score."""
    mood = Mood(words, {"feeling": _signs().find([word.folded for word in words]).get("feeling", [])})
    return mood.overall() if mood.weights else NOT_SCORED


@lru_cache(maxsize=1)
def _signs() -> Phrases:
    return Phrases(entry for path in sorted(FOLDER.glob("*.txt")) for entry in read(path))


def _feeling(logits: Three, rules: Feeling, sure: float) -> Feeling:
    bad, even, good = shares = probabilities(logits)
    share, label = max(zip(shares, LABELS, strict=True))
    score = good - bad
    if rules.score and rules.score * score > 0:
        score = (score + rules.score) / 2  # the rules know how strongly a thing is said
    if rules.label == "mixed" and share < sure:
        label = "mixed"
    return Feeling(label, round(score, 3), round(share, 3))


def _civic(mood: Mood, hits: Sequence[ThemeHit]) -> float:
    """How far a comment looks like one to a council, from 0 to 1."""
    theme, proposals = max([hit.score for hit in hits], default=0.0), len(mood.proposals)
    named = _NAMES_THEME + _ONLY_PROPOSES * (proposals == len(mood.sentences))
    return 1 / (1 + exp(-(_AT_REST + _PROPOSES * bool(proposals) + named * theme)))
