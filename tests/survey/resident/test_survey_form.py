"""A form's logic where it is sent: only what is asked is checked and kept, with the author's own messages."""

from datetime import datetime
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from survey.form_content import read_content
from survey.logic import Now
from survey.survey_form import SurveyForm, place_of

NOW = Now(datetime(2026, 11, 20, 9, 30))
CONTENT: dict[str, Any] = {
    "languages": ["en", "sv"],
    "title": {"en": "Form", "sv": "Formulär"},
    "items": [
        {
            "type": "one_choice",
            "name": "rides",
            "required": True,
            "label": {"en": "Do you ride?", "sv": "Åker du?"},
            "choices": [{"code": code, "label": {"en": code, "sv": code}} for code in ("yes", "no")],
        },
        {
            "type": "short_text",
            "name": "line",
            "required": True,
            "label": {"en": "Line?", "sv": "Linje?"},
            "logic": {"relevant": "${rides} = 'yes'", "constraint": "regex(., '[0-9]+')"},
            "messages": {"constraint": {"en": "A number, please."}, "required": {"en": "Which?", "sv": "Vilken?"}},
        },
        {"type": "short_text", "name": "day", "default": "today()", "label": {"en": "Day?", "sv": "Dag?"}},
        {"type": "several_choices", "name": "why", "default": "a b", "label": {"en": "Why?", "sv": "Varför?"},
         "choices": [{"code": code, "label": {"en": code, "sv": code}} for code in "abc"],
         "logic": {"required": "${rides} = 'no'", "choice_filter": "name != 'c' or ${rides} = 'no'"}},
    ],
}  # fmt: skip


def filled(language: str = "en", **sent: Any) -> SurveyForm:
    form = SurveyForm(read_content(CONTENT), language, {}, NOW)
    form.process(MultiDict([(name, value) for name, values in sent.items() for value in values.split("|")]))
    return form


@pytest.mark.parametrize(
    ("sent", "problems"),
    [
        ({"rides": "no", "why": "a"}, []),
        ({"rides": "no", "line": "not asked", "why": "a"}, []),
        ({"rides": "yes", "line": "12"}, []),
        ({"rides": "yes", "line": "x"}, [("line", "A number, please.")]),
        ({"rides": "yes"}, [("line", "Which?")]),
        ({}, [("rides", "Choose an answer.")]),
        ({"rides": "no"}, [("why", "Answer this question.")]),
        ({"rides": "no", "why": "c"}, []),
        ({"rides": "yes", "line": "1", "why": "c"}, [("why", "This answer is not possible here. Change it.")]),
        ({"rides": "maybe"}, [("rides", "Choose one of the answers shown.")]),
    ],
)
def test_only_what_is_asked_is_checked(sent, problems) -> None:
    form = filled(**sent)
    assert form.validate() is (not problems)
    expected = [(place_of(name), problem) for name, problem in problems]
    assert [(where, problem) for where, _question, problem in form.problems()] == expected


def test_the_authors_message_is_said_in_the_language_of_the_page() -> None:
    form = filled("sv", rides="yes")
    form.validate()
    assert form.problems() == [(place_of("line"), "Linje?", "Vilken?")]


def test_what_is_not_asked_is_not_kept() -> None:
    assert filled(rides="no", line="12", why="a|b").answers() == {"rides": "no", "why": "a b"}


def test_a_blank_form_holds_the_defaults() -> None:
    form = SurveyForm(read_content(CONTENT), "en", {}, NOW)
    assert form.given() == {"day": "2026-11-20", "why": "a b"}
