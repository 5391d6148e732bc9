"""The model of sensitivity is learned from examples the same way every time, and wrong examples are named."""

import pytest

from analysis.language_pack import language_pack
from analysis.sensitivity_model import sensitivity_model
from analysis.train_sensitivity import COLUMNS, ExamplesError, read_examples, train
from analysis.words import tokens

HEADER = "\t".join(COLUMNS)
ROWS = [
    "1\tS3\tchild_at_risk\tThe boy next door is beaten.",
    "1\tS0\t\tThe bus is late again.",
    "2\tS2\tfraud_corruption\tThe clerk wants cash.",
    "2\tS0\t\tMore benches in the park.",
]


def write(folder, *lines):
    (folder / "en").mkdir()
    (folder / "en" / "sensitive_examples.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_same_examples_give_the_same_weights(tmp_path):
    write(tmp_path, HEADER, *ROWS)
    for name in ("one.npz", "other.npz"):
        assert list(train(tmp_path, tmp_path / name))[-1].startswith("all: recall")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["text"], "the first line must be"),
        ([HEADER, "1\tS9\t\tText"], "line 2"),
        ([HEADER, ROWS[0], "1\tS3\tno_such_type\tText"], "line 3: no such type"),
    ],
)
def test_a_wrong_example_is_named(tmp_path, lines, message):
    write(tmp_path, *lines)
    with pytest.raises(ExamplesError, match=message):
        list(read_examples(tmp_path))


def test_a_grave_passage_is_found_in_a_long_comment():
    words = tokens(
        "The park is lovely and the lamps are new. " * 20 + "My husband beats me and locked me in, I am afraid."
    )
    marks = language_pack("en").find(words)
    assert sensitivity_model().score(words, marks) > sensitivity_model().score(words[:150], {})
