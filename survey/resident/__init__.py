"""The resident's room: the surveys, the form, the receipt, and what has become of what was sent."""

from survey.resident import form, receipt, scripts, short_address, status
from survey.resident.pages import room

__all__ = ["form", "receipt", "room", "scripts", "short_address", "status"]
