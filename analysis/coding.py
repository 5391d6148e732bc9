"""The steps of an analysis, in order: words, language, themes, sentiment, type, sensitivity, personal data.

Many comments are taken through each step together: what a step looks up stays near at hand, which is quicker than
comment by comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import ANALYSIS_VERSION
from analysis.feedback_type import feedback_type
from analysis.language import identify
from analysis.language_pack import language_pack
from analysis.memory import no_garbage
from analysis.personal_data import redact
from analysis.record import Analysis, Evidence
from analysis.sensitivity import sensitivity
from analysis.sentiment import Mood
from analysis.sentiment_blend import overall_feeling
from analysis.sentiment_themes import theme_feelings
from analysis.tagging import ThemeHit, built_in, choose_themes, weigh_themes
from analysis.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.learned import Learned
    from analysis.phrases import Match
    from analysis.sensitivity import Sensitivity
    from analysis.sentiment import Feeling
    from analysis.words import Token

ANALYSED_CHARACTERS = 20_000  # longer comments are coded by their beginning; personal data is sought in far more


class _Reading:
    """One comment on its way through the steps; each step adds what it found."""

    __slots__ = ("danger", "feeling", "hint", "hits", "language", "marks", "mood", "read", "redacted", "sure", "text",
                 "type", "words")  # fmt: skip

    words: list[Token]
    language: str
    sure: float
    marks: dict[str, list[Match]]
    mood: Mood
    hits: list[ThemeHit]
    feeling: Feeling
    type: tuple[str, float]
    danger: Sensitivity
    redacted: tuple[str, bool]

    def __init__(self, text: str, hint: str | None) -> None:
        self.text, self.hint, self.read = text, hint, text[:ANALYSED_CHARACTERS]


def code(text: str, hint: str | None = None, themes: Any = None, learned: Learned | None = None) -> Analysis:
    """The codes of one comment; ``analysis.analyse`` is the door."""
    return code_batch([(text, hint)], themes, learned)[0]


def code_batch(
    comments: Iterable[tuple[str, str | None]], themes: Any = None, learned: Learned | None = None
) -> list[Analysis]:
    """The codes of comments, each with its hint, in their order."""
    with no_garbage():
        return _code_batch(comments, themes, learned)


def _code_batch(comments: Iterable[tuple[str, str | None]], themes: Any, learned: Learned | None) -> list[Analysis]:
    readings = [_Reading(text, hint) for text, hint in comments]
    for step in (_split, _identify, _find):
        for one in readings:
            step(one)
    _tag(readings, themes, learned)
    for step in (_classify, _protect, _redact):
        for one in readings:
            step(one)
    return [_analysis(one) for one in readings]


def _split(one: _Reading) -> None:
    one.words = tokens(one.read)


def _identify(one: _Reading) -> None:
    one.language, one.sure = identify(one.read, one.words, one.hint)


def _find(one: _Reading) -> None:
    pack = language_pack(one.language)
    one.marks = pack.find(one.words) if pack else {}
    one.mood = Mood(one.words, one.marks)


def _tag(readings: Sequence[_Reading], themes: Any, learned: Learned | None) -> None:
    weighed = [weigh_themes(one.words, one.language, themes) for one in readings]
    for one, found in zip(readings, weighed, strict=True):
        one.hits = choose_themes(one.words, found)
    for one in readings:
        one.feeling = overall_feeling(one.words, one.language, one.mood, one.hits)
    if learned:
        codes = (themes or built_in()).codes
        for one, found in zip(readings, weighed, strict=True):
            one.hits, one.feeling = learned.apply(one.words, one.mood.negations, found, one.feeling, codes)


def _classify(one: _Reading) -> None:
    """By the rules' mood alone, as the type was fitted."""
    one.type = feedback_type(one.words, one.marks, one.mood, one.mood.overall())


def _protect(one: _Reading) -> None:
    one.danger = sensitivity(one.words, one.marks, one.language)


def _redact(one: _Reading) -> None:
    one.redacted = redact(one.text, one.language, one.words if one.read is one.text else None)


def _analysis(one: _Reading) -> Analysis:
    feeling, hits, danger = one.feeling, one.hits, one.danger
    redacted, personal = one.redacted
    return Analysis(
        language=one.language,
        language_confidence=round(one.sure, 3),
        sentiment=feeling.label,
        sentiment_score=feeling.score,
        sentiment_confidence=feeling.confidence,
        type=one.type[0],
        type_confidence=one.type[1],
        sensitivity=_level(danger, personal),
        redacted=redacted,
        analysis_version=ANALYSIS_VERSION,
        themes=tuple([hit.code for hit in hits]),
        theme_scores=tuple([round(hit.score, 3) for hit in hits]),
        theme_sentiments=theme_feelings(one.mood, hits, feeling),
        evidence={hit.code: _quote(one.read, hit) for hit in hits},
        sensitivity_types=danger.types,
        sensitivity_evidence={name: _words(one.read, spans) for name, spans in danger.evidence.items()},
    )


def _level(danger: Sensitivity, personal: bool) -> str:
    return "S1" if danger.level == "S0" and personal else danger.level


def _quote(text: str, hit: ThemeHit) -> Evidence:
    return _words(text, hit.evidence)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Evidence:
    return tuple((start, end, text[start:end]) for start, end in spans)
