"""The resident's room."""

from survey.resident.pages import room

__all__ = ["room"]
