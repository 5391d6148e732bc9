"""The steps of an analysis, in order: words, language, themes, sentiment, type, sensitivity, personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import ANALYSIS_VERSION
from analysis.feedback_type import feedback_type
from analysis.language import identify
from analysis.language_pack import language_pack
from analysis.personal_data import redact
from analysis.record import Analysis, Evidence
from analysis.sensitivity import sensitivity
from analysis.sentiment import Mood
from analysis.sentiment_blend import overall_feeling
from analysis.sentiment_themes import theme_feelings
from analysis.tagging import ThemeHit, built_in, choose_themes, weigh_themes
from analysis.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.learned import Learned
    from analysis.sensitivity import Sensitivity

ANALYSED_CHARACTERS = 20_000  # longer comments are coded by their beginning; personal data is sought in far more


def code(text: str, hint: str | None = None, themes: Any = None, learned: Learned | None = None) -> Analysis:
    """The codes of one comment; ``analysis.analyse`` is the door."""
    read = text[:ANALYSED_CHARACTERS]
    words = tokens(read)
    language, language_confidence = identify(read, words, hint)
    pack = language_pack(language)
    marks = pack.find(words) if pack else {}
    mood = Mood(words, marks)
    weighed = weigh_themes(words, language, themes)
    hits = choose_themes(words, weighed)
    feeling = overall_feeling(words, language, mood, hits)
    if learned:
        hits, feeling = learned.apply(words, mood.negations, weighed, feeling, (themes or built_in()).codes)
    heard = mood.overall()  # by the rules alone, as type and sensitivity were fitted
    type_, type_confidence = feedback_type(words, marks, mood, heard)
    tells = not mood.proposals and heard.label != "positive"
    danger = sensitivity(words, marks, tells, language)
    redacted, personal = redact(text, language, words if read == text else None)
    return Analysis(
        language=language,
        language_confidence=round(language_confidence, 3),
        sentiment=feeling.label,
        sentiment_score=feeling.score,
        sentiment_confidence=feeling.confidence,
        type=type_,
        type_confidence=type_confidence,
        sensitivity=_level(danger, personal),
        redacted=redacted,
        analysis_version=ANALYSIS_VERSION,
        themes=tuple(hit.code for hit in hits),
        theme_scores=tuple(round(hit.score, 3) for hit in hits),
        theme_sentiments=theme_feelings(mood, hits, feeling),
        evidence={hit.code: _quote(read, hit) for hit in hits},
        sensitivity_types=danger.types,
        sensitivity_evidence={name: _words(read, spans) for name, spans in danger.evidence.items()},
    )


def _level(danger: Sensitivity, personal: bool) -> str:
    return "S1" if danger.level == "S0" and personal else danger.level


def _quote(text: str, hit: ThemeHit) -> Evidence:
    return _words(text, hit.evidence)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Evidence:
    return tuple((start, end, text[start:end]) for start, end in spans)
