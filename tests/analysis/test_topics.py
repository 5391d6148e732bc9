"""What comes up: found by comparison, counted by comments, told in the words people wrote."""

import pytest

from analysis.topics import FEWEST, Comment, emerging_topics, log_likelihood

USUAL = {
    "en": [
        "The bus to the hospital is always late",
        "Please mend the road by the church",
        "The library opens too late",
    ],
    "vi": ["Xe buýt đến bệnh viện hay trễ", "Đề nghị sửa đường gần nhà thờ", "Thư viện mở cửa quá muộn"],
    "sv": ["Bussen till sjukhuset är alltid sen", "Laga vägen vid kyrkan, tack", "Biblioteket öppnar för sent"],
}


def comments(texts: list[str], start: int = 0) -> list[Comment]:
    return [Comment(number, text) for number, text in enumerate(texts, start)]


@pytest.mark.parametrize(
    ("language", "new", "phrase"),
    [
        ("en", ["The wind turbines hum", "No more wind turbines here", "Who allowed a wind turbine?"], "wind turbines"),
        ("sv", ["Vindkraftverken surrar", "Fler vindkraftverk", "Stoppa vindkraftverken nu"], "vindkraftverken"),
        ("vi", ["Điện gió ồn suốt đêm", "Không xây điện gió nữa", "Ai cho phép làm điện gió?"], "điện gió"),
    ],
)  # fmt: skip
def test_what_was_never_said_before_is_found(language: str, new: list[str], phrase: str) -> None:
    topics = emerging_topics(comments(USUAL[language] * 10 + new * 2), comments(USUAL[language] * 12), language)
    assert topics[0].phrases == [phrase]
    assert (topics[0].now, topics[0].before) == (6, 0)
    assert topics[0].comments == list(range(30, 36))


def test_what_is_said_as_often_as_before_is_no_topic() -> None:
    assert emerging_topics(comments(USUAL["en"] * 10), comments(USUAL["en"] * 10), "en") == []


def test_one_person_saying_it_many_times_is_no_topic() -> None:
    loud = ["turbine " * 50]
    assert emerging_topics(comments(USUAL["en"] * 10 + loud), comments(USUAL["en"] * 10), "en") == []


def test_words_of_the_same_comments_are_one_topic() -> None:
    new = ["The turbine hums and the windows rattle", "Turbine again: rattle, rattle", "Rattle of the turbine"]
    topics = emerging_topics(comments(USUAL["en"] * 10 + new * 2), comments(USUAL["en"] * 10), "en")
    assert [set(topic.phrases) for topic in topics] == [{"turbine", "rattle"}]


@pytest.mark.parametrize("text", ["", "🙂🙂", "https://example.org", "!!!", "\u200f\u200b", "a" * 50_000])
def test_difficult_texts(text: str) -> None:
    emerging_topics(comments([text] * (FEWEST + 1)), comments(["", text]), "en")


@pytest.mark.parametrize("language", ["zh", "other", "und", "xx"])
def test_a_language_without_lists_is_read_too(language: str) -> None:
    topics = emerging_topics(comments(["alpha beta"] * 9 + ["gamma"] * 40), comments(["delta"] * 40), language)
    assert any("alpha" in phrase for topic in topics for phrase in topic.phrases)


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ((10, 100, 10, 100), 0.0),
        ((5, 100, 10, 100), 0.0),
        ((0, 100, 0, 100), 0.0),
        ((10, 100, 0, 100), 13.863),
        ((20, 100, 5, 100), 9.637),
        ((3, 3, 0, 0), 0.0),
    ],
)
def test_log_likelihood(cells: tuple[int, int, int, int], value: float) -> None:
    assert log_likelihood(*cells) == pytest.approx(value, abs=0.001)
