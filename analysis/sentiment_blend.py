"""The mood of a comment as two readers see it: the word lists' rules and the trained model, weighed by what it is.

Wishes for a street or a school sound glad or angry to any model learned from reviews and talk, and are neither. So the
more a comment looks like one to its council (it proposes something, or names a theme), the more the rules say.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from analysis.language_pack import language_pack
from analysis.sentiment import NOT_SCORED, Feeling
from analysis.sentiment_model import LABELS, Three, probabilities, sentiment_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.sentiment import Mood
    from analysis.tagging import ThemeHit
    from analysis.words import Token

# Fitted by two-fold cross-validation on coded civic comments and general texts together; see MODEL_CARD.md.
_PROPOSES, _NAMES_THEME, _AT_REST = 2.2, 4.5, -4.0  # log odds that a comment is about what a council does
_RULES_SAY, _MODEL_KEEPS = 2.0, 0.6  # of log odds, in a comment that surely is
_SURE = 0.8  # from here on the model is believed where the rules hear good and bad alike


def overall_feeling(words: Sequence[Token], language: str, mood: Mood, hits: Sequence[ThemeHit]) -> Feeling:
    """The feeling of a whole comment; ``NOT_SCORED`` in a language that neither lists nor a model know."""
    pack, model = language_pack(language), sentiment_model(language)
    listed = pack is not None and pack.knows_feelings
    if not any([word.is_word for word in words]) or not (listed or model):
        return mood.overall() if listed and words else NOT_SCORED
    if not model:
        return mood.overall()
    logits = model.logits(words, mood)
    if not listed:
        return _feeling(logits, None)
    rules = mood.overall()
    civic = _civic(mood, hits)
    heard = "neutral" if rules.label == "mixed" else rules.label
    blended = [
        odds * (1 - civic + _MODEL_KEEPS * civic) + _RULES_SAY * civic * (label == heard)
        for label, odds in zip(LABELS, _centred(logits), strict=True)
    ]
    return _feeling((blended[0], blended[1], blended[2]), rules)


def _feeling(logits: Three, rules: Feeling | None) -> Feeling:
    bad, even, good = shares = probabilities(logits)
    share, label = max(zip(shares, LABELS, strict=True))
    score = good - bad
    if rules and rules.score and rules.score * score > 0:
        score = (score + rules.score) / 2  # the rules know how strongly a thing is said
    if rules and rules.label == "mixed" and share < _SURE:
        label = "mixed"
    return Feeling(label, round(score, 3), round(share, 3))


def _civic(mood: Mood, hits: Sequence[ThemeHit]) -> float:
    """How far a comment looks like one to a council, from 0 to 1."""
    theme = max([hit.score for hit in hits], default=0.0)
    return 1 / (1 + exp(-(_AT_REST + _PROPOSES * bool(mood.proposals) + _NAMES_THEME * theme)))


def _centred(logits: tuple[float, float, float]) -> list[float]:
    mean = sum(logits) / 3
    return [value - mean for value in logits]
