"""P5-NTS: net theme sentiment, one figure a theme."""

from collections import Counter

from analysis.indicator import BY_PART, N_, POINTS, Counts, Figure, Indicator, Need, Source

MENTIONS = Need("theme_mentions")  # (theme, sentiment) -> mentions
SCORED = ("negative", "neutral", "positive", "mixed")
MINIMUM = 30


def by_theme(counts: Counts) -> dict[str, Counter[str]]:
    """The scored mentions of each theme by feeling."""
    found: dict[str, Counter[str]] = {}
    for (theme, sentiment), number in counts[MENTIONS].items():
        if sentiment in SCORED:
            found.setdefault(theme, Counter())[sentiment] += number
    return found


def base(counts: Counts) -> int:
    """The mentions of the theme mentioned most: without one that is large enough there is nothing to show."""
    return max((feelings.total() for feelings in by_theme(counts).values()), default=0)


def formula(counts: Counts) -> Figure:
    """No figure for all themes together: praise of parks does not make up for complaints about buses."""
    themes = sorted(by_theme(counts).items(), key=lambda item: (-item[1].total(), item[0]))
    parts = tuple(balance(theme, feelings) for theme, feelings in themes if feelings.total() >= MINIMUM)
    return Figure(None, sum(part.n for part in parts), BY_PART, parts=parts)


def balance(theme: str, feelings: Counter[str]) -> Figure:
    n = feelings.total()
    return Figure((feelings["positive"] - feelings["negative"]) / n * 100, n, theme=theme, unit=POINTS)


INDICATOR = Indicator(
    code="P5-NTS",
    group="perception",
    name=N_("Net theme sentiment"),
    definition=N_("Positive minus negative mentions of a theme, of all its mentions with a known feeling."),
    unit=POINTS,
    higher_is_better=True,
    needs=(MENTIONS,),
    base=base,
    formula=formula,
    minimum=MINIMUM,
    basis=N_("No target: follow one theme in one language over time."),
    notes=(
        N_("From -100 (all negative) to 100 (all positive), for themes with at least 30 mentions."),
        N_("People choose themselves to write: it is not public opinion."),
        N_("Counted by the day of receipt. Do not compare languages unless people have checked the codes in both."),
    ),
    sources=(
        Source("community-collaboration-impact", "Measuring the impact", N_("qualitative data such as feedback")),
    ),
)
