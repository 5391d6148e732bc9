"""Surveys in languages with their region or script: who gets which, how the page says so, what is stored."""

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import select

from survey.models import FeedbackRecord, Response
from tests.builders import CONTENT, add_agency, add_survey
from tests.pages import send
from tests.rules.page import Page

TITLES = {"en": "Buses", "pt-BR": "Ônibus", "zh-Hant": "巴士", "pa-Arab": "بساں"}


@pytest.fixture
def survey(database) -> int:
    add_agency(database, default=True)
    content: dict[str, Any] = deepcopy(CONTENT) | {"languages": list(TITLES), "title": TITLES}
    content["items"][0]["label"] = TITLES
    return add_survey(database, "buses", content)


@pytest.mark.parametrize("accepted, title", [
    ("pt-BR,en;q=0.5", "Ônibus"), ("pt-PT,en;q=0.5", "Ônibus"), ("zh-TW", "巴士"), ("en-GB", "Buses"), ("sv", "Buses"),
])  # fmt: skip
def test_the_browser_gets_the_nearest(client, survey: int, accepted: str, title: str) -> None:
    page = client.get("/s/buses", headers={"Accept-Language": accepted}).text
    assert f">{title}</h1>" in page


def test_an_earlier_choice_of_another_variety_comes_before_the_browser(client, survey: int) -> None:
    client.set_cookie("language", "pt")
    assert ">Ônibus</h1>" in client.get("/s/buses", headers={"Accept-Language": "zh-TW"}).text


@pytest.mark.parametrize("tag, way", [("pt-BR", "ltr"), ("zh-Hant", "ltr"), ("pa-Arab", "rtl")])
def test_the_page_names_its_language_and_direction(client, survey: int, tag: str, way: str) -> None:
    page = client.get(f"/s/buses?lang={tag}").text
    assert f'<h1 lang="{tag}" dir="{way}">{TITLES[tag]}</h1>' in page
    assert Page(page).faults == []


def test_the_answer_keeps_the_language(client, database, survey: int) -> None:
    assert send(client, "/s/buses?lang=pt-BR", "/s/buses/answers", O1="Ônibus demais").status_code == 303
    with database.session() as session:
        assert session.scalars(select(Response.language)).one() == "pt-BR"
        assert session.scalars(select(FeedbackRecord.language_hint)).one() == "pt-BR"
