"""The analyst's room."""

from survey.analyst import downloads, indicators, overview, topics
from survey.analyst.pages import room

__all__ = ["downloads", "indicators", "overview", "room", "topics"]
