"""P3-VOI: perceived influence."""

from analysis.indicator import N_, PERCENT, Counts, Figure, Indicator, Need, Source, percentage, total

INFLUENCE = Need("answers", ("R02",))  # "1" to "5", "-8" for don't know -> responses
DONT_KNOW = "-8"


def base(counts: Counts) -> int:
    return total(counts[INFLUENCE], *"12345")


def formula(counts: Counts) -> Figure:
    answers, n = counts[INFLUENCE], base(counts)
    asked = n + answers[DONT_KNOW]
    parts = (
        Figure(percentage(total(answers, "1", "2"), n), n, label=N_("Disagree, 1 or 2"), unit=PERCENT),
        Figure(percentage(answers["3"], n), n, label=N_("Neither, 3"), unit=PERCENT),
        Figure(percentage(answers[DONT_KNOW], asked), asked, label=N_("Don't know, of all answers"), unit=PERCENT),
    )
    return Figure(percentage(total(answers, "4", "5"), n), n, parts=parts)


INDICATOR = Indicator(
    code="P3-VOI",
    group="perception",
    name=N_("Perceived influence"),
    definition=N_("Share who agree that residents' views are taken into account."),
    unit=PERCENT,
    higher_is_better=True,
    needs=(INFLUENCE,),
    base=base,
    formula=formula,
    minimum=100,
    target=50,
    floor=30,
    basis=N_("Our own setting; the OECD finds that only a minority expect their views to be adopted."),
    of_those_who_answered=True,
    standards=(
        "OECD trust survey: having a say",
        "IFRC community engagement: opinion taken into account",
        "SCB Medborgarundersökningen: bemötande, information och inflytande",
        "PAPI Việt Nam: participation and vertical accountability",
    ),
    sources=(
        Source("community-engagement", "Challenge 6", N_("community voices considered in decisions")),
        Source("community-collaboration-impact", "Power imbalances", N_("all voices are heard")),
    ),
)
