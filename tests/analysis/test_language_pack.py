"""Word files: what they may hold, and that every pack of the house is sound."""

import pytest

from analysis.language_pack import language_pack, pack_codes, read
from analysis.phrases import Meaning, Phrases
from analysis.words import tokens


def found(entries, text, bare=False):
    words = [token.bare if bare else token.folded for token in tokens(text)]
    matches = Phrases([(entry, Meaning("k", "", 1.0)) for entry in entries], bare).find(words)
    return [" ".join(words[match.first : match.last]) for match in matches.get("k", ())]


@pytest.mark.parametrize(
    ("entries", "text", "matches"),
    [
        (["bus", "bus stop"], "the bus stop and the bus", ["bus stop", "bus"]),
        (["annoy*"], "annoying, annoyed", ["annoying", "annoyed"]),
        (["promised ... never"], "they promised a park and never built it", ["promised a park and never"]),
        (["promised ... never"], "they promised. never", []),
        (["city"], "the city's plan", ["city's"]),
        (["=)"], "good =)", ["=)"]),
    ],
)
def test_phrases(entries, text, matches):
    assert found(entries, text) == matches


@pytest.mark.parametrize(
    ("entry", "text", "hit"),
    [
        ("không tốt", "khong tot", True),
        ("=đường", "duong", False),
        ("tối", "toi", False),
        ("thiếu", "thieu", False),
        ("tuyệt vời", "tuyet voi", True),
    ],
)
def test_reading_without_tone_marks(entry, text, hit):
    assert bool(found([entry], text, bare=True)) is hit


@pytest.mark.parametrize("code", pack_codes())
def test_every_pack_is_sound(code):
    pack = language_pack(code)
    assert pack is not None
    assert pack.phrases("function")
    assert all(phrase == phrase.strip() and phrase for phrase, _ in pack.entries)


def test_a_language_nobody_wrote_has_no_pack():
    assert language_pack("xx") is None
    assert language_pack("..") is None


@pytest.mark.parametrize(("content", "message"), [("words\n", "line 1"), ("[a]\nb\n[feeling two\n", "line 3")])
def test_a_wrong_word_file_names_its_line(tmp_path, content, message):
    path = tmp_path / "words.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(read(path))
