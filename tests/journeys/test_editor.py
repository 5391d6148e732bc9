"""A survey from the first click to an answer: made, worded, previewed, opened, answered on a phone, made anew."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.database import Database
from survey.models import Response, Survey
from tests.builders import PASSWORD, add_user

pytestmark = pytest.mark.browser
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def enter(page: Page) -> None:
    page.goto("/staff/")
    page.get_by_label("E-mail address").fill("kim@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feedback")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_survey_from_a_template_to_an_answer(phone: Callable[..., Page], database: Database, scripts: bool) -> None:
    add_user(database, email="kim@example.org", name="Kim")
    page = phone(locale="en", java_script_enabled=scripts)
    enter(page)
    page.get_by_role("link", name="Surveys").click()
    page.get_by_role("link", name="New survey").click()
    page.get_by_role("checkbox", name="Svenska").uncheck()
    page.get_by_label("Title in English").fill("Bus stops")
    page.get_by_role("button", name="Make the survey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bus stops")
    expect(page.get_by_role("region", name="The draft")).to_contain_text("Tiếng Việt: 1 text missing")

    page.get_by_text("What is missing").click()
    page.get_by_role("link", name="The title").click()
    page.locator("[id='title:::vi']").fill("Trạm xe buýt")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_text("Every text is there in every language.")).to_be_visible()

    page.get_by_role("link", name="Your feedback").click()
    page.locator("[id='label:comment::vi']").fill("Quý vị nghĩ gì về trạm xe buýt?")
    page.get_by_label("What kind").select_option(label="One of several choices")
    page.locator("[id='add:question:en']").fill("Which stop?")
    page.locator("[id='add:question:vi']").fill("Trạm nào?")
    page.get_by_role("button", name="Add the question").click()
    page.locator("[id='new:which_stop:0:en']").fill("Market")
    page.locator("[id='new:which_stop:0:vi']").fill("Chợ")
    page.locator("[id='new:which_stop:1:en']").fill("School")
    page.locator("[id='new:which_stop:1:vi']").fill("Trường học")
    added = page.locator("[id='item:which_stop']")
    added.get_by_role("button", name="Save and add more choices").click()
    expect(page.locator("[id='choice:which_stop:school:vi']")).to_have_value("Trường học")
    assert scripts is False or not page.evaluate(WIDER_THAN_THE_SCREEN)

    page.get_by_role("link", name="Preview in Vietnamese").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trạm xe buýt")
    expect(page.get_by_text("Quý vị nghĩ gì về trạm xe buýt?")).to_be_visible()
    expect(page.get_by_text("Trường học", exact=True)).to_be_visible()
    page.locator("main .notice a").click()
    page.goto("/staff/surveys/bus-stops?lang=en")
    page.get_by_role("button", name="Open to residents").click()
    expect(page.get_by_role("status")).to_have_text("The survey is open.")

    resident = phone(locale="vi", java_script_enabled=False)
    resident.goto("/s/bus-stops")
    resident.get_by_label("Trường học", exact=True).check()
    resident.get_by_label("Quý vị nghĩ gì về trạm xe buýt?").fill("Không có mái che.")
    resident.locator("#send").click()
    expect(resident.locator(".code").first).to_be_visible()

    page.get_by_role("button", name="Make a new version").click()
    page.get_by_role("link", name="Your feedback").click()
    added.get_by_text("Remove this question").click()
    added.get_by_role("button", name="Remove it").click()
    expect(added).to_have_count(0)
    page.goto("/staff/surveys/bus-stops")
    page.get_by_role("button", name="Open to residents").click()
    expect(page.get_by_role("heading", name="Version 2")).to_be_visible()
    with database.session() as session:
        response = session.scalars(select(Response)).one()
        assert {answer.question: answer.value for answer in response.answers}["which_stop"] == "school"
        assert response.version.number == 1
        survey = session.scalars(select(Survey).where(Survey.slug == "bus-stops")).one()
        assert survey.open_version and survey.open_version.number == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_questions_are_put_in_order_and_under_a_condition(
    phone: Callable[..., Page], database: Database, scripts: bool
) -> None:
    add_user(database, email="kim@example.org", name="Kim")
    page = phone(locale="en", java_script_enabled=scripts)
    enter(page)
    page.goto("/staff/new-survey")
    page.get_by_label("Title in English").fill("Parks")
    for language in ("Svenska", "Tiếng Việt"):
        page.get_by_role("checkbox", name=language).uncheck()
    page.get_by_role("button", name="Make the survey").click()
    page.get_by_role("link", name="Edit the draft").click()
    page.get_by_role("link", name="Your feedback").click()
    page.get_by_label("What kind").select_option(label="A picture")
    page.locator("[id='add:question:en']").fill("A **photo** of it")
    page.get_by_role("button", name="Add the question").click()

    added = page.locator("[id='item:a_photo_of_it']")
    expect(added.locator(".drawn strong")).to_have_text("photo")
    added.get_by_text("Hint, kind and conditions").click()
    added.get_by_label("Ask it", exact=True).select_option(label="Housing and building")
    added.get_by_role("button", name="Move up").click()
    expect(page.locator("ol.cards > li h2").nth(3)).to_have_text("A photo of it")
    added.get_by_text("Move it to another section").click()
    added.get_by_label("Section", exact=True).select_option(label="Before you start")
    added.get_by_role("button", name="Move it there").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you start")
    expect(added).to_be_visible()
    assert scripts is False or not page.evaluate(WIDER_THAN_THE_SCREEN)

    page.goto("/staff/surveys/parks")
    page.get_by_role("button", name="Open to residents").click()
    expect(page.get_by_role("row", name="Version 1 published Kim")).to_be_visible()
    resident = phone(locale="en", java_script_enabled=False)
    resident.goto("/s/parks")
    expect(
        resident.get_by_text("Answer this if you chose “Housing and building” at “What is it about?”.")
    ).to_be_visible()
