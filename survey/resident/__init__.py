"""The resident's room: the surveys, the form, the receipt, and what has become of what was sent."""

from survey.resident import form, invited, receipt, scripts, short_address, status
from survey.resident.pages import room

__all__ = ["form", "invited", "receipt", "room", "scripts", "short_address", "status"]
