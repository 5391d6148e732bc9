"""The staff's room."""

from survey.staff.pages import room

__all__ = ["room"]
