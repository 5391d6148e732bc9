"""E5-AWR: awareness of the feedback channel."""

from analysis.indicator import N_, PERCENT, Counts, Figure, Indicator, Need, Source, percentage, total

KNOWS = Need("answers", ("K01",))  # answer code -> responses
CODES = ("yes_know_how", "unsure", "no")


def base(counts: Counts) -> int:
    return total(counts[KNOWS], *CODES)


def formula(counts: Counts) -> Figure:
    n = base(counts)
    unsure = Figure(percentage(counts[KNOWS]["unsure"], n), n, label=N_("Think so, but are not sure how"), unit=PERCENT)
    return Figure(percentage(counts[KNOWS]["yes_know_how"], n), n, parts=(unsure,))


INDICATOR = Indicator(
    code="E5-AWR",
    group="engagement",
    name=N_("Awareness of the feedback channel"),
    definition=N_("Share of respondents who know how to give feedback or make a complaint."),
    unit=PERCENT,
    higher_is_better=True,
    needs=(KNOWS,),
    base=base,
    formula=formula,
    minimum=30,
    target=70,
    floor=50,
    basis=N_("Our own setting."),
    of_those_who_answered=True,
    notes=(N_("People who answer a form have already found one channel: read it as the most it can be."),),
    standards=("IndiKit: awareness of feedback mechanisms", "Core Humanitarian Standard, commitment 5"),
    sources=(Source("community-engagement", "Opportunity 5", N_("residents can hold providers to account")),),
)
