"""The cell `type` of a row: what kind of row it is, or why it cannot be asked and what to write instead."""

import re
from dataclasses import dataclass

from survey.language import lazy_gettext as _
from survey.question_types import question_types, written_as

CHOOSES = re.compile(
    r"(?P<kind>select[ _]one(?:[ _]from)?|select1|select[ _]multiple(?:[ _]from)?|select all that apply(?: from)?|rank)"
    r"\s+(?P<list>\S+)(?:\s+(?P<other>or[ _]other|or specify other))?",
    re.IGNORECASE,
)
ONE, SEVERAL, RANK = "select one", "select all that apply", "rank"
#: Other words that XLSForm has for a type
ALIASES = {
    "string": "text",
    "int": "integer",
    "image": "photo",
    "gps": "geopoint",
    "location": "geopoint",
    "trigger": "acknowledge",
    "begin group": "begin group",
    "end group": "end group",
    "begin_group": "begin group",
    "end_group": "end group",
}
BEGIN, END = "begin group", "end group"
#: What authors write for these, to see what a misspelt one was meant to be
TYPES = (
    "text", "integer", "decimal", "date", "time", "range", "note", "acknowledge", "image", "geopoint", "hidden",
    "calculate", "begin_group", "end_group",
)  # fmt: skip
#: Rows that ask the phone itself: times are kept by the server, and today is today
TIMES, TODAY = ("start", "end"), "today"
_DEVICE = _("nothing about the device or the person who holds it is stored. Delete this row.")
_SOUND = _("sound, films and files cannot be sent. Ask for a text or an image instead.")
_SHAPE = _("lines and areas cannot be drawn. Ask for one place with geopoint, or for a text.")
_FILE = _("lists in files of their own cannot be used. Write the choices on the sheet “choices”.")
REFUSED = {
    **dict.fromkeys(("deviceid", "imei", "phonenumber", "simserial", "subscriberid", "username", "email"), _DEVICE),
    **dict.fromkeys(("audit", "start-geopoint", "background-geopoint", "background-audio"), _DEVICE),
    **dict.fromkeys(("audio", "video", "file"), _SOUND),
    **dict.fromkeys(("geotrace", "geoshape"), _SHAPE),
    **dict.fromkeys(("csv-external", "xml-external", "select_one_external"), _FILE),
    **dict.fromkeys(("select_one_from_file", "select_multiple_from_file"), _FILE),
    **dict.fromkeys(
        ("begin repeat", "end repeat", "begin loop", "end loop"),
        _("questions cannot be repeated here. Write them out as often as they may be needed, or ask in one text."),
    ),
    "barcode": _("codes cannot be scanned. Ask for a text instead."),
    "datetime": _("ask for the day with date and for the time with time."),
    "osm": _("maps cannot be edited here. Ask for a place with geopoint."),
}
#: Appearances that change only how something looks elsewhere: kept, and without effect here
HARMLESS = re.compile(
    r"minimal|autocomplete|quick|quickcompact|compact(-\d+)?|columns(-\d+|-pack)?|no-buttons|horizontal(-compact)?|likert"
    r"|label|list-nolabel|list|field-list|table-list|multiline|scale|numbers|thousands-sep|no-calendar|month-year|year"
    r"|new(-front|-rear)?|vertical|picker|rating|no-ticks|placement-map|maps|hide-input|w\d+|summary|counter|pages|intro",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kind:
    """`base` as pyxform names the type; `refusal` is "" when such a row can be read."""

    base: str
    list_name: str = ""
    or_other: bool = False
    refusal: str = ""

    @property
    def chooses(self) -> bool:
        return bool(self.list_name)


def read_kind(written: str) -> Kind:
    """The kind of row that `written`, the cell under type, stands for."""
    if found := CHOOSES.fullmatch(written):
        said = found["kind"].lower().replace("_", " ")
        base = RANK if said == "rank" else ONE if said in ("select one", "select one from", "select1") else SEVERAL
        return Kind(base, found["list"], bool(found["other"]))
    base = " ".join(written.lower().split())
    base = ALIASES.get(base, base)
    first = base.split(" ")[0]
    refusal = REFUSED.get(base) or REFUSED.get(base.replace("_", " ")) or REFUSED.get(first)
    return Kind(base, refusal=str(refusal or ""))


def type_of(kind: Kind, appearance: str) -> tuple[str | None, str]:
    """The question type that asks such a row, and what is left of the appearance: (None, …) when there is none."""
    words = appearance.split()
    for word in words:
        if found := written_as(kind.base, word):
            return found, " ".join(other for other in words if other != word)
    return written_as(kind.base, "") or (written_as("image", "") if kind.base == "photo" else None), appearance


def strange_appearances(appearance: str) -> list[str]:
    return [word for word in appearance.split() if not HARMLESS.fullmatch(word)]


def askable() -> str:
    """What an author can write under type."""
    known = (str(kind.written) for kind in question_types().values())
    return "; ".join(sorted(filter(None, known)))
