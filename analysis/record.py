"""What the analysis says about one comment."""

from __future__ import annotations

from dataclasses import dataclass, field

Evidence = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The codes of one comment, each with its confidence in [0, 1]. Spans are characters of the text as typed.

    ``language`` is one of ``language.SUPPORTED``, ``other`` or ``und``. ``sentiment`` is negative, neutral, positive,
    mixed or not_scored (then ``sentiment_score`` is None, else it lies in [-1, 1]). ``themes`` are codes, most
    confident first, at most three. ``sensitivity`` is S0 to S4, with the types and the words that called for it.
    ``redacted`` is the whole text with personal data replaced by ``[phone]``, ``[email]``, ``[name]`` ...
    """

    language: str
    language_confidence: float
    sentiment: str
    sentiment_score: float | None
    sentiment_confidence: float
    type: str
    type_confidence: float
    sensitivity: str
    redacted: str
    analysis_version: str
    themes: tuple[str, ...] = ()
    theme_scores: tuple[float, ...] = ()
    theme_sentiments: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    sensitivity_types: tuple[str, ...] = ()
    sensitivity_evidence: dict[str, Evidence] = field(default_factory=dict)
