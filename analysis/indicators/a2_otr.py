"""A2-OTR: answered within the service standard."""

from analysis.indicator import N_, PERCENT, Counts, Figure, Indicator, Need, Source, percentage

ANSWERS = Need("answers_on_time")  # "on_time", "late" (answered after the day) or "open" (overdue) -> records


def base(counts: Counts) -> int:
    return counts[ANSWERS].total()


def formula(counts: Counts) -> Figure:
    due = base(counts)
    late, waiting = counts[ANSWERS]["late"], counts[ANSWERS]["open"]
    parts = (
        Figure(percentage(late, due), due, label=N_("Answered late"), unit=PERCENT),
        Figure(percentage(waiting, due), due, label=N_("Overdue without an answer"), unit=PERCENT),
    )
    return Figure(percentage(counts[ANSWERS]["on_time"], due), due, parts=parts)


INDICATOR = Indicator(
    code="A2-OTR",
    group="accountability",
    name=N_("Answered within the service standard"),
    definition=N_("Share of records that need a reply and got a full answer by the day it was due."),
    unit=PERCENT,
    higher_is_better=True,
    needs=(ANSWERS,),
    base=base,
    formula=formula,
    minimum=10,
    target=90,
    floor=75,
    basis=N_("Due 10 working days after the acknowledgement."),
    notes=(
        N_(
            "Counts questions, requests, suggestions, concerns and complaints whose deadline fell in the period. "
            "Overdue records without an answer count as late; records not yet due are left out, and so are withdrawn "
            "comments and duplicates."
        ),
        N_("This is the strict rate: the clock is never stopped and no extension of the deadline is counted."),
    ),
    standards=(
        "LGSCO Complaint Handling Code: stage 1 in 10 working days",
        "311 service levels: targets of 75 to 95 percent",
        "World Bank: share of grievances resolved within the stipulated standard",
    ),
    sources=(
        Source("community-engagement", "Challenge 6", N_("voices truly considered through clear mechanisms")),
        Source("interagency-collaboration", "Paragraph 1", N_("effective and efficient service delivery")),
    ),
)
