"""The analyst's room."""

from survey.analyst import answer_quality, downloads, indicators, overview, quality, topics
from survey.analyst.pages import room

__all__ = ["answer_quality", "downloads", "indicators", "overview", "quality", "room", "topics"]
