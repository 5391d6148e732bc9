"""A1-ACK: acknowledged on time."""

from analysis.indicator import N_, PERCENT, Counts, Figure, Indicator, Need, Source, percentage

RECEIPTS = Need("acknowledgements")  # "on_time", "late" or "open" -> records


def base(counts: Counts) -> int:
    return counts[RECEIPTS].total()


def formula(counts: Counts) -> Figure:
    on_time, due = counts[RECEIPTS]["on_time"], base(counts)
    return Figure(percentage(on_time, due), due)


INDICATOR = Indicator(
    code="A1-ACK",
    group="accountability",
    name=N_("Acknowledged on time"),
    definition=N_("Share of records acknowledged within 5 working days of receipt."),
    unit=PERCENT,
    higher_is_better=True,
    needs=(RECEIPTS,),
    base=base,
    formula=formula,
    minimum=10,
    target=95,
    floor=85,
    basis=N_("Due in 5 working days; the stricter Swedish routine is 2."),
    notes=(
        N_(
            "Counts records whose deadline fell in the period, open ones included. People who cannot be reached, "
            "withdrawn comments and duplicates are left out."
        ),
        N_(
            "The receipt on screen counts, because it states the reference code, the responsible agency and the day "
            "of the reply."
        ),
    ),
    standards=(
        "LGSCO Complaint Handling Code: acknowledge within 5 working days",
        "Skövde kommun: bekräftelse inom 2 arbetsdagar",
    ),
    sources=(
        Source("collaboration-principles", "Principle 4", N_("partners and people feel heard")),
        Source("community-engagement", "Opportunity 6", N_("direct contact builds trust")),
    ),
)
