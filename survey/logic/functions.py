"""XLSForm's own functions. Arguments are what XPath 1.0 has: text, numbers (float) and true or false.

An unanswered question is the empty text. Dates are text as 2026-03-31; where a number is needed they count as days
since 1970, times of day as parts of a day, as OpenRosa has it.
"""

import math
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

import regex

from survey.typed_number import written

Value = bool | float | str

EPOCH = datetime(1970, 1, 1)
SPACES = " \t\r\n"  # XML's; a no-break space is a letter
NUMBER = re.compile(rf"[{SPACES}]*-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[{SPACES}]*", re.ASCII)
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?", re.ASCII)
MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
SHORT = Context(prec=15, rounding=ROUND_HALF_UP)
MOST_PLACES = 15
LONGEST_MATCH = 0.1  # seconds: a pattern that takes longer matches nothing


def number(value: Value) -> float:
    """XPath's number(), whatever the text: not a number where there is none."""
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) else math.nan
    return float(value)


def text(value: Value) -> str:
    """XPath's string(): at most fifteen digits, however large or small, and no exponent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return written(SHORT.create_decimal_from_float(value))


def words(value: Value) -> list[str]:
    """The codes of a stored answer."""
    return [word for word in re.split(f"[{SPACES}]", text(value)) if word]


def amount(value: Value) -> float:
    """A number to compare or reckon with: days for a date, part of a day for a time."""
    if not isinstance(value, str):
        return float(value)
    value = value.strip(SPACES)
    if CLOCK.fullmatch(value):
        told = time.fromisoformat(value[:8])
        return (told.hour * 3600 + told.minute * 60 + told.second) / 86400
    moment = _moment(value)
    return number(value) if moment is None else (moment - EPOCH) / timedelta(1)


def _moment(value: str) -> datetime | None:
    """To the millisecond, in whatever zone it was told."""
    found = MOMENT.fullmatch(value)
    if found is None:
        return None
    try:
        return datetime.fromisoformat("{}-{}-{}T{:0>2}:{:0>2}:{:0>2}.{:0<3.3}".format(*found.groups("")))
    except ValueError:
        return None


def equal(one: Value, other: Value) -> bool:
    """XPath's `=`: as the kind of the more exact side."""
    kinds = (type(one), type(other))
    if bool in kinds:
        return truth(one) == truth(other)
    return number(one) == number(other) if float in kinds else text(one) == text(other)


def selected(codes: Value, code: Value) -> bool:
    return text(code).strip(SPACES) in words(codes)


def count_selected(codes: Value) -> float:
    return float(len(words(codes)))


def selected_at(codes: Value, place: Value) -> str:
    chosen, at = words(codes), number(place)
    return chosen[int(at)] if 0 <= at < len(chosen) else ""


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    return then if truth(condition) else otherwise


def truth(value: Value) -> bool:
    """XPath's boolean(): text that is not empty, a number that is neither zero nor missing."""
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def coalesce(*values: Value) -> str:
    return next((text(value) for value in values if text(value) != ""), "")


def matches(value: Value, pattern: Value) -> bool:
    try:
        return regex.fullmatch(text(pattern), text(value), timeout=LONGEST_MATCH) is not None
    except (TimeoutError, regex.error, OverflowError, RecursionError):
        return False


def as_date(value: Value) -> str:
    """The day, of days since 1970 or of a date with a time; empty where there is none."""
    days = amount(value)
    try:
        return (EPOCH + timedelta(math.floor(days))).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def format_date(value: Value, pattern: Value) -> str:
    """%Y %m %d %e (day without zero) %n (month without zero) of a date."""
    day = as_date(value)
    if not day:
        return ""
    year, month, number_of_day = day.split("-")
    parts = {"%Y": year, "%y": year[2:], "%m": month, "%n": month.lstrip("0"), "%d": number_of_day,
             "%e": number_of_day.lstrip("0")}  # fmt: skip
    return re.sub("%[Yymnde]", lambda found: parts[found[0]], text(pattern))


def rounded(value: Value, digits: Value = 0.0) -> float:
    """Halves go up, as XPath has it, of the number as it is written: 2.345 is 2.35, whatever its bits."""
    exact, places = number(value), number(digits)
    if math.isnan(places) or not math.isfinite(exact):
        return exact if math.isinf(exact) else math.nan
    places = int(max(-MOST_PLACES, min(places, MOST_PLACES)))
    moved = _moved(exact, places)
    return _moved(float(math.floor(moved + 0.5)), -places) if math.isfinite(moved) else exact


def _moved(exact: float, places: int) -> float:
    """With its point that many places further on."""
    return float(Decimal(repr(exact)).scaleb(places))


def whole(value: Value) -> float:
    exact = number(value)
    return float(math.trunc(exact)) if math.isfinite(exact) else math.nan


def power(value: Value, exponent: Value) -> float:
    base, times = number(value), number(exponent)
    if not (math.isfinite(base) and math.isfinite(times)):
        return math.nan
    try:
        found = base**times
        return found if isinstance(found, float) else math.nan
    except (OverflowError, ZeroDivisionError):
        return math.nan


def least(*values: Value) -> float:
    return min(found) if (found := _numbers(values)) else math.nan


def greatest(*values: Value) -> float:
    return max(found) if (found := _numbers(values)) else math.nan


def _numbers(values: tuple[Value, ...]) -> list[float]:
    """Those that were answered."""
    return [found for value in values if not math.isnan(found := amount(value))]


def ends_with(value: Value, ending: Value) -> bool:
    return text(value).endswith(text(ending))


def part(value: Value, start: Value, end: Value = math.inf) -> str:
    """Characters from `start` (the first is 0) up to, not including, `end`; below zero counts from the end."""
    whole_text, first, last = text(value), number(start), number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    longest = len(whole_text)
    begin, until = (int(max(-longest, min(place, longest))) for place in (first, last))
    return whole_text[begin:until]


def size(value: Value) -> float:
    """Length in UTF-16 units, which is what a phone counts."""
    return float(len(text(value).encode("utf-16-le")) // 2)


Arity = int | tuple[int, int | None]

#: name: how many arguments, what it does
FUNCTIONS: dict[str, tuple[Arity, Callable[..., Value]]] = {
    "selected": (2, selected),
    "count-selected": (1, count_selected),
    "selected-at": (2, selected_at),
    "if": (3, choose),
    "coalesce": ((1, None), coalesce),
    "regex": (2, matches),
    "date": (1, as_date),
    "decimal-date-time": (1, amount),
    "decimal-time": (1, lambda value: amount(value) % 1),
    "format-date": (2, format_date),
    "round": ((1, 2), rounded),
    "int": (1, whole),
    "pow": (2, power),
    "abs": (1, lambda value: abs(number(value))),
    "min": ((1, None), least),
    "max": ((1, None), greatest),
    "ends-with": (2, ends_with),
    "substr": ((2, 3), part),
    "once": (1, lambda value: value),
    "boolean-from-string": (1, lambda value: text(value) in ("true", "1")),
}
