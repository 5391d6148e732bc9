"""The cell `parameters`: start=0 end=10 step=1."""

import re
from decimal import Decimal

from survey.language import gettext as _
from survey.typed_number import read_number
from survey.xlsform.kinds import Kind
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row

PAIR = re.compile(r"([\w-]+)\s*=\s*([^\s,;]+)")
BETWEEN = re.compile(r"[\s,;]*")
CHOOSING = ("randomize", "seed")
#: Those without effect here are kept, so that nothing is lost when the form goes elsewhere
KNOWN = {
    "range": ("start", "end", "step", "tick_interval", "placeholder"),
    "short_text": ("rows",),
    "long_text": ("rows",),
    "place": ("capture-accuracy", "warning-accuracy", "allow-mock-accuracy"),
    "image": ("max-pixels",),
}


def read_parameters(row: Row, written: str, kind: Kind, report: Report) -> dict[str, str]:
    """By name; what cannot be read or followed is reported."""
    found = dict(PAIR.findall(row["parameters"]))
    if BETWEEN.fullmatch(PAIR.sub("", row["parameters"])) is None:
        row.refuse(report, "parameters", _("write them as name=value, such as start=0 end=10."))
    known = CHOOSING if kind.chooses else KNOWN.get(written, ())
    for name in sorted(found.keys() - set(known)):
        row.refuse(report, "parameters", say_unknown(name, known))
    if what := wrong_range(found) if written == "range" else wrong_order(found):
        row.refuse(report, "parameters", what)
    return found


def say_unknown(name: str, known: tuple[str, ...]) -> str:
    if known:
        return _("“%(name)s” cannot be set here, only %(known)s.", name=name, known=", ".join(known))
    return _("“%(name)s” cannot be set here. Leave it empty.", name=name)


def wrong_range(found: dict[str, str]) -> str:
    numbers = {name: read_number(found[name]) for name in ("start", "end", "step") if name in found}
    if None in numbers.values():
        return _("start, end and step must be numbers.")
    given = {"start": Decimal(1), "end": Decimal(10), "step": Decimal(1)} | numbers
    if given["start"] == given["end"] or not given["step"]:
        return _("start and end must differ, and step must not be 0.")
    return ""


def wrong_order(found: dict[str, str]) -> str:
    if found.get("randomize", "true").lower() not in ("true", "false", "yes", "no"):
        return _("randomize can only be true or false.")
    if "seed" in found and (read_number(found["seed"]) is None or "randomize" not in found):
        return _("seed must be a number, and goes with randomize=true.")
    return ""
