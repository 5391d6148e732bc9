"""Comments analysed in a second on one core, everything on, against VADER's sentiment alone on the same comments."""

import csv
from itertools import cycle, islice
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import analyse_many
from tests.bench._timing import compare

COMMENTS = Path(__file__).parents[2] / "survey" / "builtin" / "demo_comments.tsv"
BATCH = 512


def english() -> list[str]:
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["text"] for row in rows if row["language"] == "en"]


def main() -> None:
    texts = cycle(english())
    vader = SentimentIntensityAnalyzer()

    def ours() -> int:
        return sum(1 for _found in analyse_many(islice(texts, BATCH)))

    def theirs() -> int:
        return sum(1 for text in islice(texts, BATCH) if vader.polarity_scores(text))

    compare("analyse", ours, "vaderSentiment polarity_scores", theirs, wanted=0.25)


if __name__ == "__main__":
    main()
