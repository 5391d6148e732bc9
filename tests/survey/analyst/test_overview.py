"""The analyst's page: counts, what leads where, and a chart that says the same as its table."""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest

from survey.models import utc_now
from tests.builders import add_agency, add_record, add_survey, add_user, sign_in
from tests.tree import find, tree, words

FEELINGS = ["Negative", "Mixed", "Neutral", "Positive", "Not scored"]


def page(client, address: str = "/analyst/") -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return tree(answer.get_data(as_text=True))


def rows(shown: Element) -> dict[str, Element]:
    """The rows of the theme table by their name."""
    return {words(row.find("th")): row for row in shown.findall(".//table//tr") if row.find("td") is not None}


def table(shown: Element) -> dict[str, list[int]]:
    """The numbers of each row, under Records and the five feelings."""
    return {name: [int(words(cell).split()[0]) for cell in row.findall("td")] for name, row in rows(shown).items()}


def chart(shown: Element) -> dict[str, tuple[int, dict[str, int], float]]:
    """Each bar of the chart: its name, its number, its parts, and how long it is drawn."""
    found = {}
    for bar in find(shown, ".//svg", class_="bars")[0].findall("g"):
        name, number = words(find(bar, "text", class_="name")[0]).rsplit(" · ", 1)
        parts = dict(words(part).rsplit(": ", 1) for part in bar.findall("rect"))
        length = sum(float(part.get("width").rstrip("%")) for part in bar.findall("rect"))
        found[name] = (int(number), {feeling: int(count) for feeling, count in parts.items()}, length)
    return found


def status(shown: Element) -> Element:
    return find(shown, ".//p", role="status")[0]


@pytest.fixture
def analyst(client, database):
    """A client signed in as an analyst of the default agency."""
    sign_in(client, database, add_user(database, "analyst"))
    return client


@pytest.fixture
def some_records(database) -> None:
    for sentiment in ("negative", "negative", "negative", "positive", "not_scored"):
        add_record(database, themes={"transport_mobility": sentiment}, sentiment=sentiment)
    add_record(
        database, themes={"transport_mobility": "mixed", "waste_sanitation": "neutral"}, sentiment="mixed",
        reviewed_at=utc_now(), language="sv", type="praise",
    )  # fmt: skip
    add_record(database, sentiment="positive")
    add_record(database, themes={"transport_mobility": "negative"}, sensitivity="S2")
    add_record(database, themes={"transport_mobility": "negative"}, analysis_state="failed")
    add_record(database, themes={"transport_mobility": "negative"}, agency=add_agency(database, "Elsewhere"))


def test_the_table_counts_what_the_person_may_see(analyst, some_records) -> None:
    assert table(page(analyst)) == {
        "Transport and mobility": [6, 3, 1, 0, 1, 1],
        "Waste and cleanliness": [1, 0, 0, 1, 0, 0],
        "No theme": [1, 0, 0, 0, 1, 0],
        "All records": [7, 3, 1, 0, 2, 1],
    }


def test_rows_add_up(analyst, some_records) -> None:
    assert all(total == sum(feelings) for total, *feelings in table(page(analyst)).values())


def test_the_chart_says_the_same_as_its_table(analyst, some_records) -> None:
    shown = page(analyst)
    numbers, bars = table(shown), chart(shown)
    assert list(bars) == ["Transport and mobility", "Waste and cleanliness"]
    longest = max(number for number, _parts, _length in bars.values())
    for name, (number, parts, length) in bars.items():
        total, *feelings = numbers[name]
        assert number == total
        assert parts == {feeling: count for feeling, count in zip(FEELINGS, feelings, strict=True) if count}
        assert length == pytest.approx(100 * number / longest, abs=0.01)


def test_every_number_leads_to_as_many_records(analyst, some_records) -> None:
    shown = page(analyst)
    links = [*shown.findall(".//td/a"), *find(shown, ".//ul", class_="plain")[0].iter("a"), *status(shown).iter("a")]
    assert len(links) > 12
    for link in links:
        number = int(re.search(r"\d+", words(link)).group())
        (listed,) = find(page(analyst, link.get("href")), ".//ol", class_="cards")
        assert (link.get("href"), len(listed.findall("li"))) == (link.get("href"), number)


@pytest.mark.parametrize(
    ("query", "records"),
    [
        ("", 7), ("language=sv", 1), ("coded=confirmed", 1), ("coded=suggested", 6), ("type=praise", 1),
        ("channel=paper", 0), ("since=2020-01-01", 7), ("until=2020-01-01", 0), ("survey=nowhere", 0),
        ("theme=waste_sanitation&sentiment=positive", 7),
    ],
)  # fmt: skip
def test_filters_of_the_address(analyst, some_records, query: str, records: int) -> None:
    said = words(status(page(analyst, f"/analyst/?{query}")))
    assert said.startswith(f"{records} record" if records else "No record is counted")


@pytest.mark.parametrize("query", ["language=xx", "since=yesterday", "coded=maybe", "type=%00x", "channel='--"])
def test_a_filter_that_does_not_exist_is_refused(analyst, query: str) -> None:
    assert analyst.get(f"/analyst/?{query}").status_code == 400


def test_restricted_levels_are_refused(analyst) -> None:
    assert analyst.get("/analyst/?sensitivity=S3").status_code == 403


def test_small_rows_have_no_shares(analyst, some_records) -> None:
    shown = page(analyst)
    shares = {
        name: [words(share) for share in find(row, ".//span", class_="share")] for name, row in rows(shown).items()
    }
    assert shares["Transport and mobility"] == ["86%", "50%", "17%", "17%", "17%"]
    assert shares["Waste and cleanliness"] == ["14%"]
    assert "fewer than 5 records" in words(shown)


def test_the_filter_stands_in_words_and_in_the_downloads(analyst, database) -> None:
    add_survey(database, "park")
    add_record(database, language="vi", received_at=datetime(2026, 3, 2, 9, tzinfo=UTC), themes={"parks": "mixed"})
    shown = page(analyst, "/analyst/?language=vi&since=2026-03-01")
    active = [words(tag) for tag in find(shown, ".//a", class_="tag")]
    assert [tag.removeprefix("Take away: ").rstrip(" ✕") for tag in active] == [
        "Language: Vietnamese",
        "First day: March 1, 2026",
    ]
    downloads = {words(link): link.get("href") for link in find(shown, ".//p", class_="downloads")[0]}
    assert downloads == {
        "Download 1 record as CSV": "/analyst/export.csv?language=vi&since=2026-03-01",
        "Download 1 record as JSON Lines": "/analyst/export.jsonl?language=vi&since=2026-03-01",
    }


def test_a_theme_that_is_no_longer_in_the_codebook_is_still_counted(analyst, database) -> None:
    add_record(database, themes={"<b>old_theme": "negative"})
    assert table(page(analyst))["<b>old_theme"][0] == 1


@pytest.mark.parametrize(("roles", "status"), [(["reviewer"], 403), (["integrity"], 403), (["administrator"], 200)])
def test_who_may_enter(client, database, roles: list[str], status: int) -> None:
    sign_in(client, database, add_user(database, *roles))
    for address in ("/analyst/", "/analyst/indicators", "/analyst/export.csv"):
        assert client.get(address).status_code == status


@pytest.mark.parametrize("address", ["/analyst/", "/analyst/indicators", "/analyst/export.csv"])
def test_others_are_asked_to_sign_in(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302 and "/staff/sign-in" in answer.location
