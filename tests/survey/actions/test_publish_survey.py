"""A survey opens only when everybody it speaks to can read all of it, and knows whom to call."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions.publish_survey import close_survey, publish_survey
from survey.database import Database
from survey.models import Survey, SurveyVersion
from survey.settings import Settings
from survey.survey_problem import SurveyProblem
from tests.builders import add_survey

CONTENT: dict[str, Any] = {
    "languages": ["en", "sv"],
    "title": {"en": "Survey", "sv": "Enkät"},
    "items": [
        {
            "type": "group",
            "name": "g",
            "label": {"en": "Group", "sv": "Grupp"},
            "items": [
                {
                    "type": "one_choice",
                    "name": "q",
                    "label": {"en": "Well?", "sv": "Nå?"},
                    "hint": {"en": "Hint", "sv": "Tips"},
                    "choices": [{"code": "1", "label": {"en": "Yes", "sv": "Ja"}}],
                }
            ],
        }
    ],
}


def without_swedish(*path: Any) -> dict[str, Any]:
    content: Any = deepcopy(CONTENT)
    part = content
    for step in path:
        part = part[step]
    del part["sv"]
    return content


def problems(database: Database, slug: str, settings: Settings) -> list[str]:
    with pytest.raises(SurveyProblem) as refused:
        publish_survey(database, slug, settings)
    return refused.value.problems


def state(database: Database) -> tuple[str, bool]:
    with database.session() as session:
        survey = session.scalars(select(Survey)).one()
        return survey.state, survey.latest.published_at is not None


def test_published_and_closed_and_opened_again(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT, state="draft")
    assert publish_survey(database, "s", settings) == 1
    assert state(database) == ("open", True)
    close_survey(database, "s")
    assert state(database) == ("closed", True)
    publish_survey(database, "s", settings)
    assert state(database) == ("open", True)


def test_the_moment_of_publishing_does_not_change(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT)
    query = select(SurveyVersion.published_at)
    with database.session() as session:
        before = session.scalar(query)
    publish_survey(database, "s", settings)
    with database.session() as session:
        assert session.scalar(query) == before


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("title",), "The title is missing in: Swedish."),
        (("items", 0, "label"), "The heading of section “g” is missing in: Swedish."),
        (("items", 0, "items", 0, "label"), "The label of “q” is missing in: Swedish."),
        (("items", 0, "items", 0, "hint"), "The hint of “q” is missing in: Swedish."),
        (("items", 0, "items", 0, "choices", 0, "label"), "The choice “1” of “q” is missing in: Swedish."),
    ],
)
def test_refused_while_a_wording_is_missing(
    database: Database, settings: Settings, path: tuple[Any, ...], told: str
) -> None:
    add_survey(database, "s", without_swedish(*path), state="draft")
    assert problems(database, "s", settings) == [told]
    assert state(database) == ("draft", False)


def test_refused_without_an_emergency_number(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT, state="draft")
    assert "emergency_number" in problems(database, "s", replace(settings, emergency_number=" "))[0]


def test_unknown_survey(database: Database, settings: Settings) -> None:
    assert problems(database, "nowhere", settings) == ["There is no survey “nowhere”."]
    with pytest.raises(SurveyProblem):
        close_survey(database, "nowhere")
