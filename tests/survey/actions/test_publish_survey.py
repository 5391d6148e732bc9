"""A survey opens only when everybody it speaks to can read all of it, and knows whom to call."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions.publish_survey import close_survey, publish_survey
from survey.database import Database
from survey.form_content import read_content
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
    assert problems(database, "s", settings)[0] == told
    assert state(database) == ("draft", False)


def test_refused_without_an_emergency_number(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT, state="draft")
    assert "emergency_number" in problems(database, "s", replace(settings, emergency_number=" "))[0]


def test_unknown_survey(database: Database, settings: Settings) -> None:
    assert problems(database, "nowhere", settings) == ["There is no survey “nowhere”."]
    with pytest.raises(SurveyProblem):
        close_survey(database, "nowhere")


def content(database: Database) -> dict[str, Any]:
    with database.session() as session:
        return session.scalars(select(Survey)).one().latest.content


def test_only_in_languages_that_are_whole(database: Database, settings: Settings) -> None:
    half = without_swedish("items", 0, "items", 0, "label")
    add_survey(database, "s", half, "draft")
    assert problems(database, "s", settings)[-1] == (
        "Nothing is missing in: English (en). It can be published in these alone."
    )
    assert publish_survey(database, "s", settings, ["en"]) == 1
    assert read_content(content(database)).languages == ("en",)
    assert content(database)["languages"] == ["en", "sv"]


def test_a_version_that_is_out_never_changes_its_languages(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT, "draft")
    assert publish_survey(database, "s", settings, ["sv"]) == 1
    close_survey(database, "s")
    assert publish_survey(database, "s", settings) == 1
    assert publish_survey(database, "s", settings, ["sv", "en"]) == 2
    assert read_content(content(database)).languages == ("en", "sv")


def test_a_language_that_the_survey_has_not(database: Database, settings: Settings) -> None:
    add_survey(database, "s", CONTENT, "draft")
    with pytest.raises(SurveyProblem, match="The survey is not in “vi”. It is in: en, sv."):
        publish_survey(database, "s", settings, ["en", "vi"])
    assert state(database) == ("draft", False)


def test_what_nobody_reads_needs_no_label(database: Database, settings: Settings) -> None:
    hidden = {"type": "calculation", "name": "c", "label": {}, "logic": {"calculation": "1 + 1"}}
    add_survey(database, "s", CONTENT | {"items": [*CONTENT["items"], hidden]}, "draft")
    assert publish_survey(database, "s", settings) == 1


def test_messages_are_said_in_every_language(database: Database, settings: Settings) -> None:
    asked = {"type": "short_text", "name": "m", "label": {"en": "A", "sv": "B"}, "required": True,
             "messages": {"required": {"en": "Please"}}}  # fmt: skip
    add_survey(database, "s", CONTENT | {"items": [asked]}, "draft")
    assert problems(database, "s", settings)[0] == "A message of “m” is missing in: Swedish."
