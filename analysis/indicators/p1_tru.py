"""P1-TRU: trust in local government."""

from analysis.indicator import N_, PERCENT, Counts, Figure, Indicator, Need, Source, percentage, total

TRUST = Need("answers", ("R11",))  # "0" to "10", "-8" for don't know -> responses
LOW, NEUTRAL, HIGH = ("0", "1", "2", "3", "4"), ("5",), ("6", "7", "8", "9", "10")
DONT_KNOW = "-8"


def base(counts: Counts) -> int:
    return total(counts[TRUST], *LOW, *NEUTRAL, *HIGH)


def formula(counts: Counts) -> Figure:
    answers, n = counts[TRUST], base(counts)
    asked = n + answers[DONT_KNOW]
    parts = (
        Figure(percentage(total(answers, *LOW), n), n, label=N_("Low, 0 to 4"), unit=PERCENT),
        Figure(percentage(total(answers, *NEUTRAL), n), n, label=N_("In between, 5"), unit=PERCENT),
        Figure(percentage(answers[DONT_KNOW], asked), asked, label=N_("Don't know, of all answers"), unit=PERCENT),
    )
    return Figure(percentage(total(answers, *HIGH), n), n, parts=parts)


INDICATOR = Indicator(
    code="P1-TRU",
    group="perception",
    name=N_("Trust in local government"),
    definition=N_("Share who put their trust in local government at 6 to 10 on a scale from 0 to 10."),
    unit=PERCENT,
    higher_is_better=True,
    needs=(TRUST,),
    base=base,
    formula=formula,
    minimum=100,
    target=50,
    floor=35,
    basis=N_("The average for local government in the OECD was 46.9 percent in 2021."),
    of_those_who_answered=True,
    standards=("OECD Survey on Drivers of Trust in Public Institutions 2021",),
    sources=(
        Source("community-engagement", "Opportunity 6", N_("trust and mutual understanding")),
        Source("collaboration-principles", "Principle 2", N_("trust is fundamental")),
        Source("community-collaboration-impact", "Build trust", N_("trust is the foundation")),
    ),
)
