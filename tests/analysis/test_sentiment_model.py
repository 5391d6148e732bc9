"""The trained reader of moods: what it is learned from, what it writes, and how it reads with the rules."""

import numpy as np
import pytest

from analysis import analyse
from analysis.__main__ import main
from analysis.language_pack import FOLDER as WORDS
from analysis.language_pack import language_pack
from analysis.sentiment import Mood
from analysis.sentiment_examples import ExamplesError, Row, read
from analysis.sentiment_model import FOLDER, Model, features, probabilities, sentiment_model, units
from analysis.train_sentiment import train
from analysis.words import tokens

HEADER = "id\tlang\ttext\tlabel"
SAID = {
    "negative": "what a dreary boring evening",
    "neutral": "the shop opens at nine",
    "positive": "a joyful sunny evening",
}


def table(rows):
    return "\n".join([HEADER, *("\t".join(row) for row in rows)]) + "\n"


@pytest.fixture
def examples(tmp_path):
    path = tmp_path / "examples.tsv"
    path.write_text(
        table((f"{label}{n}", "en", f"{text} {n}", label) for n in range(60) for label, text in SAID.items()),
        encoding="utf-8",
    )
    return path


def read_by(model, text, language="en"):
    words = tokens(text)
    return model.logits(words, Mood(words, language_pack(language).find(words)))


def trained(folder):
    with np.load(folder / "sentiment.en.npz", allow_pickle=False) as arrays:
        return Model(arrays)


def test_training_learns_the_labels_and_tells_the_figure(examples, tmp_path):
    told = list(train([examples], tmp_path / "models"))
    assert [line.split()[:3] for line in told] == [["en:", "macro-F1", "1.000"]]
    model = trained(tmp_path / "models")
    assert [int(np.argmax(read_by(model, text))) for text in SAID.values()] == [0, 1, 2]


def test_the_same_examples_give_the_same_weights(examples, tmp_path):
    for name in ("one", "two"):
        list(train([examples], tmp_path / name))
    one, two = ((tmp_path / name / "sentiment.en.npz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_word_list_tells_of_words_no_example_has(examples, tmp_path):
    words = tmp_path / "words-en.txt"
    words.write_text("dreary\t-4\nboring\t-3\nghastly\t-5\njoyful\t3\nsunny\t2\n", encoding="utf-8")
    list(train([examples, words], tmp_path))
    model = trained(tmp_path)
    assert read_by(model, "ghastly")[0] > read_by(model, "gnarled")[0]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.tsv", table([("1", "en", "Fine.", "glad")]), "a.tsv, line 2: lang must be one of"),
        ("a.tsv", table([("1", "tlh", "Qapla.", "positive")]), "a.tsv, line 2: lang must be one of"),
        ("a.tsv", table([("1", "en", "Fine.", "positive")]), "en: too few rows"),
        ("words.txt", "good\t3\n", "nor a word list with a language in its name"),
        ("words-en.txt", "good\t3\nbad\n", "words-en.txt, line 2: not a word"),
        ("words-en.txt", "good\t3\n", "None of the files holds labelled texts"),
    ],
)
def test_what_cannot_be_learned_from_is_named(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ExamplesError, match=told):
        read([path])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sentiment"], "name the files to learn from"),
        (["sentiment", "nowhere.tsv"], "nowhere.tsv cannot be read"),
        (["sensitivity", "some.tsv"], "takes no files"),
    ],
)
def test_the_command_says_what_is_wrong(capsys, arguments, told):
    assert main(["train", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_fifth_of_the_rows_is_held_out():
    held = sum(Row(str(number), "", 0).held_out for number in range(5000))
    assert 900 < held < 1100


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "not good", ["wnot", "p not", "wgood", "pnot good", "ngood"]),
        ("zh", "很好", ["w很", "p 很", "w好", "p很 好"]),
    ],
)
def test_units(language, text, found):
    assert list(units(tokens(text), {0} if language == "en" else set())) == found


def test_words_with_and_without_marks_share_a_feature():
    assert {row for row, _ in features("wđường")} & {row for row, _ in features("wduong")}


def test_probabilities_add_up():
    assert sum(probabilities((-900.0, 0.0, 1.0))) == pytest.approx(1)


@pytest.mark.parametrize("language", ["tlh", "../en", "und"])
def test_no_model_for_an_unknown_language(language):
    assert sentiment_model(language) is None


def test_all_weights_together_stay_small():
    assert 0 < sum(path.stat().st_size for path in FOLDER.glob("*.npz")) < 5_000_000


@pytest.mark.parametrize(
    ("language", "text", "sentiment"),
    [
        ("en", "My heart sank when the screen froze and they laughed at me.", "negative"),
        ("en", "Such a cozy spot, we will definitely come back for the pancakes!", "positive"),
        ("sv", "Jag grät hela natten och kunde inte sova.", "negative"),
        ("sv", "Maten smakade utsökt och vi kommer gärna tillbaka.", "positive"),
        ("vi", "Món ăn ngon tuyệt, chắc chắn sẽ quay lại.", "positive"),
        ("vi", "mon an ngon tuyet, chac chan se quay lai", "positive"),
        ("es", "La comida estaba deliciosa y volveremos pronto.", "positive"),
        ("es", "El ordenador se rompió a los dos días y no me devolvieron el dinero.", "negative"),
    ],
)
def test_words_no_list_knows(language, text, sentiment):
    analysis = analyse(text)
    assert (analysis.language, analysis.sentiment) == (language, sentiment)


@pytest.mark.parametrize(
    "text",
    [
        "The city should build safer crossings and more beautiful parks.",
        "Build more affordable housing downtown.",
        "Kommunen borde satsa på tryggare cykelvägar och bättre belysning.",
        "Nên xây thêm trường học và công viên đẹp hơn.",
        "El ayuntamiento debería mejorar el transporte público.",
    ],
)
def test_wishes_to_a_council_stay_neutral(text):
    assert analyse(text).sentiment == "neutral"


def test_the_feeling_of_a_comment_is_that_of_its_only_theme():
    analysis = analyse("The bus drivers made my heart sing")
    assert analysis.theme_sentiments
    assert set(analysis.theme_sentiments.values()) == {analysis.sentiment}


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("", "not_scored"),
        ("https://example.org/great-park", "not_scored"),
        ("www.terrible.example", "not_scored"),
        ("glad@example.org", "not_scored"),
        ("...!?", "not_scored"),
        ("12345 67", "not_scored"),
        ("\u200b\u200f", "not_scored"),
        ("😀", "positive"),
        ("👍👍 https://example.org", "positive"),
        (":D", "positive"),
        ("😡", "negative"),
        ("12 😡", "negative"),
        ("😍😡", "mixed"),
        ("🚌", "not_scored"),
    ],
)
@pytest.mark.parametrize("hint", [None, "vi", "fi"])
def test_without_words_only_emoji_are_scored(text, sentiment, hint):
    analysis = analyse(text, hint)
    assert analysis.sentiment == sentiment
    assert (analysis.sentiment_score is None) == (sentiment == "not_scored")


@pytest.mark.parametrize(
    "text", ["\ud800 bad", "a" * 30_000, "bus, " * 5000, "good but bad. " * 2000, "\0", "ก็ดี", "<b>"]
)
def test_hostile_text_has_an_outcome(text):
    analysis = analyse(text, "en")
    assert analysis.sentiment in ("negative", "neutral", "positive", "mixed", "not_scored")


@pytest.mark.parametrize("path", sorted(WORDS.glob("*/feelings_examples.tsv")), ids=lambda path: path.parent.name)
def test_our_own_examples_are_all_learned_from(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [Row(line.split("\t")[0], line, 0) for line in lines[1:]]
    assert lines[0] == HEADER and {line.split("\t")[3] for line in lines[1:]} == {"negative", "neutral", "positive"}
    assert not any(row.held_out for row in rows)
