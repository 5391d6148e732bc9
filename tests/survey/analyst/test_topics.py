"""What comes up: new words, the comments they stand in, prepared texts; of the reader's agencies alone."""

from datetime import timedelta

import pytest

from survey.models import utc_now
from tests.builders import add_agency, add_record, add_user, sign_in
from tests.tree import find, tree, words

NOW, BEFORE = timedelta(days=3), timedelta(days=40)
USUAL = ["The road by the church is full of holes", "The library closes too early", "Thanks for the new park"]
NEW = ["Who allowed the wind turbines?", "The wind turbines hum at night", "No wind turbines in our hills"] * 3


@pytest.fixture
def analyst(client, database):
    sign_in(client, database, add_user(database, "analyst"))
    return client


def shown(client, **filters: str):
    answer = client.get("/analyst/topics", query_string=filters)
    assert answer.status_code == 200, answer.status
    return tree(answer.get_data(as_text=True))


def add(database, texts, ago: timedelta, **columns) -> None:
    for text in texts:
        add_record(database, text, received_at=utc_now() - ago, **columns)


def topics(page) -> list[str]:
    return [words(heading) for heading in find(page, ".//h3", class_="row-title")]


def test_new_words_lead_to_their_comments(analyst, database) -> None:
    add(database, USUAL * 10 + NEW, NOW)
    add(database, USUAL * 10, BEFORE)
    page = shown(analyst)
    assert topics(page) == ["wind turbines"]
    link = page.find(".//h3/a").get("href")
    assert "9 records match." in analyst.get(link).get_data(as_text=True)


def test_other_agencies_comments_are_not_read(analyst, database) -> None:
    add(database, USUAL * 10, NOW)
    add(database, USUAL * 10, BEFORE)
    add(database, NEW, NOW, agency=add_agency(database, "Elsewhere"))
    assert topics(shown(analyst)) == []


def test_restricted_comments_are_not_read(analyst, database) -> None:
    add(database, USUAL * 10, NOW)
    add(database, USUAL * 10, BEFORE)
    add(database, NEW, NOW, sensitivity="S3")
    assert topics(shown(analyst)) == []


def test_a_prepared_text_is_one_comment_and_is_shown_with_its_number(analyst, database) -> None:
    add(database, USUAL * 10, NOW)
    add(database, USUAL * 10, BEFORE)
    first = add_record(database, "Stop the <b>turbines</b> now", copies=12)
    for _time in range(12):
        add_record(database, "Stop the turbines now", copy_of=first)
    page = shown(analyst)
    assert topics(page) == []
    text = words(page)
    assert "Sent 13 times" in text and "Stop the <b>turbines</b> now" in text
    assert "13 records match." in analyst.get(f"/staff/?alike={first}").get_data(as_text=True)
    assert "Sent by 12 others" in analyst.get(f"/staff/?alike={first}").get_data(as_text=True)


def test_each_text_once(analyst, database) -> None:
    first = add_record(database, "Stop the turbines", copies=2)
    for _time in range(2):
        add_record(database, "Stop the turbines", copy_of=first)
    assert "1 record matches." in analyst.get("/staff/?copies=once").get_data(as_text=True)


@pytest.mark.parametrize(
    ("ago", "said"),
    [(None, "There are no comments in this period."), (NOW, "There are no earlier comments to compare with.")],
)
def test_too_little_to_compare(analyst, database, ago, said) -> None:
    if ago:
        add(database, USUAL, ago)
    assert said in words(shown(analyst))


@pytest.mark.parametrize("wrong", ["copies=twice", "alike=x", "alike=-1", "alike=" + "9" * 30, "since=never"])
def test_filters_that_do_not_exist(analyst, wrong) -> None:
    assert analyst.get(f"/staff/?{wrong}").status_code == 400
    assert analyst.get(f"/analyst/topics?{wrong}").status_code == 400


@pytest.mark.parametrize(
    "days", ["since=2020-01-01&until=2019-01-01", "since=1900-01-01&until=2999-12-31", "until=1900-01-01"]
)
def test_days_at_the_edge(analyst, days) -> None:
    assert analyst.get(f"/analyst/topics?{days}").status_code == 200
