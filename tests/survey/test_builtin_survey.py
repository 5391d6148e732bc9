"""The survey that comes with the product is complete in every language it is published in."""

import re
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

BUILTIN = Path(__file__).parents[2] / "survey" / "builtin" / "community.md"
LANGUAGES = {"English (en)", "Tiếng Việt (vi)", "Svenska (sv)"}
PLACEHOLDERS = {"organisation", "contact", "emergency_number", "retention_months"}
STATEMENTS = [f"R{number:02}" for number in range(1, 11)]
OPEN_QUESTIONS = ["O1", "O2", "O3", "O4"]
LIST_CODES = {
    "R11": [*map(str, range(11)), "-8"],
    "K01": ["yes_know_how", "unsure", "no"],
    "D1": ["under_18", "18_29", "30_44", "45_64", "65_plus", "-7"],
    "D2": ["woman", "man", "another", "-7"],
    "D3": ["north", "east", "south", "west", "centre", "outside", "-7"],
    "D4": ["en", "vi", "sv", "es", "ar", "fi", "fr", "so", "uk", "zh", "other", "-7"],
    **{name: ["1", "2", "3", "4", "5", "-8", "-6"] for name in STATEMENTS},
}


def all_items(parent: dict):
    """Every group, note and question below a pyxform node, except the bookkeeping pyxform adds itself."""
    for item in parent.get("children", []):
        if item["name"] != "meta":
            yield item
            yield from all_items(item)


CONVERTED = convert(str(BUILTIN), file_type=".md", validate=False)
FORM = CONVERTED._pyxform
ITEMS = {item["name"]: item for item in all_items(FORM)}
LABELLED = [
    *ITEMS.values(),
    *(choice for choices in FORM["choices"].values() for choice in choices),
]
TEXTS = [
    pytest.param(text, id=f"{item['name']}-{kind}-{language}")
    for item in LABELLED
    for kind in ("label", "hint")
    for language, text in item.get(kind, {}).items()
]


def test_pyxform_has_nothing_to_complain_about():
    assert CONVERTED.warnings == []


def test_settings_name_the_survey():
    assert (FORM["id_string"], FORM["default_language"]) == (
        "community",
        "English (en)",
    )


def test_questions_come_in_the_order_that_keeps_trust_uncoloured():
    questions = [name for name, item in ITEMS.items() if item["type"] not in {"group", "note"}]
    assert questions == [
        "R11",
        "K01",
        *STATEMENTS,
        *OPEN_QUESTIONS,
        "D1",
        "D2",
        "D3",
        "D4",
    ]


def test_sections_come_in_order():
    groups = [name for name, item in ITEMS.items() if item["type"] == "group"]
    assert groups == [
        "introduction",
        "trust",
        "experience",
        "open_questions",
        "about_you",
    ]


def test_title_is_the_first_note():
    first = FORM["children"][0]["children"][0]
    assert (first["name"], first["type"]) == ("survey_title", "note")
    assert first["label"]["English (en)"] == FORM["title"]


@pytest.mark.parametrize("item", LABELLED, ids=lambda item: item["name"])
def test_every_item_speaks_every_language(item):
    assert set(item["label"]) == LANGUAGES
    assert set(item.get("hint", dict.fromkeys(LANGUAGES))) == LANGUAGES


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_trimmed_and_uses_known_placeholders(text):
    assert text and text == text.strip()
    assert set(re.findall(r"\{(\w*)\}", text)) <= PLACEHOLDERS
    assert not re.search(r"[{}]", re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item["type"] == "note"])
def test_translations_keep_the_placeholders(name):
    used = {frozenset(re.findall(r"\{\w+\}", text)) for text in ITEMS[name]["label"].values()}
    assert len(used) == 1


def test_introduction_says_what_a_resident_must_know_before_answering():
    texts = " ".join(item["label"]["English (en)"] for item in all_items(FORM["children"][0]))
    assert set(re.findall(r"\{(\w+)\}", texts)) == PLACEHOLDERS
    for promise in (
        "optional",
        "stop at any time",
        "4 minutes",
        "12 months",
        "public record",
        "reference code",
    ):
        assert promise in texts


def test_organisation_never_opens_a_sentence():
    """The fallback name is lower case ("the municipality"), so it must stand inside the sentence."""
    for item in ITEMS.values():
        for text in item["label"].values():
            assert not re.search(r"(^|[.?!] )\{organisation\}", text)


@pytest.mark.parametrize(("question", "codes"), LIST_CODES.items(), ids=LIST_CODES.keys())
def test_choice_codes(question, codes):
    assert ITEMS[question]["type"] == "select one"
    assert [choice["name"] for choice in ITEMS[question]["choices"]] == codes


@pytest.mark.parametrize(
    ("questions", "type_", "appearance"),
    [
        (["R11"], "select one", "scale"),
        (STATEMENTS, "select one", "likert"),
        (OPEN_QUESTIONS, "text", "multiline"),
    ],
)
def test_appearance(questions, type_, appearance):
    for question in questions:
        assert ITEMS[question]["type"] == type_
        assert ITEMS[question]["control"]["appearance"] == appearance


def test_nothing_is_required():
    assert [name for name, item in ITEMS.items() if "required" in item.get("bind", {})] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_labels_within_a_list_differ(language):
    for name, choices in FORM["choices"].items():
        labels = [choice["label"][language] for choice in choices]
        assert len(labels) == len(set(labels)), name
