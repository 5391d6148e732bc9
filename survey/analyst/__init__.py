"""The analyst's room."""

from survey.analyst.pages import room

__all__ = ["room"]
