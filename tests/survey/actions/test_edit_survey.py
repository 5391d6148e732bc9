"""A draft changes through one door: what may be put in, what is refused, who may do it."""

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import func, select

from survey.actions import edit_survey_items as items
from survey.actions.edit_survey import Draft, add_language, change_draft, remove_language
from survey.actions.edit_survey_problem import DraftConflict, EditProblem, SurveyRefused
from survey.actions.edit_survey_texts import every, find_section, missing, owner, sections, texts
from survey.actions.edit_survey_typed import put_section
from survey.actions.new_survey import TEMPLATES, create_survey, delete_draft, new_version, template
from survey.database import Database
from survey.form_content import read_content
from survey.models import Survey, SurveyVersion
from survey.models.user import ADMINISTRATOR, REVIEWER
from survey.survey_problem import SurveyProblem
from tests.builders import CONTENT, add_agency, add_record, add_survey, add_user

YES_NO = [{"code": "yes", "label": {"en": "Yes", "vi": "Có"}}, {"code": "no", "label": {"en": "No", "vi": "Không"}}]
FORM: dict[str, Any] = {
    "languages": ["en", "vi"],
    "title": {"en": "Buses", "vi": "Xe buýt"},
    "items": [
        {"type": "group", "name": "first", "label": {"en": "First", "vi": "Đầu"}, "items": [
            {"type": "one_choice", "name": "rides", "label": {"en": "Do you ride?", "vi": "Có đi không?"}, "list": "yn",
             "choices": YES_NO},
            {"type": "integer", "name": "age", "label": {"en": "Age", "vi": "Tuổi"},
             "logic": {"relevant": "${rides} = 'yes'"}},
        ]},
        {"type": "group", "name": "second", "label": {"en": "Second", "vi": "Hai"}, "items": [
            {"type": "one_choice", "name": "walks", "label": {"en": "Do you walk?", "vi": "Có đi bộ không?"},
             "list": "yn", "choices": YES_NO},
        ]},
    ],
}  # fmt: skip


def form() -> dict[str, Any]:
    return deepcopy(FORM)


def names(content: dict[str, Any]) -> list[str]:
    return [item["name"] for item in every(content["items"])]


def put(content: dict[str, Any], section: str, **typed: str) -> list[tuple[str, str]]:
    found = find_section(content, section)
    assert found
    return put_section(content, found, {name.replace("__", ":"): said for name, said in typed.items()})


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_complete(name: str) -> None:
    content = template(name)
    assert missing(texts(content), content["languages"]) == {}
    assert set(content["languages"]) == {"en", "vi", "sv"}


def test_quick_feedback_asks_one_open_question_and_three_closed_ones() -> None:
    kinds = [question.type for question in read_content(template("quick_feedback")).questions()]
    assert [kind for kind in kinds if kind != "note"] == ["one_choice", "agreement", "agreement", "long_text"]


@pytest.mark.parametrize("name, step, after", [
    ("second", items.UP, ["second", "walks", "first", "rides", "age"]),
    ("second", items.DOWN, ["first", "rides", "age", "second", "walks"]),
    ("age", items.UP, ["first", "age", "rides", "second", "walks"]),
    ("rides", items.UP, ["first", "rides", "age", "second", "walks"]),
])  # fmt: skip
def test_parts_move_among_their_like(name: str, step: int, after: list[str]) -> None:
    content = form()
    items.move(content, name, step)
    assert names(content) == after


@pytest.mark.parametrize("label, kind, name", [
    ({"en": "How far is it?"}, "integer", "how_far_is_it"),
    ({"vi": "Đường nào?"}, "short_text", "duong_nao"),
    ({"ar": "كم؟"}, "short_text", "question"),
    ({"en": "2 wheels"}, "short_text", "q_2_wheels"),
    ({"en": "Age"}, "integer", "age_2"),
])  # fmt: skip
def test_a_name_is_made_of_the_label(label: dict[str, str], kind: str, name: str) -> None:
    content = form()
    section = find_section(content, "first")
    assert section
    assert items.add_question(content, section, kind, label) == name
    assert names(content)[:4] == ["first", "rides", "age", name]


@pytest.mark.parametrize("kind, codes, label, code", [
    ("one_choice", ["yes", "no"], {"en": "Very often!"}, "very_often"),
    ("one_choice", ["yes", "no"], {"en": "Yes"}, "yes_2"),
    ("agreement", ["1", "2", "-8"], {"en": "Strongly"}, "3"),
    ("scale", [], {"en": "Not at all"}, "1"),
])  # fmt: skip
def test_a_code_is_made_once_and_stays(kind: str, codes: list[str], label: dict[str, str], code: str) -> None:
    item = {"type": kind, "name": "q", "choices": [{"code": old, "label": {}} for old in codes]}
    items.add_choice({"items": [item]}, item, label)
    made = [choice["code"] for choice in item["choices"]]
    assert (sorted(made), made[-1]) == (sorted([*codes, code]), "-8" if "-8" in codes else code)


def test_a_list_that_several_have_is_edited_for_all() -> None:
    content = form()
    assert put(content, "first", new__rides__0__en="Sometimes", choice__rides__yes__en="Yes, I do") == []
    first, second = (next(i for i in every(content["items"]) if i["name"] == name) for name in ("rides", "walks"))
    assert first["choices"] == second["choices"]
    assert [choice["code"] for choice in second["choices"]] == ["yes", "no", "sometimes"]
    assert owner(content, second) is first
    items.own_choices(content, "walks")
    assert owner(content, second) is second
    items.remove_choice(content, "rides", "no")
    assert [len(item["choices"]) for item in (first, second)] == [2, 3]


def test_a_new_name_goes_into_the_conditions() -> None:
    content = form()
    assert put(content, "first", name__rides="takes_bus") == []
    assert content["items"][0]["items"][1]["logic"] == {"relevant": "${takes_bus} = 'yes'"}


@pytest.mark.parametrize("typed, field, words", [
    ({"label:age::en": "x" * 5001}, "label:age::en", "at most 5,000"),
    ({"label:age::en": "Hello {nobody}"}, "label:age::en", "{nobody}"),
    ({"label:age::en": "You said ${rides}"}, "label:age::en", "without ${rides}"),
    ({"name:age": "2 x"}, "name:age", "begin with a letter"),
    ({"name:age": "rides"}, "name:age", "Another question has this name."),
    ({"name:age": "form_key"}, "name:age", "Choose another."),
    ({"name:age": "age", "type:age": "hologram"}, "type:age", "Choose what kind"),
    ({"code:rides:yes": "two words"}, "code:rides:yes", "one word"),
    ({"code:rides:no": "yes"}, "code:rides:no", "Another choice has this code."),
    ({"name:age": "age", "type:age": "range", "start:age": "1", "end:age": "1"}, "start:age", "must differ"),
    ({"name:age": "age", "type:age": "range", "start:age": "some"}, "start:age", "must be numbers"),
])  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(typed: dict[str, str], field: str, words: str) -> None:
    content = form()
    section = find_section(content, "first")
    assert section
    found = dict(put_section(content, section, typed))
    assert list(found) == [field] and words in found[field]


@pytest.mark.parametrize("part, expression, words", [
    ("relevant", "${rides} = ", "cannot be read"),
    ("relevant", "${nobody} = 1", "no question with the name “nobody”"),
    ("constraint", ". &lt; 3", "cannot be read"),
    ("relevant", "${age} > 3", "circle"),
    ("constraint", "regex(., '[')", "of regex() cannot be read from character 2 on."),
])  # fmt: skip
def test_a_condition_that_cannot_be_is_refused(database: Database, part: str, expression: str, words: str) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "buses", FORM, state="draft")

    def change(content: dict[str, Any]) -> None:
        content["items"][0]["items"][1]["logic"] = {part: expression}

    with pytest.raises(EditProblem) as refused:
        change_draft(database, user, Draft("buses", 1, 1), change)
    assert words in str(refused.value)


@pytest.mark.parametrize("default, words", [
    ("round(", "cannot be read"),
    ("many", "“many” is no answer to this question. Enter a"),
    ("${rides} = ('x')", "has no answers yet"),
])  # fmt: skip
def test_a_default_that_cannot_be_is_refused(database: Database, default: str, words: str) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "buses", FORM, state="draft")

    def change(content: dict[str, Any]) -> None:
        content["items"][0]["items"][1].update({"type": "integer", "default": default})

    with pytest.raises(EditProblem) as refused:
        change_draft(database, user, Draft("buses", 1, 1), change)
    assert [(place, words in what) for place, what in refused.value.problems] == [("default:age", True)]


def test_a_question_that_a_condition_asks_for_is_not_removed(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "buses", FORM, state="draft")
    with pytest.raises(EditProblem, match="which the condition"):
        change_draft(database, user, Draft("buses", 1, 1), lambda content: items.remove(content, "rides"))


def test_the_second_of_two_is_told(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "buses", FORM, state="draft")
    change_draft(database, user, Draft("buses", 1, 1), lambda content: items.remove(content, "age"))
    with pytest.raises(DraftConflict):
        change_draft(database, user, Draft("buses", 1, 1), lambda content: items.remove(content, "second"))
    with database.session() as session:
        version = session.scalars(select(SurveyVersion)).one()
    assert (version.revision, version.changed_by, names(version.content)) == (
        2,
        user,
        ["first", "rides", "second", "walks"],
    )


def test_a_change_that_changes_nothing_is_none(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "buses", FORM, state="draft")
    change_draft(database, user, Draft("buses", 1, 1), lambda content: list(texts(content)))
    with database.session() as session:
        assert session.scalars(select(SurveyVersion.revision)).one() == 1


@pytest.mark.parametrize("roles, home, state, refusal", [
    ((ADMINISTRATOR,), False, "draft", SurveyRefused),
    ((REVIEWER,), True, "draft", SurveyRefused),
    ((ADMINISTRATOR,), True, "open", EditProblem),
])  # fmt: skip
def test_who_may_not_and_what_may_not_be_changed(
    database: Database, roles: tuple[str, ...], home: bool, state: str, refusal: type[Exception]
) -> None:
    user = add_user(database, *roles, agency=add_agency(database, default=home))
    add_survey(database, "buses", FORM, state=state)
    with pytest.raises(refusal):
        change_draft(database, user, Draft("buses", 1, 1), lambda content: items.remove(content, "second"))
    with database.session() as session:
        assert names(session.scalars(select(SurveyVersion.content)).one()) == names(FORM)


def test_languages_come_and_go() -> None:
    content = form()
    add_language(content, "ar")
    assert missing(texts(content), content["languages"]) == {"ar": 8}
    remove_language(content, "vi")
    assert content["languages"] == ["en", "ar"]
    assert all("vi" not in text.wording for text in texts(content))
    remove_language(content, "ar")
    for change in (lambda: remove_language(content, "en"), lambda: add_language(content, "xx!")):
        with pytest.raises(EditProblem):
            change()


def test_sections_are_read_with_what_stands_outside() -> None:
    content = {**form(), "items": [{"type": "note", "name": "hello", "label": {}}, *form()["items"]]}
    assert [section.name for section in sections(content)] == ["", "first", "second"]
    assert [section.name for section in sections({**content, "items": []})] == [""]


@pytest.mark.parametrize("title, slug", [
    ({"en": "What about buses?"}, "what-about-buses"),
    ({"vi": "Đường phố"}, "duong-pho"),
    ({"ar": "حافلات"}, "survey"),
    ({"en": "Test"}, "test-2"),
])  # fmt: skip
def test_an_address_is_made_of_the_title(database: Database, title: dict[str, str], slug: str) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "test")
    assert create_survey(database, user, "quick_feedback", title, list(title)) == slug
    with database.session() as session:
        found = session.scalars(select(Survey).where(Survey.slug == slug)).one()
        assert (found.state, found.latest.content["languages"], found.latest.content["title"]) == (
            "draft",
            list(title),
            title,
        )


@pytest.mark.parametrize("name, title, languages, field", [
    ("nothing", {"en": "A"}, ["en"], "template"),
    ("community", {"en": "A"}, [], "languages"),
    ("community", {"en": "A"}, ["xx1"], "languages"),
    ("community", {"en": "A"}, ["vi"], "title:vi"),
    ("community", {"en": "A" * 201}, ["en"], "title:en"),
])  # fmt: skip
def test_a_survey_needs_a_title_and_a_language(
    database: Database, name: str, title: dict[str, str], languages: list[str], field: str
) -> None:
    user = add_user(database, ADMINISTRATOR)
    with pytest.raises(EditProblem) as refused:
        create_survey(database, user, name, title, languages)
    assert field in dict(refused.value.problems)


def test_a_version_begins_as_the_newest_one_and_only_once(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "test", {**CONTENT, "offered": ["en"]})
    assert [new_version(database, user, "test") for _again in range(2)] == [2, 2]
    with database.session() as session:
        assert session.scalars(select(SurveyVersion).where(SurveyVersion.number == 2)).one().content == CONTENT
    with pytest.raises(SurveyRefused):
        new_version(database, user, "nothing")


def test_a_draft_is_deleted_and_a_survey_that_was_never_out_with_it(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_survey(database, "out")
    add_survey(database, "new", state="draft")
    number = new_version(database, user, "out")
    assert (delete_draft(database, user, "out", number), delete_draft(database, user, "new", 1)) == (False, True)
    with database.session() as session:
        assert session.scalars(select(Survey.slug)).all() == ["out"]
        assert session.scalar(select(func.count()).select_from(SurveyVersion)) == 1
    with pytest.raises(SurveyProblem, match="published"):
        delete_draft(database, user, "out", 1)
    with pytest.raises(SurveyRefused):
        delete_draft(database, user, "out", 7)


def test_a_survey_that_comments_belong_to_stays(database: Database) -> None:
    user = add_user(database, ADMINISTRATOR)
    add_record(database, survey_id=add_survey(database, "new", state="draft"))
    with pytest.raises(SurveyProblem, match="cannot be deleted"):
        delete_draft(database, user, "new", 1)
    with database.session() as session:
        assert session.scalars(select(SurveyVersion.number)).all() == [1]
