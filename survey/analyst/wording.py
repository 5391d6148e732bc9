"""Numbers of indicators as people read them, each with its unit."""

from analysis.indicator import BY_PART, INDEX, NOT_REACHED, PERCENT, POINTS, TOO_FEW, WORKING_DAYS, Figure, Indicator
from survey.language import format_fixed, format_number, format_share, gettext, ngettext
from survey.language import lazy_gettext as _

GROUPS = {"engagement": _("Engagement"), "accountability": _("Accountability"), "perception": _("Perception")}
VERDICTS = {"met": _("Target met"), "below_target": _("Short of the target"), "below_floor": _("Far from the target")}
STATES = {TOO_FEW: _("Too few to say"), NOT_REACHED: _("Not reached"), BY_PART: _("See the themes")}

ALPHA_VERDICTS = {
    "too_few": _("Too few to tell"),
    "no_variation": _("No variation"),
    "reliable": _("Reliable"),
    "tentative": _("Tentative"),
    "unreliable": _("Do not rely on it"),
}


def spoken_figure(figure: Figure | None, indicator: Indicator) -> str:
    """The value with its unit, or why there is none."""
    if figure is None:
        return str(STATES[TOO_FEW])
    if figure.value is None:
        return str(STATES[figure.state])
    return spoken_number(figure.value, figure.unit or indicator.unit)


def spoken_number(value: float, unit: str) -> str:
    if unit == PERCENT:
        return format_share(value / 100)
    if unit == WORKING_DAYS:
        number = 1 if value == 1 else 2  # 1.4 days is many
        return ngettext("%(days)s working day", "%(days)s working days", number, days=format_number(value))
    if unit == INDEX:
        return gettext("%(number)s of 100", number=format_number(value, 0))
    assert unit == POINTS
    return f"{'+' if round(value) > 0 else ''}{format_number(value, 0)}"


def spoken_estimate(value: float) -> str:
    """A coefficient from -1 to 1, always with two decimals so that a column of them can be compared."""
    return format_fixed(value, 2)
