"""What a comment wants: one of the eight feedback types of the codebook, from its markers, its shape and its mood."""

from __future__ import annotations

from collections import defaultdict
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.phrases import Match
    from analysis.sentiment import Feeling, Mood
    from analysis.words import Token

TYPES = ("question", "request", "suggestion", "observation", "rumour", "praise", "concern", "complaint")
_PRIOR = {"suggestion": 1.2, "observation": 0.0}
_MOST = 3  # markers of one type that count: a long comment is not more of everything
_FEW_WORDS, _TOPIC_WORDS = 12, 4


def feedback_type(
    words: Sequence[Token], marks: Mapping[str, list[Match]], mood: Mood, feeling: Feeling
) -> tuple[str, float]:
    """``(type, confidence)``; an empty or unread text is an observation without confidence."""
    if not any(word.is_word for word in words):
        return "observation", 0.0
    scores = _marked(marks, mood)
    for name, weight in _PRIOR.items():
        scores[name] += weight
    _add_shape(scores, mood, len(words))
    _add_mood(scores, mood, feeling)
    odds = [scores[name] for name in TYPES]
    most = max(odds)
    return TYPES[odds.index(most)], round(1 / sum([exp(value - most) for value in odds]), 3)


def _marked(marks: Mapping[str, list[Match]], mood: Mood) -> defaultdict[str, float]:
    found: dict[str, list[float]] = defaultdict(list)
    for match in marks.get("type", ()):
        name = match.meaning.name
        if name == "question" and not any(part.first <= match.first < part.last for part in mood.questions):
            continue
        found[name].append(match.meaning.weight)
    scores: defaultdict[str, float] = defaultdict(float)
    for name, weights in found.items():
        scores[name] = sum(sorted(weights, reverse=True)[:_MOST])
    return scores


def _add_shape(scores: defaultdict[str, float], mood: Mood, length: int) -> None:
    if mood.questions and mood.questions == mood.sentences:
        scores["question"] += 2.0
    elif mood.questions and mood.questions[-1] == mood.sentences[-1]:
        scores["question"] += 0.8
    if not mood.proposals and length > _TOPIC_WORDS:
        scores["suggestion"] -= 0.7
    if mood.openings and any(part.first in mood.openings for part in mood.sentences):
        scores["suggestion"] += 2.0
    elif mood.proposals:
        scores["suggestion"] += 0.3
    elif length <= _FEW_WORDS and not mood.marks.get("type"):
        scores["suggestion"] += 0.5  # "Diversity in policing": a bare topic is a wish for it


def _add_mood(scores: defaultdict[str, float], mood: Mood, feeling: Feeling) -> None:
    asks, praised = bool(mood.proposals), scores["praise"] > 0
    if feeling.label == "negative" and mood.asks_why:
        scores["complaint"] += 2.5
        scores["question"] -= 2.0
    if feeling.label == "negative":
        scores["complaint"] += 0.7 if asks else 2.0
        scores["concern"] += 0.3 if asks else 0.6
        scores["observation"] += 0.0 if asks else 0.8
        scores["praise"] -= 2.0
    elif feeling.label == "positive":
        scores["praise"] += 1.2 if praised and not asks else 0.3
        scores["complaint"] -= 1.5
        scores["concern"] -= 1.0
        scores["observation"] += 0.0 if asks else 0.5
    else:
        scores["praise"] -= 0.4
        scores["complaint"] -= 0.4
        scores["concern"] -= 0.3
