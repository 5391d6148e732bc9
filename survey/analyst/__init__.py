"""The analyst's room."""

from survey.analyst import downloads, indicators, overview, quality, topics
from survey.analyst.pages import room

__all__ = ["downloads", "indicators", "overview", "quality", "room", "topics"]
