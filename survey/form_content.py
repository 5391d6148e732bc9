"""What a survey version holds: its languages, its wording and its questions, as plain data.

Stored as JSON: {"languages": [code, …], "title": {code: text}, "items": [item, …]}. An item is
{"type", "name", "label": {code: text}, "hint": {…}, "required", "choices": [{"code", "label": {…}}], "items": […]};
`type` is "group" (with items) or the name of a question type.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Wording = dict[str, str]

#: What a text may hold in braces; filled from the settings when it is shown
PLACEHOLDERS = ("organisation", "contact", "emergency_number", "retention_months")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Choice:
    code: str
    label: Wording

    @property
    def stands_apart(self) -> bool:
        """True for what is no point on a scale: don't know, does not apply. Their codes are below zero."""
        return self.code.startswith("-")


@dataclass(frozen=True)
class Question:
    """One question or note. `type` names a file in question_types/."""

    type: str
    name: str
    label: Wording
    hint: Wording
    required: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Group:
    """Questions that belong together under one heading."""

    name: str
    label: Wording
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class FormContent:
    """The whole form. Questions outside any group come in groups without a label."""

    languages: tuple[str, ...]
    title: Wording
    groups: tuple[Group, ...]

    def questions(self) -> Iterator[Question]:
        for group in self.groups:
            yield from group.questions

    def question(self, name: str) -> Question | None:
        return next((question for question in self.questions() if question.name == name), None)


def read_content(content: dict[str, Any]) -> FormContent:
    """The stored JSON as FormContent."""
    return FormContent(tuple(content["languages"]), content["title"], tuple(read_groups(content["items"])))


def read_groups(items: list[dict[str, Any]]) -> Iterator[Group]:
    loose: list[Question] = []
    for item in items:
        if item["type"] != "group":
            loose.append(read_question(item))
            continue
        if loose:
            yield Group("", {}, tuple(loose))
            loose = []
        yield Group(item["name"], item.get("label", {}), tuple(read_question(part) for part in item["items"]))
    if loose:
        yield Group("", {}, tuple(loose))


def read_question(item: dict[str, Any]) -> Question:
    choices = tuple(Choice(choice["code"], choice["label"]) for choice in item.get("choices", ()))
    return Question(
        item["type"], item["name"], item.get("label", {}), item.get("hint", {}), item.get("required", False), choices
    )


def spoken(wording: Wording, language: str) -> str:
    """The wording in `language`, else in the first language that has it."""
    return wording.get(language) or next(filter(None, wording.values()), "")


def in_language(content: FormContent, language: str, values: Mapping[str, object]) -> FormContent:
    """The form as read in one language: every wording holds that language alone, placeholders filled from `values`."""

    def say(wording: Wording) -> Wording:
        return {language: fill(spoken(wording, language), values)}

    groups = tuple(
        replace(group, label=say(group.label), questions=tuple(say_question(part, say) for part in group.questions))
        for group in content.groups
    )
    return replace(content, title=say(content.title), groups=groups)


def say_question(question: Question, say: Callable[[Wording], Wording]) -> Question:
    choices = tuple(replace(choice, label=say(choice.label)) for choice in question.choices)
    return replace(question, label=say(question.label), hint=say(question.hint), choices=choices)


def fill(text: str, values: Mapping[str, object]) -> str:
    """`text` with its known placeholders filled; anything else in braces stays as written."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
