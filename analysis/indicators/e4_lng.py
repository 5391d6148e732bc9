"""E4-LNG: language access."""

from analysis.indicator import N_, PERCENT, SHOWN, TOO_FEW, Counts, Figure, Indicator, Need, Source, percentage

LANGUAGES = Need("languages")  # (language code, "served" or "missing") -> 1
REPLIES = Need("reply_languages")  # "same" or "other" than the writer's -> replies
ENOUGH_REPLIES = 5


def base(counts: Counts) -> int:
    return counts[LANGUAGES].total()


def formula(counts: Counts) -> Figure:
    served = sum(number for key, number in counts[LANGUAGES].items() if key[1] == "served")
    return Figure(percentage(served, base(counts)), base(counts), parts=(replies_in_own_language(counts),))


def replies_in_own_language(counts: Counts) -> Figure:
    same, n = counts[REPLIES]["same"], counts[REPLIES].total()
    enough = n >= ENOUGH_REPLIES
    return Figure(
        percentage(same, n) if enough else None,
        n,
        SHOWN if enough else TOO_FEW,
        label=N_("Replies sent in the writer's language"),
        unit=PERCENT,
        target=95,
        floor=95,
    )


INDICATOR = Indicator(
    code="E4-LNG",
    group="engagement",
    name=N_("Language access"),
    definition=N_(
        "Share of the community's larger languages in which the form, the receipt and the pages are complete."
    ),
    unit=PERCENT,
    higher_is_better=True,
    needs=(LANGUAGES, REPLIES),
    base=base,
    formula=formula,
    target=100,
    floor=80,
    basis=N_("Languages spoken by 5 percent or by 1,000 residents, whichever is lower; adapt it to local law."),
    notes=(
        N_("A snapshot of today: a language counts when every page and every open survey is translated in full."),
        N_("The base is the number of languages set as spoken by residents."),
    ),
    standards=("US Title VI guidance on limited English proficiency", "Core Humanitarian Standard, commitment 4"),
    sources=(
        Source("collaboration-principles", "Principle 4", N_("clear and concise channels")),
        Source("community-collaboration-impact", "Embrace diversity", N_("include diverse perspectives")),
    ),
)
