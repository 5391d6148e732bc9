"""A3-TTR: time to resolution, by Kaplan and Meier's estimate, so that open records count for the time they waited."""

from analysis.indicator import N_, NOT_REACHED, SHOWN, WORKING_DAYS, Counts, Figure, Histogram, Indicator, Need, Source

WAITS = Need("resolution_days")  # (working days, "resolved" or "open") -> records


def base(counts: Counts) -> int:
    return counts[WAITS].total()


def formula(counts: Counts) -> Figure:
    days = counts[WAITS]
    slowest = quantile(days, 0.10, label=N_("Nine in ten resolved within"), target=20, floor=40)
    return quantile(days, 0.50, parts=(slowest,))


def quantile(waits: Histogram, left: float, **more: object) -> Figure:
    """The first day by which at most `left` of the records (0 to 1) are estimated to be still open."""
    day, n = first_day(waits, left), waits.total()
    return Figure(day, n, NOT_REACHED if day is None else SHOWN, unit=WORKING_DAYS, **more)  # type: ignore[arg-type]


def first_day(waits: Histogram, left: float) -> int | None:
    """Kaplan-Meier: S falls at each day with resolutions by the share of those still under observation that day.

    A record open after d days is under observation on day d too. None when S never falls to `left`.
    """
    under_observation, surviving = waits.total(), 1.0
    for day in sorted({key[0] for key in waits}):
        resolved, still_open = waits[(day, "resolved")], waits[(day, "open")]
        surviving *= 1 - resolved / under_observation if under_observation else 1.0
        if surviving <= left + 1e-9:
            return int(day)
        under_observation -= resolved + still_open
    return None


INDICATOR = Indicator(
    code="A3-TTR",
    group="accountability",
    name=N_("Time to resolution"),
    definition=N_("Working days from receipt until half of the records, and nine in ten, are resolved."),
    unit=WORKING_DAYS,
    higher_is_better=False,
    needs=(WAITS,),
    base=base,
    formula=formula,
    minimum=20,
    target=10,
    floor=15,
    basis=N_("Our own setting, derived from the two complaint stages of 10 and 20 working days."),
    notes=(
        N_(
            "Counts records received in the period. Open ones count for as long as they have waited; when too many "
            "are open to tell, it says “not reached”. Withdrawn comments and duplicates are left out."
        ),
    ),
    standards=("311 practice: time to close at the 90th percentile", "Open311 GeoReport v2", "Kaplan and Meier 1958"),
    sources=(
        Source("community-collaboration-impact", "Improved service delivery", N_("coordinated effort speeds delivery")),
    ),
)
