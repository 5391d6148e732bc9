"""The record as a whole: any text gives an honest answer, quickly."""

import subprocess
import sys

import pytest

from analysis import ANALYSIS_VERSION, BATCH, BATCH_CHARACTERS, analyse, analyse_many, batches
from analysis.personal_data import READ_CHARACTERS

ODD = [
    "",
    "   \n\t",
    "\x00\x00",
    "😀😀😀",
    "https://example.com/a?b=c",
    "\u200b\u200f\u202e",
    "!!! ??? ...",
    "\ud800 a lone surrogate",
    "א" * 500,
    "a" * 50_000,
    "1" * 50_000,
    "'" * 50_000,
    "a.-+" * 20_000,
    "@" * 50_000,
    "Aa " * 30_000,
    "0 " * 30_000,
    "мир bus 公交 xe buýt مرحبا",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gives_an_honest_record(text):
    analysis = analyse(text)
    assert analysis.analysis_version == ANALYSIS_VERSION
    assert (analysis.sentiment == "not_scored") == (analysis.sentiment_score is None)
    assert len(analysis.themes) <= 3


@pytest.mark.parametrize("text", ["", "🚌", "https://example.com", "\u200b"])
def test_nothing_to_read_is_not_scored(text):
    analysis = analyse(text)
    assert (analysis.language, analysis.sentiment, analysis.themes) == ("und", "not_scored", ())


def test_a_huge_comment_is_coded_by_its_beginning_and_redacted_throughout():
    analysis = analyse("We need more buses. " + "more buses " * 10_000 + "call 270-555-0143")
    assert analysis.language == "en"
    assert analysis.redacted.endswith("call [phone]")


def test_what_is_too_long_to_be_read_does_not_leave_either():
    text = "more buses " * 18_181 + "call 270-555-0143 and 070-174 06 88 " * 50_000
    redacted = analyse(text).redacted
    assert redacted.endswith("[…]")
    assert len(redacted) <= READ_CHARACTERS + 10
    assert "555" not in redacted


def test_evidence_quotes_the_text_as_typed():
    text = "Xe buýt  không tới\u200b, đường ngập."
    analysis = analyse(text)
    assert analysis.evidence
    assert all(text[start:end] == words for spans in analysis.evidence.values() for start, end, words in spans)


def test_many_keeps_the_order_and_takes_hints():
    found = [analysis.language for analysis in analyse_many(["Biblioteket", "xe buýt", "buses"], ["sv", None, "en"])]
    assert found == ["sv", "vi", "en"]


def test_importing_the_package_loads_no_model():
    asked = (
        "import sys, analysis; print([m for m in ('nltk', 'py3langid', 'numpy', 'phonenumbers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [([], []), ([3], [1]), ([1] * (BATCH + 1), [BATCH, 1]), ([BATCH_CHARACTERS // 2] * 3, [2, 1])],
)
def test_long_comments_are_taken_fewer_at_a_time(lengths, sizes):
    assert [len(batch) for batch in batches(lengths, int)] == sizes
