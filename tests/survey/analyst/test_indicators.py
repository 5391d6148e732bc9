"""The indicators' page: each number with its base, target and words, for two periods."""

from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest

from analysis.indicator import load_indicators
from survey.analyst.indicators import first_of_quarter, periods_of, year_before
from survey.analyst.wording import spoken_number
from survey.models import HistoryEvent, utc_now
from survey.record_filter import RecordFilter
from tests.builders import add_agency, add_record, add_response, add_survey, add_user, sign_in
from tests.tree import find, tree, words


@pytest.fixture
def analyst(client, database):
    sign_in(client, database, add_user(database, "analyst"))
    return client


def cards(client, query: str = "") -> dict[str, Element]:
    """The indicators on the page by their code."""
    answer = client.get(f"/analyst/indicators{query}")
    assert answer.status_code == 200
    found = find(tree(answer.get_data(as_text=True)), ".//section", class_="card")
    return {card.get("aria-labelledby", ""): card for card in found}


def lines(card: Element) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in card.findall(".//tbody/tr")]


def test_every_indicator_stands_with_its_name_definition_and_source(analyst) -> None:
    shown = cards(analyst)
    assert set(shown) == set(load_indicators())
    for code, indicator in load_indicators().items():
        said = words(shown[code])
        assert all(part in said for part in (indicator.name, indicator.definition, indicator.basis, "Idea: "))
        assert "margin of error" not in said or indicator.of_those_who_answered


def test_an_empty_database_has_too_little_to_say(analyst) -> None:
    shown = cards(analyst)
    del shown["E4-LNG"]  # it counts languages, which are set before anybody has answered
    assert {code: lines(card)[0][1:] for code, card in shown.items()} == dict.fromkeys(
        shown, ["Too few to say", "0", "Too few to say", "0"]
    )


def test_figures_of_the_products_own_data(analyst, database) -> None:
    now, survey = utc_now() - timedelta(hours=1), add_survey(database)
    for number in range(100):
        trust = "8" if number < 60 else "2"
        add_response(database, survey, {"R11": trust, "K01": "yes_know_how", "R02": "1"}, received_at=now)
    for number in range(12):
        due = {"acknowledge_by": now, "answer_by": now, "received_at": now - timedelta(1)}
        record = add_record(database, themes={"transport_mobility": "negative"}, **due)
        with database.change() as session:
            at = now - timedelta(minutes=5) if number < 9 else now + timedelta(minutes=5)
            session.add(HistoryEvent(record_id=record, kind="reply", after="answer", at=at))
    shown = cards(analyst)
    assert lines(shown["P1-TRU"])[0] == ["Trust in local government", *["60% Target met", "100"] * 2]
    assert lines(shown["P1-TRU"])[1] == ["Low, 0 to 4", *["40%", "100"] * 2]
    assert lines(shown["E5-AWR"])[0][1:3] == ["100% Target met", "100"]
    assert lines(shown["P3-VOI"])[0][1:3] == ["0% Far from the target", "100"]
    assert lines(shown["A2-OTR"])[0][1:3] == ["75% Short of the target", "12"]
    assert lines(shown["A2-OTR"])[1][1:3] == ["25%", "12"]
    assert lines(shown["A3-TTR"])[0][1:3] == ["Too few to say", "12"]
    assert "Of those who answered" in words(shown["P1-TRU"])
    assert "Of those who answered" not in words(shown["A2-OTR"])


def test_themes_with_enough_mentions_lead_to_their_records(analyst, database) -> None:
    for _number in range(30):
        add_record(database, themes={"transport_mobility": "negative"})
    whole, part = lines(cards(analyst)["P5-NTS"])
    assert whole[1:3] == ["See the themes", "30"]
    assert part == ["Transport and mobility", "-100", "30", "-100", "30"]
    (link,) = cards(analyst)["P5-NTS"].findall(".//th/a")
    assert "theme=transport_mobility" in link.get("href", "")
    assert analyst.get(link.get("href")).status_code == 200


def test_days_and_language_narrow_the_numbers(analyst, database) -> None:
    survey = add_survey(database)
    for _number in range(30):
        add_response(database, survey, {"K01": "no"}, language="vi")
    assert lines(cards(analyst, "?language=vi")["E5-AWR"])[0][2] == "30"
    assert lines(cards(analyst, "?language=sv")["E5-AWR"])[0][2] == "0"
    assert lines(cards(analyst, "?until=2020-01-01")["E5-AWR"])[0][2] == "0"
    assert lines(cards(analyst, "?since=2020-02-01&until=2020-01-01")["E5-AWR"])[0][2] == "0"


def test_only_records_of_the_persons_agencies_are_counted(client, database) -> None:
    own, other = add_agency(database, "Police"), add_agency(database, "School")
    for agency in [own] * 30 + [other] * 40:
        add_record(database, themes={"transport_mobility": "negative"}, agency=agency)
    sign_in(client, database, add_user(database, "analyst", agency=own))
    assert lines(cards(client)["P5-NTS"])[1][2] == "30"


@pytest.mark.parametrize(
    "query",
    ["?since=1", "?until=2026-13-01", "?until=0001-01-01", "?since=0001-01-01", "?until=9999-12-31", "?language=<b>"],
)
@pytest.mark.parametrize("address", ["/analyst/indicators", "/analyst/", "/analyst/export.csv", "/staff/"])
def test_what_cannot_be_counted_is_refused_and_breaks_nothing(analyst, address: str, query: str) -> None:
    assert analyst.get(address + query).status_code == 400


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        ({}, ("2026-10-01", "2026-11-20", "2025-11-21")),
        ({"until": "2026-06-30"}, ("2026-04-01", "2026-06-30", "2025-07-01")),
        ({"since": "2026-11-01"}, ("2026-11-01", "2026-11-20", "2025-11-21")),
        ({"since": "2026-01-01", "until": "2026-03-31"}, ("2026-01-01", "2026-03-31", "2025-04-01")),
    ],
)
def test_periods(chosen: dict, days: tuple[str, str, str]) -> None:
    period, year = periods_of(RecordFilter(**chosen), TODAY)
    assert (period.since.isoformat(), period.until.isoformat(), year.since.isoformat()) == days
    assert year.until == period.until


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 12, 31), date(2026, 10, 1))]
)
def test_first_of_quarter(day: date, first: date) -> None:
    assert first_of_quarter(day) == first


def test_a_year_before_a_leap_day() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (93.4, "percent", "93%"), (1, "working_days", "1 working day"), (12, "working_days", "12 working days"),
        (61.7, "index", "62 of 100"), (12.4, "points", "+12"), (-7.6, "points", "-8"), (0.2, "points", "0"),
    ],
)  # fmt: skip
def test_spoken_number(value: float, unit: str, said: str) -> None:
    assert spoken_number(value, unit) == said
