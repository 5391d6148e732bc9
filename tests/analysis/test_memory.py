"""What is remembered of words: each worked out once, and never without end."""

import gc

from analysis.memory import Memory, no_garbage


def test_a_word_is_worked_out_once():
    asked = []
    memory = Memory(lambda word: asked.append(word) or len(word))
    assert [memory["buss"], memory["buss"], memory["tåg"]] == [4, 4, 3]
    assert asked == ["buss", "tåg"]


def test_many_different_words_do_not_fill_it():
    memory = Memory(len)
    assert sum(memory[f"{number:05}"] for number in range(50_000)) == 250_000
    assert len(memory) < 20_000


def test_a_very_long_word_is_answered_but_not_kept():
    memory = Memory(len)
    assert memory["å" * 10_000] == 10_000
    assert not memory


def test_what_is_asked_for_again_is_not_forgotten_with_the_rest():
    asked = []
    memory = Memory(lambda word: asked.append(word) or len(word))
    for number in range(50_000):
        assert memory["buss"] == 4
        assert memory[f"{number:05}"] == 5
    assert asked.count("buss") == 1


def test_the_search_for_garbage_rests_and_goes_on():
    with no_garbage():
        assert not gc.isenabled()
    assert gc.isenabled()
