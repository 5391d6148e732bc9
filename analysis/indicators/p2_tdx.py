"""P2-TDX: trust drivers index, always with its five items: an index alone hides the cause."""

from analysis.indicator import INDEX, N_, SHOWN, TOO_FEW, Counts, Figure, Indicator, Need, Source, total

ITEMS = {
    "R01": N_("Openness: information about decisions is clear and easy to find"),
    "R04": N_("Responsiveness: services fit people's needs"),
    "R05": N_("Fairness: everyone is treated fairly"),
    "R06": N_("Reliability: agencies do what they say"),
    "R07": N_("Integrity: decisions are for the good of all"),
}
PROFILES = Need("answer_profiles", tuple(ITEMS))  # (valid items, sum of their values 1 to 5) -> responses
ANSWERS = {item: Need("answers", (item,)) for item in ITEMS}
ENOUGH_ITEMS = 4
MINIMUM = 100


def score(mean: float) -> float:
    """A mean on the scale 1 to 5 as 0 to 100."""
    return (mean - 1) / 4 * 100


def base(counts: Counts) -> int:
    return sum(number for (valid, _sum), number in counts[PROFILES].items() if valid >= ENOUGH_ITEMS)


def formula(counts: Counts) -> Figure:
    """The mean over persons of each person's mean, persons with at least four valid items."""
    persons = {key: number for key, number in counts[PROFILES].items() if key[0] >= ENOUGH_ITEMS}
    sum_of_scores = sum(number * score(points / valid) for (valid, points), number in persons.items())
    n = base(counts)
    return Figure(sum_of_scores / n, n, parts=tuple(item_mean(counts, item) for item in ITEMS))


def item_mean(counts: Counts, item: str) -> Figure:
    answers = counts[ANSWERS[item]]
    n = total(answers, *"12345")
    if n < MINIMUM:
        return Figure(None, n, TOO_FEW, label=ITEMS[item], unit=INDEX)
    mean = sum(int(code) * answers[code] for code in "12345") / n
    return Figure(score(mean), n, SHOWN, label=ITEMS[item], unit=INDEX)


INDICATOR = Indicator(
    code="P2-TDX",
    group="perception",
    name=N_("Trust drivers index"),
    definition=N_("Mean of five statements about what builds trust, from 0 (all disagree strongly) to 100."),
    unit=INDEX,
    higher_is_better=True,
    needs=(PROFILES, *ANSWERS.values()),
    base=base,
    formula=formula,
    minimum=MINIMUM,
    target=60,
    floor=45,
    basis=N_("Our own setting."),
    of_those_who_answered=True,
    notes=(
        N_("Counts people who answered at least four of the five; “don't know” and “does not apply” are not answers."),
        N_("Before comparing languages, compare the statements one by one."),
    ),
    standards=("OECD framework: reliability, responsiveness, openness, integrity, fairness",),
    sources=(
        Source("community-engagement", "Opportunities 4 and 5", N_("responsive and accountable services")),
        Source("collaboration-principles", "Principle 2", N_("transparent decisions")),
    ),
)
