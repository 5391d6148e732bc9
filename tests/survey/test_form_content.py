"""A form read in one language, with the organisation's own particulars put in."""

import pytest

from survey.form_content import fill, in_language, read_content, spoken

CONTENT = {
    "languages": ["en", "sv"],
    "title": {"en": "Survey of {organisation}", "sv": "Enkät från {organisation}"},
    "items": [
        {"type": "note", "name": "n", "label": {"en": "Hello", "sv": "Hej"}},
        {
            "type": "group",
            "name": "g",
            "label": {"en": "Group", "sv": "Grupp"},
            "items": [
                {
                    "type": "one_choice",
                    "name": "q",
                    "label": {"en": "Well?", "sv": "Nå?"},
                    "hint": {"en": "Call {contact}"},
                    "choices": [{"code": "1", "label": {"en": "Yes", "sv": "Ja"}}],
                }
            ],
        },
        {"type": "long_text", "name": "last", "label": {"en": "More?"}},
    ],
}


def test_loose_questions_keep_their_place_around_groups() -> None:
    groups = read_content(CONTENT).groups
    assert [(group.name, [question.name for question in group.questions]) for group in groups] == [
        ("", ["n"]),
        ("g", ["q"]),
        ("", ["last"]),
    ]


def test_a_group_in_a_group_is_a_section_asked_only_when_both_are() -> None:
    inner = {"type": "group", "name": "in", "logic": {"relevant": "${b} = 1"}, "items": [note("c")]}
    outer = {"type": "group", "name": "out", "label": {"en": "Out"}, "logic": {"relevant": "${a} = 1"}}
    content = {"languages": ["en"], "title": {}, "items": [{**outer, "items": [note("a"), inner, note("d")]}]}
    assert [
        (group.name, group.label, group.relevant, [question.name for question in group.questions])
        for group in read_content(content).groups
    ] == [
        ("out", {"en": "Out"}, "${a} = 1", ["a"]),
        ("in", {}, "(${a} = 1) and (${b} = 1)", ["c"]),
        ("out", {}, "${a} = 1", ["d"]),
    ]


def note(name: str) -> dict[str, str]:
    return {"type": "note", "name": name}


def test_every_wording_is_in_the_one_language() -> None:
    form = in_language(read_content(CONTENT), "sv", {"organisation": "Ljungby", "contact": "0300"})
    question = form.question("q")
    assert question
    assert form.title == {"sv": "Enkät från Ljungby"}
    assert (question.label, question.hint) == ({"sv": "Nå?"}, {"sv": "Call 0300"})
    assert question.choices[0].label == {"sv": "Ja"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{organisation}!", "{contact}!"),
        ("{unknown} {} {0} {organisation.__class__} }{", "{unknown} {} {0} {organisation.__class__} }{"),
        ("%(organisation)s %s", "%(organisation)s %s"),
    ],
)
def test_only_known_placeholders_are_filled_and_only_once(text: str, filled: str) -> None:
    assert fill(text, {"organisation": "{contact}", "contact": "x"}) == filled


@pytest.mark.parametrize(
    ("wording", "language", "text"),
    [({"en": "a", "sv": "b"}, "sv", "b"), ({"en": "a"}, "sv", "a"), ({"sv": "", "en": "a"}, "sv", "a"), ({}, "sv", "")],
)
def test_spoken(wording: dict[str, str], language: str, text: str) -> None:
    assert spoken(wording, language) == text
