"""The resident's room: the surveys, the form, the receipt, and what has become of what was sent."""

from survey.resident import form, invited, kiosk, receipt, saved, scripts, short_address, status
from survey.resident.pages import room

__all__ = ["form", "invited", "kiosk", "receipt", "room", "saved", "scripts", "short_address", "status"]
