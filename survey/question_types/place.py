"""Where something is: the name of a place, or a position told by the phone, kept as `latitude longitude 0 accuracy`."""

import re

from survey.question_types.short_text import ShortText

POSITION = re.compile(r"-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?( -?\d+(\.\d+)? \d+(\.\d+)?)?", re.ASCII)


class Place(ShortText):
    """No feedback record is made of it: a place alone asks for nothing."""

    xlsform = (("geopoint", ""),)
    written = "geopoint"
    is_open = False
    is_personal = True
    drawing = "place"


QUESTION_TYPE = Place()
