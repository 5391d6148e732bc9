"""People's codes teach local meanings; what does not help is not put in use; the rules decide where nobody taught."""

from functools import lru_cache
from random import Random
from zlib import crc32

import pytest

from analysis import analyse
from analysis.learn import FEWEST, Example, Lesson, TooFewExamples, learn
from analysis.learn_examples import fold, is_held_back, read, together
from analysis.learned import FEELINGS, Learned
from analysis.learned_file import to_bytes
from analysis.theme import load_themes

PLACES = ("Medis", "Tanto", "Hornstull", "Zinken", "Skanstull", "Gullmars")
SAYINGS = (
    "I went past {} in the morning.", "What about {} then?", "My thoughts on {} today.", "{} again, as before.",
    "We stood at {} with my mother.", "Nobody does anything at {}.", "It is about {}, of course.", "Look at {}.",
)  # fmt: skip
OTHERS = (
    "The school lunch was cold on Tuesday.", "We need more trees in the park.", "The library opens late on Sundays.",
    "The water bill came twice.", "Neighbours play music at night.", "My clinic has no times left.",
)  # fmt: skip


def builtin(number: int, text: str, *, themes: tuple[str, ...] | None = None, feeling: str | None = None) -> Example:
    """An example on which people agree with the machine, but for what is given."""
    found = analyse(text)
    return Example(number, text, found.themes if themes is None else themes, feeling or found.sentiment)


def town(people: int = 160, local: str = "transport_mobility") -> list[Example]:
    """Reviews of a town whose people mean the traffic when they name Slussen, and agree with the machine elsewhere."""
    chance = Random(7)
    examples = []
    for number in range(1, people + 1):
        saying, aside = chance.choice(SAYINGS), f" House {chance.choice('ABCDEFGH')}{chance.randrange(90)}."
        if number % 3 == 0:
            examples.append(builtin(number, saying.format("Slussen") + aside, themes=(local,)))
        elif number % 3 == 1:
            examples.append(builtin(number, saying.format(chance.choice(PLACES)) + aside, themes=()))
        else:
            examples.append(builtin(number, chance.choice(OTHERS) + aside))
    return examples


@lru_cache(maxsize=1)
def taught() -> Lesson:
    return learn(town())


def test_a_local_meaning_is_learned_and_judged_better_on_what_was_held_back() -> None:
    lesson = taught()
    held = lesson.report["themes"]["held_back"]
    assert lesson.is_better and lesson.report["in_use"] == {"themes": "new", "feelings": "built_in"}
    assert held["new"]["value"] > held["built_in"]["value"] + 0.2 and held["gain"]["low"] > 0


def test_a_taught_theme_shows_the_words_it_rests_on() -> None:
    text = "I was at Slussen yesterday."
    assert analyse(text).themes == ()
    found = analyse(text, learned=taught().learned)
    assert found.themes == ("transport_mobility",)
    assert found.evidence == {"transport_mobility": ((9, 16, "Slussen"),)}
    assert 0 < found.theme_scores[0] < 1


@pytest.mark.parametrize(
    "text", ["The park needs trees.", "Trường học thiếu giáo viên.", "Bussen är sen.", "", "😀", "!!"]
)
def test_where_nobody_taught_the_rules_decide(text: str) -> None:
    assert analyse(text, learned=Learned()) == analyse(text)
    assert analyse(text, learned=taught().learned).themes == analyse(text).themes


def test_the_same_examples_teach_the_same_in_any_order() -> None:
    again = learn(list(reversed(town())))
    assert to_bytes(again.learned) == to_bytes(taught().learned) and again.report == taught().report


@pytest.mark.parametrize("seed", range(2))
def test_codes_given_at_random_are_not_put_in_use(seed: int) -> None:
    chance, themes = Random(seed), list(load_themes())
    noise = [
        Example(
            one.number, one.text, tuple(chance.sample(themes, 1 + chance.randrange(2))), chance.choice(FEELINGS[:3])
        )
        for one in town(90)
    ]
    assert not learn(noise).is_better


def test_agreeing_with_the_machine_teaches_nothing_new() -> None:
    examples = [builtin(one.number, one.text) for one in town(60)]
    lesson = learn(examples)
    assert not lesson.is_better
    for one in examples:
        found = analyse(one.text, learned=lesson.learned)
        assert (found.themes, found.sentiment) == (one.themes, one.feeling)


def test_irony_that_people_mark_is_learned() -> None:
    chance = Random(3)
    examples = []
    for number in range(1, 161):
        thing = chance.choice(("bus", "road", "school", "clinic", "park", "bridge")) + f" {chance.randrange(60)}"
        if number % 2:
            examples.append(builtin(number, f"Oh wonderful, just what we needed, the {thing}.", feeling="negative"))
        else:
            examples.append(builtin(number, f"The {thing} is good and the staff is kind."))
    lesson = learn(examples)
    assert lesson.report["in_use"]["feelings"] == "new"
    found = analyse("Oh wonderful, just what we needed, the tunnel.", learned=lesson.learned)
    assert found.sentiment == "negative" and found.sentiment_score is not None and found.sentiment_score < 0


def test_what_only_two_have_written_is_not_kept() -> None:
    secret = [Example(900 + n, f"Zyxwvut keeps dogs, house {n}.", ("animals_pests",), "negative") for n in range(2)]
    learned = learn([*town(60), *secret]).learned
    assert learned.themes
    kept = set(learned.themes.weights.rows.tolist())
    assert crc32(b"wslussen") in kept and not {crc32(b"wzyxwvut"), crc32(b"bzyxwvut"), crc32(b"cwvut>")} & kept


def test_copies_count_as_one_comment_and_stand_in_one_part() -> None:
    text = "Please open the {} bath at noon, all of us in the street would love to swim there in the summer"
    copies = [Example(n, text.format("old"), (), "neutral") for n in range(1, 9)]
    assert together(copies) == [1] * 8
    assert together([Example(3, "More buses!", (), "neutral"), Example(9, "more buses", (), "neutral")]) == [3, 3]
    assert together([Example(3, "More buses", (), "neutral"), Example(9, "More trams", (), "neutral")]) == [3, 9]


def test_a_fifth_is_held_back_and_the_rest_falls_into_five_parts() -> None:
    held = [number for number in range(1, 2001) if is_held_back(number)]
    parts = [fold(number) for number in range(1, 2001) if not is_held_back(number)]
    assert 340 < len(held) < 460
    assert all(260 < parts.count(part) < 380 for part in range(5))


def test_too_few_examples_say_how_many_are_wanted() -> None:
    with pytest.raises(TooFewExamples) as refused:
        learn(town(FEWEST - 1))
    assert (refused.value.have, refused.value.wanted) == (FEWEST - 1, FEWEST)


def test_what_is_in_force_stays_when_the_new_one_is_no_better() -> None:
    lesson = learn(town(), in_force=taught().learned)
    assert not lesson.is_better


def test_themes_that_are_no_longer_known_are_neither_learned_nor_given() -> None:
    gone = [Example(one.number, one.text, ("gone_theme",), one.feeling) for one in town(60)]
    lesson = learn(gone)
    assert lesson.learned.themes and "gone_theme" not in lesson.learned.themes.codes


@pytest.mark.parametrize(
    "text", ["The buses are late and dirty.", "Bra parker men dålig skola.", "Tôi rất vui", "?", ""]
)
def test_examples_are_read_as_the_analysis_reads_them(text: str) -> None:
    found, reading = analyse(text), read(Example(1, text, (), "neutral"))
    assert (found.themes, found.sentiment) == (tuple(hit.code for hit in reading.hits), reading.heard.label)
