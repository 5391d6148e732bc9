"""The editor in the browser: a new survey, its texts side by side, its questions, its preview, two at once."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.actions.edit_survey import Draft, change_draft
from survey.actions.edit_survey_texts import every
from survey.database import Database
from survey.models import Response, Survey, SurveyEvent, SurveyVersion
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER
from tests.builders import CONTENT, add_agency, add_response, add_survey, add_user, sign_in
from tests.pages import form_on
from tests.rules.page import Page
from tests.survey.actions.test_edit_survey import FORM

NEW, PAGE = "/staff/new-survey", "/staff/surveys/buses"
DRAFT = f"{PAGE}/versions/1"
EDIT, FIRST = f"{DRAFT}/edit", f"{DRAFT}/edit/first"


@pytest.fixture
def kim(client: FlaskClient, database: Database) -> int:
    user = add_user(database, ADMINISTRATOR)
    sign_in(client, database, user)
    return user


@pytest.fixture
def draft(database: Database, kim: int) -> int:
    return add_survey(database, "buses", FORM, state="draft")


def version(database: Database, number: int = 1) -> SurveyVersion:
    with database.session() as session:
        return session.scalars(select(SurveyVersion).where(SurveyVersion.number == number)).one()


def item(database: Database, name: str) -> dict[str, Any]:
    return next(found for found in every(version(database).content["items"]) if found["name"] == name)


def fill(page: str, action: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What the page's form sends when this is typed into it."""
    pairs = [pair for pair in form_on(page, action) if pair[0] not in typed]
    data: dict[str, Any] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return {**data, **{name: said for name, said in typed.items() if said is not None}}


def save(client: FlaskClient, where: str, button: str = "save", **typed: Any) -> TestResponse:
    return client.post(where, data=fill(client.get(where).text, where, {"do": button, **typed}))


def test_a_survey_is_made_of_a_template(client: FlaskClient, database: Database, kim: int) -> None:
    typed = {"template": "event_evaluation", "languages": ["sv", "ar"], "title:sv": " Hur  var mötet? "}
    answer = client.post(NEW, data=fill(client.get(NEW).text, NEW, typed))
    assert (answer.status_code, answer.location) == (303, "/staff/surveys/hur-var-motet")
    page = client.get(answer.location).text
    assert "as a draft" in page and "45 texts missing" in page
    assert version(database).content["title"] == {"sv": "Hur var mötet?"}


def test_buttons_name_a_choice_in_the_language_of_the_screen(client: FlaskClient, database: Database, kim: int) -> None:
    choice = {"code": "often", "label": {"en": "Often", "vi": "Thường xuyên"}}
    asked = {"type": "one_choice", "name": "q", "label": {"en": "Bus?", "vi": "Xe?"}, "choices": [choice]}
    section = {"type": "group", "name": "first", "label": {"en": "First", "vi": "Đầu"}, "items": [asked]}
    add_survey(database, "buses", {**CONTENT, "languages": ["en", "vi"], "items": [section]}, state="draft")
    page = client.get(f"{FIRST}?lang=vi").text
    assert "Mã của “Thường xuyên”" in page and "Mã của “Often”" not in page


def test_a_survey_is_made_of_nothing(client: FlaskClient, database: Database, kim: int) -> None:
    typed = {"template": "empty", "languages": ["pt-BR", "en"], "title:en": "Buses"}
    client.post(NEW, data=fill(client.get(NEW).text, NEW, typed))
    assert version(database).content == {"languages": ["en"], "title": {"en": "Buses"}, "items": []}
    assert "The survey asks nothing." in client.get(PAGE).text
    assert Page(client.get(f"{EDIT}/-").text).faults == []


def test_what_was_typed_for_a_new_survey_is_kept(client: FlaskClient, kim: int) -> None:
    typed = {"template": "quick_feedback", "languages": ["vi"], "title:en": "Tell <b>us</b>"}
    answer = client.post(NEW, data=fill(client.get(NEW).text, NEW, typed))
    assert answer.status_code == 422
    assert "Enter a title in one of the languages" in answer.text
    assert ("title:en", "Tell <b>us</b>") in form_on(answer.text, NEW) and "<b>us</b>" not in answer.text


def test_a_text_is_changed_in_every_language(client: FlaskClient, database: Database, draft: int) -> None:
    answer = save(
        client, FIRST, **{"label:age::en": "How old\r\nare you?", "label:age::vi": "", "hint:age::en": "Years"}
    )
    assert (answer.status_code, answer.location) == (303, FIRST)
    assert (item(database, "age")["label"], item(database, "age")["hint"]) == (
        {"en": "How old\nare you?"},
        {"en": "Years"},
    )
    page = client.get(FIRST).text
    assert "2 texts missing" in page and page.count('<span class="missing">Missing</span>') == 2
    page = client.get(PAGE).text
    assert f'href="{FIRST}#label:age::vi"' in page and f'href="{FIRST}?open=age:more#hint:age::vi"' in page


def test_the_title_and_a_section_are_changed(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, EDIT, "add-section", **{"title:::en": "All buses", "add:section:en": "The end"})
    content = version(database).content
    assert (content["title"]["en"], [part["name"] for part in content["items"]]) == (
        "All buses", ["first", "second", "the_end"]
    )  # fmt: skip
    save(client, EDIT, "up the_end")
    save(client, EDIT, "remove second")
    assert [part["name"] for part in version(database).content["items"]] == ["first", "the_end"]
    save(client, EDIT, "language-add", **{"add:language": "ar"})
    assert version(database).content["languages"] == ["en", "vi", "ar"]
    assert 'dir="rtl"' in client.get(FIRST).text
    save(client, EDIT, "language-remove ar")
    assert version(database).content["languages"] == ["en", "vi"]


def test_a_question_is_added_with_its_choices(client: FlaskClient, database: Database, draft: int) -> None:
    typed = {"add:type": "one_choice", "add:question:en": "Which bus?", "add:question:vi": "Xe nào?"}
    answer = save(client, FIRST, "add-question", **typed, **{"label:age::en": "Years"})
    assert answer.location == f"{FIRST}?open=which_bus#item:which_bus"
    assert item(database, "age")["label"]["en"] == "Years"
    typed = {"new:which_bus:0:en": "Bus 47", "new:which_bus:0:vi": "Xe 47", "new:which_bus:1:en": "Another",
             "required:which_bus": "yes"}  # fmt: skip
    save(client, FIRST, "more which_bus", **typed)
    found = item(database, "which_bus")
    assert [choice["code"] for choice in found["choices"]] == ["bus_47", "another"]
    assert found["required"] is True
    save(client, FIRST, "choice-up which_bus another", **{"code:which_bus:another": "other_bus"})
    save(client, FIRST, "choice-remove which_bus bus_47")
    assert [choice["code"] for choice in item(database, "which_bus")["choices"]] == ["other_bus"]
    save(client, FIRST, **{"type:which_bus": "long_text", "required:which_bus": None})
    assert item(database, "which_bus") == {"type": "long_text", "name": "which_bus",
                                           "label": {"en": "Which bus?", "vi": "Xe nào?"}}  # fmt: skip
    save(client, FIRST, "remove which_bus")
    assert "which_bus" not in client.get(FIRST).text


@pytest.mark.parametrize("typed, words", [
    ({"relevant:age": "${rides} = "}, "cannot be read"),
    ({"relevant:age": "${nobody} = 1"}, "There is no question with the name “nobody”"),
    ({"name:age": "rides"}, "Another question has this name."),
    ({"label:rides::vi": "{nobody}"}, "Nothing is known to put in the place of {nobody}"),
    ({"code:rides:yes": "no way"}, "Write the code as one word"),
])  # fmt: skip
def test_everything_typed_survives_an_error(
    client: FlaskClient, database: Database, draft: int, typed: dict[str, str], words: str
) -> None:
    answer = save(client, FIRST, "add-question", **typed, **{"label:age::en": "Mine", "add:question:en": "Another?"})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert words in page and "<title>Error:" in page and Page(answer.text).faults == []
    sent = form_on(answer.text, FIRST)
    for name, said in {**typed, "label:age::en": "Mine", "add:question:en": "Another?"}.items():
        assert (name, said) in sent
    assert f'href="#{next(iter(typed))}"' in page
    assert version(database).content == FORM


def test_two_who_edit_at_once_lose_nothing(client: FlaskClient, database: Database, draft: int) -> None:
    opened = client.get(FIRST).text
    robin = add_user(database, ADMINISTRATOR, name="Robin")

    def change(content: dict[str, Any]) -> None:
        content["items"][0]["items"][1]["label"]["en"] = "Theirs"
        del content["items"][0]["items"][0]

    def loosen(content: dict[str, Any]) -> None:
        del content["items"][0]["items"][1]["logic"]

    change_draft(database, robin, Draft("buses", 1, 1), loosen)
    change_draft(database, robin, Draft("buses", 1, 2), change)
    typed = {"do": "save", "label:age::en": "Mine", "label:rides::en": "Gone <i>question</i>", "relevant:age": ""}
    refused = client.post(FIRST, data=fill(opened, FIRST, typed))
    assert refused.status_code == 409
    assert "Robin saved another version while you were writing" in refused.text
    assert "Theirs" in refused.text and "Gone &lt;i&gt;question" in refused.text
    assert ("label:age::en", "Mine") in form_on(refused.text, FIRST)
    assert item(database, "age")["label"]["en"] == "Theirs"
    assert client.post(FIRST, data=fill(refused.text, FIRST, {"do": "save"})).status_code == 303
    assert item(database, "age")["label"]["en"] == "Mine"


def test_a_section_that_is_gone_leaves_what_was_typed(client: FlaskClient, database: Database, draft: int) -> None:
    opened = client.get(f"{EDIT}/second").text
    change_draft(database, add_user(database), Draft("buses", 1, 1), lambda content: content["items"].pop())
    refused = client.post(f"{EDIT}/second", data=fill(opened, f"{EDIT}/second", {"label:walks::en": "My words"}))
    assert refused.status_code == 409 and "My words" in refused.text


def test_a_draft_that_was_published_meanwhile_keeps_what_was_typed(
    client: FlaskClient, database: Database, draft: int
) -> None:
    opened = client.get(FIRST).text
    client.post(f"{PAGE}/publish", data=fill(client.get(PAGE).text, f"{PAGE}/publish", {}))
    refused = client.post(FIRST, data=fill(opened, FIRST, {"label:age::en": "Too late"}))
    assert refused.status_code == 422
    assert "has been published meanwhile" in refused.text
    assert ("label:age::en", "Too late") in form_on(refused.text, FIRST)
    assert version(database).content == FORM


def test_published_versions_stay_and_answers_with_them(
    client: FlaskClient, database: Database, draft: int, kim: int
) -> None:
    answer = client.post(f"{PAGE}/publish", data=fill(client.get(PAGE).text, f"{PAGE}/publish", {}))
    assert (answer.status_code, answer.location) == (303, PAGE)
    response = add_response(database, draft, {"rides": "yes"})
    begun = client.post(f"{PAGE}/versions", data=fill(client.get(PAGE).text, f"{PAGE}/versions", {}))
    second = f"{PAGE}/versions/2/edit"
    assert begun.location == second
    assert client.get(EDIT).location == PAGE
    save(client, f"{second}/first", **{"label:age::en": "Changed"})
    with database.session() as session:
        assert session.get_one(Response, response).version.number == 1
        survey = session.scalars(select(Survey)).one()
        assert survey.open_version and survey.open_version.number == 1
        assert (survey.versions[0].content, survey.versions[0].published_by) == (FORM, kim)
    page = client.get(PAGE).text
    assert "by Kim" in page and "<dt>Responses</dt><dd>1</dd>" in page and "<dt>Responses</dt><dd>0</dd>" in page
    gone = client.post(f"{PAGE}/versions/2/delete", data=fill(page, f"{PAGE}/versions/2/delete", {}))
    assert gone.location == PAGE


def test_the_history_says_who_did_what(client: FlaskClient, database: Database, kim: int) -> None:
    client.post(NEW, data=fill(client.get(NEW).text, NEW, {"languages": ["en"], "title:en": "Buses"}))
    for what in ("publish", "close", "publish", "versions", "versions/2/delete"):
        client.post(f"{PAGE}/{what}", data=fill(client.get(PAGE).text, f"{PAGE}/{what}", {}))
    page = unescape(client.get(PAGE).text)
    history = re.findall("<td>[^<]*</td><td>([^<]*)</td><td>([^<]*)</td>", page)
    assert history == [(what, "Kim") for what in (
        "The draft of version 2 deleted", "Version 2 made", "Opened to residents again", "Closed to residents",
        "Version 1 published", "Version 1 made",
    )]  # fmt: skip


def test_a_survey_that_was_never_published_goes_with_its_history(
    client: FlaskClient, database: Database, kim: int
) -> None:
    client.post(NEW, data=fill(client.get(NEW).text, NEW, {"languages": ["en"], "title:en": "Buses"}))
    gone = client.post(f"{DRAFT}/delete", data=fill(client.get(PAGE).text, f"{DRAFT}/delete", {}))
    assert gone.location == "/staff/surveys"
    with database.session() as session:
        assert session.scalars(select(SurveyEvent)).all() == []


def test_a_draft_that_lacks_something_is_not_opened(client: FlaskClient, database: Database, kim: int) -> None:
    bare = {
        **FORM,
        "items": [{"type": "one_choice", "name": "q", "label": {"en": "Which?", "vi": "Nào?"}, "choices": []}],
    }
    add_survey(database, "buses", bare, state="draft")
    page = client.get(PAGE).text
    assert "“Which?” has no choices yet." in unescape(page) and f"{PAGE}/publish" not in page
    token = dict(form_on(page, "/staff/sign-out"))["csrf_token"]
    refused = client.post(f"{PAGE}/publish", data={"csrf_token": token})
    assert refused.status_code == 422
    assert version(database).published_at is None


def test_it_is_opened_in_the_languages_that_are_complete(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, FIRST, **{"label:age::vi": ""})
    page = client.get(PAGE).text
    sent = form_on(page, f"{PAGE}/publish")
    assert [value for name, value in sent if name == "languages"] == ["en"]
    assert client.post(f"{PAGE}/publish", data=dict(sent)).status_code == 303
    assert 'value="vi"' not in client.get("/s/buses").text


def test_the_preview_keeps_nothing(client: FlaskClient, database: Database, draft: int) -> None:
    where = f"{DRAFT}/preview"
    page = client.get(f"{where}?lang=vi").text
    assert "Đầu" in page and "Có đi không?" in page and Page(page).faults == []
    assert "<script" not in page
    sent = client.post(where, data=fill(page, where, {"rides": "no", "age": "4"}))
    assert sent.status_code == 200
    switched = client.post(where, data=fill(page, where, {"rides": "yes", "age": "4", "switch_language": "en"}))
    assert "Do you ride?" in switched.text and 'value="4"' in switched.text
    wrong = client.post(where, data=fill(page, where, {"rides": "yes", "age": "many"}))
    assert wrong.status_code == 422
    with database.session() as session:
        assert session.scalars(select(Response)).all() == []


def test_a_draft_without_questions_has_a_preview(client: FlaskClient, database: Database, kim: int) -> None:
    add_survey(database, "buses", {**FORM, "items": []}, state="draft")
    for where in (f"{DRAFT}/preview", EDIT, f"{EDIT}/-", PAGE):
        answer = client.get(where)
        assert (answer.status_code, Page(answer.text).faults) == (200, [])
    save(client, f"{EDIT}/-", "add-question", **{"add:type": "long_text", "add:question:en": "What?"})
    assert [part["name"] for part in version(database).content["items"]] == ["what"]


@pytest.mark.parametrize("ending, status", [("xlsx", 200), ("csv", 200), ("md", 200), ("pdf", 404)])
def test_a_version_is_downloaded(client: FlaskClient, draft: int, ending: str, status: int) -> None:
    answer = client.get(f"{DRAFT}/download.{ending}")
    assert answer.status_code == status
    assert status == 404 or f"buses-1.{ending}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("typed, tag", [
    ({"add:language": "es"}, "es"), ({"add:other_language": "pt_BR"}, "pt-BR"),
    ({"add:other_language": "Haitian Creole"}, "ht"), ({"add:other_language": "Chinese (zh-Hant)"}, "zh-Hant"),
])  # fmt: skip
def test_a_language_is_added(
    client: FlaskClient, database: Database, draft: int, typed: dict[str, str], tag: str
) -> None:
    save(client, EDIT, "language-add", **typed)
    assert version(database).content["languages"] == ["en", "vi", tag]
    assert f"title:::{tag}" in client.get(EDIT).text


def test_what_is_no_language_is_not_added(client: FlaskClient, database: Database, draft: int) -> None:
    refused = save(client, EDIT, "language-add", **{"add:other_language": "Elvish"})
    assert refused.status_code == 422 and ("add:other_language", "Elvish") in form_on(refused.text, EDIT)


HOSTILE = "<script>alert(1)</script>\x00' OR 1=1 --\u202e"


def pages() -> Iterator[tuple[str, dict[str, Any], set[int]]]:
    yield NEW, {"template": HOSTILE, "languages": HOSTILE, "title:en": HOSTILE}, {422}
    for where in (EDIT, FIRST, f"{EDIT}/-", f"{EDIT}/nothing", f"{EDIT}/%00"):
        for data in (
            {},
            {"revision": "9" * 30},
            {"revision": "1", "do": "up nothing"},
            {"revision": "1", "do": "choice-up rides nothing"},
            {"revision": "1", "do": " ".join(["up"] * 50)},
            {"revision": "1", "do": "remove first", "label:age::en": HOSTILE},
            {"revision": "1", "do": "to first", "to:first": "first"},
            {"revision": "1", "do": "to rides", "to:rides": HOSTILE},
            {"revision": "1", "do": "like rides", "like:rides": "first", "only_if:rides": HOSTILE},
            {"revision": "1", "do": "other first", "table-of:first": HOSTILE, "table:first": HOSTILE},
            {"revision": "1", "do": "language-add", "add:other_language": "(" * 5000},
            {"revision": "1", "do": "add-question", "add:type": HOSTILE, "add:question:en": HOSTILE},
            {"revision": "1", "do": "language-add", "add:language": HOSTILE},
            {"revision": "1", "name:rides": HOSTILE, "type:rides": HOSTILE, "relevant:rides": HOSTILE},
            {"revision": "1", "code:rides:yes": HOSTILE, "new:rides:0:en": HOSTILE * 500},
        ):
            yield where, data, {303, 404, 409, 422}
    for where in (
        f"{PAGE}/versions/99999999999/edit",
        "/staff/surveys/%00/versions/1/edit",
        f"{PAGE}/versions/7/delete",
    ):
        yield where, {}, {404, 405}
    yield "/staff/surveys/%00/versions", {}, {404}
    yield f"{DRAFT}/preview", {"rides": HOSTILE, "form_language": HOSTILE, "switch_language": HOSTILE}, {200, 422}


@pytest.mark.parametrize("where, data, expected", list(pages()))
def test_hostile_input_breaks_nothing(
    client: FlaskClient, draft: int, where: str, data: dict[str, Any], expected: set[int]
) -> None:
    token = dict(form_on(client.get("/staff/surveys").text, "/staff/sign-out"))["csrf_token"]
    answer = client.post(where, data={**data, "csrf_token": token})
    assert answer.status_code in expected
    assert "<script>alert" not in answer.text
    for page in (PAGE, EDIT, FIRST, f"{DRAFT}/preview"):
        assert client.get(page).status_code in (200, 404)


@pytest.mark.parametrize("roles, home, reads, edits", [
    ((ADMINISTRATOR,), True, True, True),
    ((ADMINISTRATOR,), False, True, False),
    ((REVIEWER,), True, True, False),
    ((ANALYST,), True, False, False),
])  # fmt: skip
def test_who_reads_and_who_edits(
    client: FlaskClient, database: Database, roles: tuple[str, ...], home: bool, reads: bool, edits: bool
) -> None:
    add_agency(database, default=True)
    add_survey(database, "buses", CONTENT, state="draft")
    agency = add_agency(database, default=home) if home else add_agency(database, "Partner")
    sign_in(client, database, add_user(database, *roles, agency=agency))
    for where in ("/staff/surveys", PAGE, f"{DRAFT}/preview", f"{DRAFT}/download.md"):
        assert client.get(where).status_code == (200 if reads else 403)
    for where in (NEW, EDIT, f"{EDIT}/-"):
        assert client.get(where).status_code == (200 if edits else 403)
    if reads and not edits:
        assert "/publish" not in client.get("/staff/surveys").text + client.get(PAGE).text
    token = dict(form_on(client.get("/staff/").text, "/staff/sign-out"))["csrf_token"]
    for where in (NEW, EDIT, f"{EDIT}/-", f"{PAGE}/publish", f"{PAGE}/close", f"{PAGE}/versions", f"{DRAFT}/delete"):
        assert edits or client.post(where, data={"csrf_token": token}).status_code == 403
    assert edits or version(database).content == CONTENT


@pytest.mark.parametrize("where", [NEW, EDIT, f"{PAGE}/versions", f"{DRAFT}/delete", f"{DRAFT}/preview"])
def test_nothing_changes_without_the_token(client: FlaskClient, draft: int, where: str) -> None:
    assert client.post(where, data={"do": "remove first", "revision": "1"}).status_code == 400


def test_a_question_moves_to_another_section_with_what_was_typed(
    client: FlaskClient, database: Database, draft: int
) -> None:
    answer = save(client, FIRST, "to age", **{"to:age": "second", "label:age::en": "Years", "name:age": "years"})
    assert answer.location == f"{EDIT}/second?open=years#item:years"
    sections = version(database).content["items"]
    assert [[part["name"] for part in section["items"]] for section in sections] == [["rides"], ["walks", "years"]]
    assert item(database, "years")["label"]["en"] == "Years"
    save(client, f"{EDIT}/second", "to years", **{"to:years": "first"})
    assert [part["name"] for part in version(database).content["items"][0]["items"]] == ["rides", "years"]


def test_a_condition_is_chosen_from_the_answers(client: FlaskClient, database: Database, draft: int) -> None:
    assert ("only_if:age", "rides yes") in form_on(client.get(FIRST).text, FIRST)
    save(client, FIRST, **{"only_if:age": "rides no"})
    assert item(database, "age")["logic"] == {"relevant": "${rides} = 'no'"}
    save(client, FIRST, **{"relevant:age": "${rides} != 'no'"})
    assert ("only_if:age", "-") in form_on(client.get(FIRST).text, FIRST)
    save(client, FIRST, **{"only_if:age": ""})
    assert "logic" not in item(database, "age")
    save(client, FIRST, **{"type:rides": "several_choices", "only_if:age": "rides yes"})
    save(client, FIRST, **{"only_if:age": ""})
    save(client, FIRST, **{"only_if:age": "rides yes"})
    assert item(database, "age")["logic"] == {"relevant": "selected(${rides}, 'yes')"}
    save(client, f"{EDIT}/second", **{"only_if:second": "rides yes"})
    assert version(database).content["items"][1]["logic"] == {"relevant": "selected(${rides}, 'yes')"}
    refused = save(client, FIRST, **{"only_if:age": "rides perhaps"})
    assert refused.status_code == 422 and 'href="#only_if:age"' in refused.text


def test_new_codes_go_into_the_conditions(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, FIRST, **{"code:rides:yes": "no", "code:rides:no": "yes"})
    assert item(database, "age")["logic"] == {"relevant": "${rides} = 'no'"}


def test_a_choice_that_a_condition_asks_for_is_not_removed(client: FlaskClient, database: Database, draft: int) -> None:
    refused = save(client, FIRST, "choice-remove rides yes")
    assert refused.status_code == 422
    assert "“yes” is no choice of “rides”, which has: no." in unescape(refused.text)


def test_choices_come_by_lot(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, FIRST, **{"lot:rides": "yes"})
    assert item(database, "rides")["parameters"] == {"randomize": "true"}
    assert ("lot:rides", "yes") in form_on(client.get(FIRST).text, FIRST)
    save(client, FIRST, **{"lot:rides": None})
    assert "parameters" not in item(database, "rides")


def test_a_question_takes_the_choices_of_another(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, f"{EDIT}/second", "own walks")
    save(client, f"{EDIT}/second", **{"new:walks:0:en": "Seldom", "new:walks:0:vi": "Ít khi"})
    save(client, FIRST, "like rides", **{"like:rides": "walks"})
    found = {name: [choice["code"] for choice in item(database, name)["choices"]] for name in ("rides", "walks")}
    assert found == {"rides": ["yes", "no", "seldom"], "walks": ["yes", "no", "seldom"]}
    assert item(database, "rides")["list"] == item(database, "walks")["list"]


def test_other_comes_with_a_text_for_it(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, EDIT, "language-add", **{"add:language": "ar"})
    answer = save(client, FIRST, "other rides")
    assert answer.location == f"{FIRST}?open=rides#item:rides"
    assert [choice["code"] for choice in item(database, "rides")["choices"]] == ["yes", "no", "other"]
    assert [choice["code"] for choice in item(database, "walks")["choices"]] == ["yes", "no"]
    text = item(database, "rides_other")
    assert (text["type"], text["logic"]) == ("short_text", {"relevant": "selected(${rides}, 'other')"})
    assert text["label"].keys() == {"en", "vi"}
    assert [part["name"] for part in version(database).content["items"][0]["items"]] == ["rides", "rides_other", "age"]
    assert "other rides" not in client.get(FIRST).text


def test_a_section_becomes_a_table(client: FlaskClient, database: Database, draft: int) -> None:
    assert "table:first" not in client.get(FIRST).text
    new = {"add:type": "one_choice", "add:question:en": "By bus?", "add:question:vi": "Xe buýt?"}
    save(client, FIRST, "add-question", **new)
    save(client, FIRST, **{"table:first": "yes"})
    assert version(database).content["items"][0]["appearance"] == "table-list"
    assert item(database, "by_bus")["choices"] == item(database, "rides")["choices"]
    assert 'class="matrix"' in client.get(f"{DRAFT}/preview").text
    save(client, FIRST, **{"table:first": None})
    assert "appearance" not in version(database).content["items"][0]


def test_a_table_of_different_choices_is_refused(client: FlaskClient, database: Database, draft: int) -> None:
    new = {"add:type": "one_choice", "add:question:en": "By bus?", "add:question:vi": "Xe buýt?"}
    save(client, FIRST, "add-question", **new)
    save(client, FIRST, **{"new:by_bus:0:en": "Often", "new:by_bus:0:vi": "Hay"})
    refused = save(client, FIRST, **{"table:first": "yes"})
    assert refused.status_code == 422 and 'href="#table:first"' in refused.text


@pytest.mark.parametrize("kind, codes", [
    ("agreement", ["1", "2", "3", "4", "5"]), ("scale", ["1", "2", "3", "4", "5"]), ("one_choice", []),
])  # fmt: skip
def test_a_question_begins_with_the_usual_choices(
    client: FlaskClient, database: Database, draft: int, kind: str, codes: list[str]
) -> None:
    save(client, FIRST, "add-question", **{"add:type": kind, "add:question:en": "Clean?", "add:question:vi": "Sạch?"})
    found = item(database, "clean")["choices"]
    assert [choice["code"] for choice in found if not choice["code"].startswith("-")] == codes
    assert all(choice["label"].keys() == {"en", "vi"} for choice in found)


def test_marks_are_explained_and_shown(client: FlaskClient, database: Database, draft: int) -> None:
    save(client, FIRST, **{"label:age::en": "Your **age** <b>now</b>"})
    page = client.get(FIRST).text
    assert '<code class="lines">**important**</code></td><td><strong>important</strong>' in page
    assert "Your <strong>age</strong> &lt;b&gt;now&lt;/b&gt;</div>" in page
    assert page.count("Residents see:") == 1
    assert Page(page).faults == []
